import { Button } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components/Menu';
import { Text } from 'react-aria-components/Text';
import { lenses } from '../../../shared/lens/lens.ts';
import { lensText } from '../../text/lens.ts';
import { Icon } from '../common/icon.tsx';
import { useLens } from './lens-provider.tsx';

/** The lens of the case, in the strip; another one is chosen here, and the log keeps that it was. */
export function LensMenu() {
  const { lens, choose, error } = useLens();
  return (
    <span className="strip-cell">
      <span className="strip-label">{lensText.menu}</span>
      <MenuTrigger>
        <Button className="strip-switch" aria-label={`${lensText.menu}: ${lensText.names[lens]}`}>
          <span className="strip-value">{lensText.names[lens]}</span>
          <Icon name="down" size={12} />
        </Button>
        <Popover className="menu-popover lens-popover" placement="bottom end">
          <p className="lens-lead">{lensText.lead}</p>
          <Menu
            className="menu"
            aria-label={lensText.menu}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[lens]}
            onAction={(key) => {
              const chosen = lenses.find((each) => each === key);
              if (chosen !== undefined && chosen !== lens) choose(chosen);
            }}
          >
            {lenses.map((each) => (
              <MenuItem key={each} id={each} className="menu-item" textValue={lensText.names[each]}>
                <Text slot="label">{lensText.names[each]}</Text>
                <Text slot="description" className="lens-says">
                  {lensText.says[each]}
                </Text>
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      {error !== null && (
        <span className="visually-hidden" role="alert">
          {lensText.failed}: {error.message}
        </span>
      )}
    </span>
  );
}

import { Button } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components/Menu';
import { Icon } from '../../common/icon.tsx';

interface ChoiceMenuProps<Id extends string> {
  /** Of what one is chosen. */
  readonly label: string;
  /** The choice as the button says it. */
  readonly words: string;
  readonly items: readonly { readonly id: Id; readonly words: string }[];
  /** Null when none of the items is what is chosen now. */
  readonly chosen: Id | null;
  readonly onChoose: (id: Id) => void;
}

/** A small button that says what is chosen and offers the rest. */
export function ChoiceMenu<Id extends string>(props: ChoiceMenuProps<Id>) {
  const { label, words, items, chosen, onChoose } = props;
  return (
    <MenuTrigger>
      <Button className="button" data-look="quiet" aria-label={`${label}: ${words}`}>
        <span>{words}</span>
        <Icon name="down" size={12} />
      </Button>
      <Popover className="menu-popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={label}
          selectionMode="single"
          selectedKeys={chosen === null ? [] : [chosen]}
          onAction={(key) => {
            const item = items.find(({ id }) => id === key);
            if (item !== undefined) onChoose(item.id);
          }}
        >
          {items.map(({ id, words: itemWords }) => (
            <MenuItem key={id} id={id} className="menu-item">
              {itemWords}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

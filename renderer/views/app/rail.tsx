import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components/Menu';
import { frameText } from '../../text/frame.ts';
import { Icon } from '../common/icon.tsx';
import { appearances, applyAppearance, loadAppearance } from './appearance.ts';
import { printRoute, type Route, railScreens, type Screen } from './route.ts';

/** The way to each screen, and at the foot what belongs to none of them. */
export function Rail({ route, onShortcuts }: { readonly route: Route; readonly onShortcuts: () => void }) {
  return (
    <nav className="rail" aria-label={frameText.rail}>
      <ul className="rail-screens">
        {railScreens.map((screen) => (
          <li key={screen}>
            <a
              className="rail-item"
              href={printRoute({ ...route, screen })}
              aria-current={currentFor(route.screen, screen)}
            >
              <Icon name={screen} size={20} />
              {frameText.screens[screen]}
            </a>
          </li>
        ))}
      </ul>
      <Button className="rail-item" onPress={onShortcuts}>
        <Icon name="keyboard" size={18} />
        {frameText.shortcuts}
      </Button>
      <AppearanceMenu />
    </nav>
  );
}

/** What Explore leads to is a part of it. */
function currentFor(shown: Screen, screen: Screen): 'page' | 'true' | undefined {
  if (shown === screen) return 'page';
  return screen === 'explore' && (shown === 'entity' || shown === 'compare') ? 'true' : undefined;
}

function AppearanceMenu() {
  const [appearance, setAppearance] = useState(loadAppearance);
  return (
    <MenuTrigger>
      <Button
        className="rail-item"
        aria-label={`${frameText.appearance}: ${frameText.appearances[appearance]}`}
      >
        <Icon name="appearance" size={18} />
        {frameText.appearances[appearance]}
      </Button>
      <Popover className="menu-popover" placement="right bottom">
        <Menu
          className="menu"
          aria-label={frameText.appearance}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[appearance]}
          onAction={(key) => {
            const chosen = appearances.find((candidate) => candidate === key);
            if (chosen === undefined) return;
            applyAppearance(chosen);
            setAppearance(chosen);
          }}
        >
          {appearances.map((choice) => (
            <MenuItem key={choice} id={choice} className="menu-item">
              {frameText.appearances[choice]}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

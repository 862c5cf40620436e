import type { MenuItemConstructorOptions } from 'electron';
import { text } from './text.ts';

/** What the menu can make happen. */
export interface MenuActions {
  openFiles(): void;
  showShortcuts(): void;
}

/** Facts about the program that change which entries there are. */
export interface MenuFacts {
  readonly platform: string;
  readonly isPackaged: boolean;
}

/**
 * The menu of the application. An installed copy has no entry that opens DevTools or reloads: with Electron's own
 * menu both would be one key away, and a reload would end an import half-way.
 */
export function menuTemplate(actions: MenuActions, facts: MenuFacts): MenuItemConstructorOptions[] {
  return [
    ...(facts.platform === 'darwin' ? [applicationMenu()] : []),
    fileMenu(actions, facts),
    editMenu(),
    viewMenu(facts),
    { role: 'windowMenu' },
    { label: text.help, submenu: [{ label: text.shortcuts, click: () => actions.showShortcuts() }] },
  ];
}

// macOS expects this menu. Without "Services": they would hand selected evidence to other programs.
function applicationMenu(): MenuItemConstructorOptions {
  return {
    label: 'Vouch',
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  };
}

function fileMenu(actions: MenuActions, facts: MenuFacts): MenuItemConstructorOptions {
  return {
    label: text.file,
    submenu: [
      { label: text.open, accelerator: 'CmdOrCtrl+O', click: () => actions.openFiles() },
      { type: 'separator' },
      { role: facts.platform === 'darwin' ? 'close' : 'quit' },
    ],
  };
}

function editMenu(): MenuItemConstructorOptions {
  return {
    label: text.edit,
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      { type: 'separator' },
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
    ],
  };
}

function viewMenu(facts: MenuFacts): MenuItemConstructorOptions {
  const developerItems: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { role: 'reload' },
    { role: 'toggleDevTools' },
  ];
  return {
    label: text.view,
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
      ...(facts.isPackaged ? [] : developerItems),
    ],
  };
}

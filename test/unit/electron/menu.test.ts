import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { menuTemplate } from '../../../electron/main/menu.ts';
import { menuShortcuts, renderShortcuts } from '../../../electron/main/shortcuts.ts';

const platforms = ['darwin', 'win32', 'linux'];

describe('the menu', () => {
  it.each(platforms)('of an installed copy opens no DevTools and reloads nothing on %s', (platform) => {
    const roles = items(platform, true).map((item) => item.role);
    for (const role of [
      'toggleDevTools',
      'reload',
      'forceReload',
      'viewMenu',
      'editMenu',
      'appMenu',
      'services',
    ]) {
      expect(roles).not.toContain(role);
    }
  });

  it('has them when run from sources', () => {
    const roles = items('linux', false).map((item) => item.role);
    expect(roles).toContain('toggleDevTools');
    expect(roles).toContain('reload');
  });

  it.each(platforms)('can copy, paste, select everything, zoom and leave on %s', (platform) => {
    const roles = items(platform, true).map((item) => item.role);
    for (const role of [
      'undo',
      'redo',
      'cut',
      'copy',
      'paste',
      'selectAll',
      'zoomIn',
      'zoomOut',
      'resetZoom',
      'quit',
    ]) {
      expect(roles).toContain(role);
    }
  });

  it('opens files and lists the shortcuts', () => {
    const done: string[] = [];
    const all = items('linux', true, done);
    click(all.find((item) => item.accelerator === 'CmdOrCtrl+O'));
    click(all.find((item) => item.label === 'Keyboard shortcuts'));
    expect(done).toEqual(['openFiles', 'showShortcuts']);
  });

  it('names the modifier as the platform does', () => {
    expect(renderShortcuts(menuShortcuts, 'darwin')).toContain('Cmd+O   Open evidence bundles');
    expect(renderShortcuts(menuShortcuts, 'linux')).toContain('Ctrl+O   Open evidence bundles');
  });
});

/** Every entry of the menu, with those of its submenus. */
function items(platform: string, isPackaged: boolean, done: string[] = []): MenuItemConstructorOptions[] {
  const actions = {
    openFiles: () => void done.push('openFiles'),
    showShortcuts: () => void done.push('showShortcuts'),
  };
  return menuTemplate(actions, { platform, isPackaged }).flatMap((item) => [
    item,
    ...(Array.isArray(item.submenu) ? item.submenu : []),
  ]);
}

function click(item: MenuItemConstructorOptions | undefined): void {
  // Electron passes the item, the window and the event; ours use none of them.
  const press: unknown = item?.click;
  if (typeof press !== 'function') throw new Error('no such entry');
  press();
}

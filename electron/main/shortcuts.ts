/** A key and what it does, as the Help menu lists it. `Mod` is Cmd on macOS and Ctrl elsewhere. */
export interface Shortcut {
  readonly keys: string;
  readonly does: string;
}

/** The keys that the menu itself binds, and the one that shows those of the window. */
export const menuShortcuts: readonly Shortcut[] = [
  { keys: 'Mod+O', does: 'Open evidence bundles' },
  { keys: 'Mod+C', does: 'Copy' },
  { keys: 'Mod+A', does: 'Select all' },
  { keys: 'Mod+Plus', does: 'Larger text' },
  { keys: 'Mod+Minus', does: 'Smaller text' },
  { keys: 'Mod+0', does: 'Text as it was' },
  { keys: '?', does: 'List the keys of the window' },
];

/** Lists the shortcuts, one a line, in the words of the platform. */
export function renderShortcuts(shortcuts: readonly Shortcut[], platform: string): string {
  const modifier = platform === 'darwin' ? 'Cmd' : 'Ctrl';
  return shortcuts.map(({ keys, does }) => `${keys.replace('Mod', modifier)}   ${does}`).join('\n');
}

import { useEffect } from 'react';
import { railScreens, type Screen } from './route.ts';

interface Shortcuts {
  onScreen(screen: Screen): void;
  onHelp(): void;
}

/** Keys that work everywhere: `1` to `7` for the screens, `?` for the list. Never while a person types or a dialog asks. */
export function useShortcuts({ onScreen, onHelp }: Shortcuts): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event.target)) return;
      const screen = /^[1-9]$/.test(event.key) ? railScreens[Number(event.key) - 1] : undefined;
      if (screen !== undefined) onScreen(screen);
      else if (event.key === '?') onHelp();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [onScreen, onHelp]);
}

function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return (
    target.closest(
      'input, textarea, select, [contenteditable], [role=dialog], [role=alertdialog], [role=menu]',
    ) !== null
  );
}

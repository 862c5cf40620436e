import { useEffect } from 'react';
import { railScreens, type Screen } from './route.ts';

interface Shortcuts {
  onScreen(screen: Screen): void;
  onHelp(): void;
  onPalette(): void;
}

/**
 * Keys that work everywhere: `1` to `7` for the screens, `?` for the list, never while a person types; Ctrl or Cmd and `K` for
 * the field that leads everywhere, also then. None while a dialog asks.
 */
export function useShortcuts({ onScreen, onHelp, onPalette }: Shortcuts): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (isPaletteKey(event)) {
        // The browser has its own meaning for it, which leads out of this window.
        event.preventDefault();
        if (!isInDialog(event.target)) onPalette();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event.target)) return;
      const screen = /^[1-9]$/.test(event.key) ? railScreens[Number(event.key) - 1] : undefined;
      if (screen !== undefined) onScreen(screen);
      else if (event.key === '?') onHelp();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [onScreen, onHelp, onPalette]);
}

function isPaletteKey({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === 'k' && ctrlKey !== metaKey && !altKey && !shiftKey;
}

function isElsewhere(target: EventTarget | null): boolean {
  if (isInDialog(target)) return true;
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}

function isInDialog(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('[role=dialog], [role=alertdialog], [role=menu]') !== null
  );
}

import { useEffect, useState } from 'react';
import { loadedLater } from '../../../shared/bytes/loaded-later.ts';
import type { FurtherScreenProps } from './further-screens.tsx';

type Loaded = typeof import('./further-screens.tsx');

/** Once it is there it stays, for every later screen. */
let loaded: Loaded | null = null;

async function load(): Promise<Loaded> {
  loaded = await loadedLater(import('./further-screens.tsx'));
  return loaded;
}

/** By then the first rows are there: whoever goes on to one of these screens should not wait for its program. */
const idleMillis = 800;

/** Loads these screens ahead of the first wish for one. A failure is told to whoever wishes. */
export function foreseeScreens(): () => void {
  const timer = setTimeout(() => void load().catch(() => {}), idleMillis);
  return () => clearTimeout(timer);
}

/**
 * One of the screens that no window begins with, drawn at once where their program is there. React's own way would draw an empty
 * place first in any case, for up to a third of a second.
 */
export function LaterScreen(props: FurtherScreenProps) {
  const [screens, setScreens] = useState(loaded);
  const [failure, setFailure] = useState<{ readonly thrown: unknown } | null>(null);
  useEffect(() => {
    if (screens === null) load().then(setScreens, (thrown: unknown) => setFailure({ thrown }));
  }, [screens]);
  // The window says what cannot be drawn, and how to go on.
  if (failure !== null) throw failure.thrown;
  return screens === null ? null : <screens.FurtherScreen {...props} />;
}

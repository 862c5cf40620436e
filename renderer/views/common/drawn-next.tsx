import { type ReactNode, useDeferredValue } from 'react';

/**
 * What lies further down a page. It is drawn right behind what is above it, in pieces between which the window answers: all
 * of a long page in one go held it up for longer than a person takes to notice (measured, at the end of an import).
 */
export function DrawnNext({ children }: { readonly children: ReactNode }) {
  const isItsTurn = useDeferredValue(true, false);
  return isItsTurn ? children : null;
}

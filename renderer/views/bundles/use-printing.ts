import { useSyncExternalStore } from 'react';

/**
 * True from before the page is laid out for paper until it is back on screen: what a list leaves out on screen must be on
 * paper. When a person prints from the menu, React draws the change as soon as the listener has returned.
 */
export function usePrinting(): boolean {
  return useSyncExternalStore(subscribe, () => isPrinting);
}

/** Prints after the next drawing: within a call of `print`, nothing would be drawn any more. */
export function printWindow(): void {
  setPrinting(true);
  setTimeout(() => window.print(), 0);
}

let isPrinting = false;
const listeners = new Set<() => void>();

function setPrinting(value: boolean): void {
  isPrinting = value;
  for (const listener of listeners) listener();
}

const before = () => setPrinting(true);
const after = () => setPrinting(false);

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.removeEventListener('beforeprint', before);
    window.removeEventListener('afterprint', after);
  };
}

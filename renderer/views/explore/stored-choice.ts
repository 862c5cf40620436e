import { useCallback, useEffect, useState } from 'react';
import { isPrivateCase } from '../../client/private-cases.ts';

/** A choice of how a case is looked at: which columns, which facets. It is no evidence and no record of the case. */
export interface StoredChoice<Value> {
  /** For the key in the storage of the browser; the case is added to it. */
  readonly name: string;
  readonly standard: Value;
  /** Reads what was stored, which anybody may have written; null for what is none. */
  parse(stored: unknown): Value | null;
}

/** A choice that is remembered for each case. Where the browser refuses to store, it lasts as long as the screen. */
export function useStoredChoice<Value>(
  choice: StoredChoice<Value>,
  caseId: string,
): readonly [Value, (change: (before: Value) => Value) => void] {
  const key = `vouch.${choice.name}.${caseId}`;
  const [state, setState] = useState(() => ({ key, value: load(choice, key), isChanged: false }));
  const shown = state.key === key ? state : { key, value: load(choice, key), isChanged: false };
  if (shown !== state) setState(shown);

  // At once: who changes something and closes the window has changed it.
  useEffect(() => {
    if (shown.isChanged) store(shown.key, shown.value);
  }, [shown]);

  const change = useCallback(
    (to: (before: Value) => Value) =>
      setState((before) => ({ ...before, value: to(before.value), isChanged: true })),
    [],
  );
  return [shown.value, change];
}

/** Chooses for a screen that is not drawn at this moment. */
export function storeChoice<Value>(choice: StoredChoice<Value>, caseId: string, value: Value): void {
  store(`vouch.${choice.name}.${caseId}`, value);
}

/** Takes away whatever was chosen for a case that is deleted: names of fields come from its evidence. */
export function forgetChoices(caseId: string): void {
  for (const key of [...inMemory.keys()]) if (key.endsWith(`.${caseId}`)) inMemory.delete(key);
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith('vouch.') && key.endsWith(`.${caseId}`)) localStorage.removeItem(key);
  }
}

/** Choices name fields of the evidence: those of an encrypted case last as long as the window. */
const inMemory = new Map<string, string>();

function load<Value>(choice: StoredChoice<Value>, key: string): Value {
  try {
    const stored = inMemory.get(key) ?? localStorage.getItem(key);
    return (stored === null ? null : choice.parse(JSON.parse(stored))) ?? choice.standard;
  } catch {
    return choice.standard;
  }
}

function store(key: string, value: unknown): void {
  const text = JSON.stringify(value);
  if (isPrivateCase(key.slice(key.lastIndexOf('.') + 1))) {
    inMemory.set(key, text);
    return;
  }
  try {
    localStorage.setItem(key, text);
  } catch {
    // No room, or none allowed: the choice holds for this screen, and nothing of the evidence depends on it.
  }
}

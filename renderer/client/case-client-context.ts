import { createContext, useContext } from 'react';
import { BugError } from '../../shared/bytes/errors.ts';
import type { CaseClient } from './case-client.ts';

/** Holds the one client of the window; `main.tsx` provides it. */
export const CaseClientContext = createContext<CaseClient | null>(null);

/** The client of this window. Throws BugError when a component stands outside the provider. */
export function useCaseClient(): CaseClient {
  const client = useContext(CaseClientContext);
  if (client === null) throw new BugError('A component used the case client outside its provider.');
  return client;
}

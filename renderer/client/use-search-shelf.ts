import { useCallback, useEffect, useMemo, useState } from 'react';
import type { NamedSearch } from '../../shared/case/saved-search.ts';
import type { ExportedFile, WireError } from '../../shared/contract/case-protocol.ts';
import type { SavedSearchRequests, SearchShelf } from '../../shared/contract/saved-search-protocol.ts';
import { useCaseClient } from './case-client-context.ts';
import { toWireError } from './case-error.ts';

/** The searches that a case keeps and those that were run in it. Each change answers with why it was not made, or null. */
export interface SearchShelfAccess {
  /** Null until it is read. */
  readonly shelf: SearchShelf | null;
  readonly error: WireError | null;
  /** Writes into the custody log that this was asked. */
  record(order: SavedSearchRequests['recordSearch']['args']): void;
  save(searchId: string | null, search: NamedSearch): Promise<WireError | null>;
  remove(searchId: string): Promise<WireError | null>;
  add(
    bytes: Uint8Array,
  ): Promise<WireError | { readonly kind: 'added'; readonly added: number; readonly known: number }>;
  exported(): Promise<WireError | { readonly kind: 'file'; readonly file: ExportedFile }>;
}

export function useSearchShelf(caseId: string): SearchShelfAccess {
  const client = useCaseClient();
  const [held, setHeld] = useState<{ readonly caseId: string; readonly shelf: SearchShelf } | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const shelf = held?.caseId === caseId ? held.shelf : null;

  useEffect(() => {
    const stop = new AbortController();
    client.call('listSearches', { caseId }, { signal: stop.signal }).then(
      (answer) => {
        if (!stop.signal.aborted) setHeld({ caseId, shelf: answer });
      },
      (thrown: unknown) => {
        if (!stop.signal.aborted) setError(toWireError(thrown));
      },
    );
    return () => stop.abort();
  }, [client, caseId]);

  const take = useCallback(
    async (answer: Promise<SearchShelf>): Promise<WireError | null> => {
      try {
        setHeld({ caseId, shelf: await answer });
        return null;
      } catch (thrown) {
        return toWireError(thrown);
      }
    },
    [caseId],
  );
  const record = useCallback<SearchShelfAccess['record']>(
    (order) => {
      client.call('recordSearch', order).then(
        (past) => {
          if (past === null) return;
          setHeld((before) =>
            before?.caseId === order.caseId
              ? { caseId: order.caseId, shelf: { ...before.shelf, past: [past, ...before.shelf.past] } }
              : before,
          );
        },
        (thrown: unknown) => setError(toWireError(thrown)),
      );
    },
    [client],
  );

  return useMemo(
    () => ({
      ...{ shelf, error, record },
      save: (searchId, search) => take(client.call('saveSearch', { caseId, searchId, search })),
      remove: (searchId) => take(client.call('deleteSearch', { caseId, searchId })),
      add: async (bytes) => {
        try {
          const answer = await client.call('importSearches', { caseId, bytes });
          setHeld({ caseId, shelf: answer.shelf });
          return { kind: 'added', added: answer.added, known: answer.known };
        } catch (thrown) {
          return toWireError(thrown);
        }
      },
      exported: async () => {
        try {
          return { kind: 'file', file: await client.call('exportSearches', { caseId }) };
        } catch (thrown) {
          return toWireError(thrown);
        }
      },
    }),
    [client, caseId, shelf, error, record, take],
  );
}

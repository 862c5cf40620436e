import { useEffect, useState } from 'react';
import type { EntryOrdinal } from '../../../../shared/bytes/units.ts';
import type { WireError } from '../../../../shared/contract/case-protocol.ts';
import type { HitRow } from '../../../../shared/contract/search-protocol.ts';
import { printQuery } from '../../../../shared/query/print-query.ts';
import { useCaseClient } from '../../../client/case-client-context.ts';
import { toWireError } from '../../../client/case-error.ts';
import type { SearchCalls } from '../../../client/search-calls.ts';

export type ValueNeighboursState =
  | { readonly kind: 'looking' }
  | {
      readonly kind: 'found';
      /** Of the line among those with the value, from 0, and how many there are. */
      readonly position: number;
      readonly total: number;
      readonly before: HitRow | null;
      readonly after: HitRow | null;
    }
  /** The index has no such line under the value: then it says nothing of neighbours either. */
  | { readonly kind: 'not-indexed' }
  | { readonly kind: 'failed'; readonly error: WireError };

interface WantedNeighbours {
  readonly caseId: string;
  /** Those that are looked through, that of the line among them. */
  readonly bundleIds: readonly string[];
  readonly bundleId: string;
  readonly ordinal: EntryOrdinal;
  readonly field: string;
  readonly text: string;
}

/**
 * The lines before and after a line that have the same value: in the order of the log, or, of several logs, of the times that
 * they state. The answer before stays until the next one is there.
 */
export function useValueNeighbours({
  caseId,
  bundleIds,
  bundleId,
  ordinal,
  field,
  text,
}: WantedNeighbours): ValueNeighboursState {
  const client = useCaseClient();
  const searched = JSON.stringify(bundleIds);
  const [state, setState] = useState<ValueNeighboursState>({ kind: 'looking' });
  useEffect(() => {
    const stop = new AbortController();
    const set = (next: ValueNeighboursState) => {
      if (!stop.signal.aborted) setState(next);
    };
    const wanted = { caseId, bundleIds: JSON.parse(searched), bundleId, ordinal, field, text };
    find(client, wanted, stop.signal).then(set, (thrown: unknown) =>
      set({ kind: 'failed', error: toWireError(thrown) }),
    );
    return () => stop.abort();
  }, [client, caseId, searched, bundleId, ordinal, field, text]);
  return state;
}

async function find(
  calls: SearchCalls,
  { caseId, bundleIds, bundleId, ordinal, field, text }: WantedNeighbours,
  signal: AbortSignal,
): Promise<ValueNeighboursState> {
  const order = {
    caseId,
    bundleIds,
    query: printQuery({ kind: 'equals', field, text, span: { start: 0, end: 0 } }),
    sort: { by: bundleIds.length === 1 ? 'log' : 'time', isDescending: false },
    fields: [],
  };
  const target = { kind: 'line', bundleId, ordinal } as const;
  const position = await calls.call('findHit', { ...order, target }, { signal });
  if (position === null) return { kind: 'not-indexed' };
  const first = Math.max(0, position - 1);
  const rows = { first, count: position - first + 2 };
  const answer = await calls.call('search', { ...order, facets: [], buckets: 1, rows }, { signal });
  if (answer.kind !== 'result') return { kind: 'not-indexed' };
  const at = (place: number) => (place < first ? null : (answer.rows[place - first] ?? null));
  return {
    kind: 'found',
    position,
    total: answer.total,
    before: at(position - 1),
    after: at(position + 1),
  };
}

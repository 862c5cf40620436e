import { BugError } from '../bytes/errors.ts';
import type { Query } from '../query/query-tree.ts';
import { HeldResult, type SearchCall, type Searcher } from './searcher.ts';

/** For questions without a regular expression: no limit of time ends them. */
export type PatientCall = SearchCall;

export function patient({ step }: SearchCall): PatientCall {
  return { step, deadline: { isOver: () => false } };
}

/** The lines of a query that nobody typed. It is not kept: the next page asks others. */
export async function heldFor(searcher: Searcher, query: Query, call: PatientCall): Promise<HeldResult> {
  const found = await searcher.findOnce(query, call);
  if (found === 'stopped') throw new BugError('A question without a limit of time was stopped by it.');
  return new HeldResult(found);
}

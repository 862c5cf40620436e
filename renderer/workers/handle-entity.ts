import { describeEntity as describe } from '../../shared/search/entity-description.ts';
import { foregroundSearch } from './handle-search.ts';
import type { CaseHandler } from './request-context.ts';

/** More values than any page lists at once. */
const mostListed = 1_000;

export const describeEntity: CaseHandler<'describeEntity'> = (context, order, call) =>
  foregroundSearch(context, order, call, async ({ searcher, notes }, searchCall) => {
    const listed = Math.max(1, Math.min(order.listed, mostListed));
    return { ...(await describe(searcher, { ...order, listed }, searchCall)), notes };
  });

import type { EntryOrdinal } from '../../shared/bytes/units.ts';
import type { HitRow, HitTarget, SearchOrder, SearchRequest } from '../../shared/contract/search-protocol.ts';
import { lineCount } from '../../shared/index/index-part.ts';
import { partRow } from '../../shared/index/part-rows.ts';
import { queryInWords } from '../../shared/query/query-in-words.ts';
import type { Query } from '../../shared/query/query-tree.ts';
import type { UntimedAnswer } from '../../shared/search/answer-search.ts';
import { questionDigest } from '../../shared/search/question-digest.ts';
import { findLine } from '../data/part-store.ts';
import type { BundleRow } from '../data/stored-rows.ts';
import { contradiction } from './index-contradiction.ts';
import { damageTest, type OpenedBundle } from './opened-bundles.ts';
import type { CaseContext } from './request-context.ts';
import { notChecked } from './search-bundles.ts';

/** Every line is asked for. */
const everyLine: Query = { kind: 'all' };

/**
 * Every line of one stored bundle in the order of its log: what a search without a query finds. Which line stands where
 * is said by the places of the segments, so only the parts that hold the wanted rows are read, where the first answer of
 * the index has to load all of them. Each answer is the one that the index would give.
 */
export interface WholeLog {
  answer(wanted: SearchRequest['rows']): Promise<UntimedAnswer>;
  rows(wanted: SearchRequest['rows']): Promise<readonly HitRow[]>;
  placeOf(target: HitTarget): number | null;
}

/** Whether the rows of a question are those of one bundle as they lie in it, with nothing beside them that takes its index. */
export function isWholeLog(
  { sort, fields }: Pick<SearchOrder, 'sort' | 'fields'>,
  query: Query,
  bundles: readonly BundleRow[],
): boolean {
  // With a second bundle, a row says which others have its event; a further field is looked for in all parts.
  return query.kind === 'all' && sort.by === 'log' && fields.length === 0 && bundles.length === 1;
}

/** `known` is what this run has read of the bundle, whose copy then is sound. */
export function openWholeLog(
  { lines }: Pick<CaseContext, 'lines'>,
  row: BundleRow,
  { isDescending, known, step }: WholeLogOptions,
): WholeLog {
  const { bundleId, fileSha256, segments } = row;
  const total = segments.reduce((sum, segment) => sum + segment.lines, 0);
  const isDamaged = known === null ? () => false : damageTest(known);
  /** From the place in the order to that in the log, and back. */
  const turned = (place: number) => (isDescending ? total - 1 - place : place);

  async function inLog(first: EntryOrdinal, end: EntryOrdinal): Promise<HitRow[]> {
    const rows: HitRow[] = [];
    for (let next = first; next < end; next = first + rows.length) {
      const place = findLine(row, next);
      const found = place === null ? null : await lines.part(row, place);
      if (place === null || found === null) throw contradiction();
      const { part, firstOrdinal } = found;
      if (part.member !== segments[place.segment]?.path) throw contradiction();
      const partEnd = Math.min(lineCount(part), found.index + end - next);
      for (let index = found.index; index < partEnd; index++) {
        rows.push({
          ...partRow(part, index, firstOrdinal, isDamaged),
          bundleId,
          further: [],
          alsoIn: [],
        });
      }
      await step();
    }
    return rows;
  }

  async function rows({ first, count }: SearchRequest['rows']): Promise<readonly HitRow[]> {
    const end = Math.min(total, first + count);
    if (first >= end) return [];
    return isDescending ? (await inLog(turned(end - 1), turned(first) + 1)).toReversed() : inLog(first, end);
  }

  return {
    rows,
    answer: async (wanted) => ({
      kind: 'result',
      total,
      searched: total,
      byBundle: [{ bundleId, total, searched: total }],
      rows: await rows(wanted),
      facets: [],
      histogram: null,
      notes: known === null ? notChecked([row]) : [],
      words: queryInWords(everyLine),
      digest: questionDigest(everyLine, [fileSha256]),
    }),
    placeOf(target) {
      // The order of the log has no place for a time.
      if (target.kind !== 'line' || target.bundleId !== bundleId) return null;
      return target.ordinal < 0 || target.ordinal >= total ? null : turned(target.ordinal);
    },
  };
}

interface WholeLogOptions {
  readonly isDescending: boolean;
  readonly known: OpenedBundle | null;
  step(): Promise<void>;
}

import { itemAt } from '../bytes/element-at.ts';
import type { Query } from '../query/query-tree.ts';
import type { BitSet } from './bit-set.ts';
import { evaluateQuery } from './evaluate-query.ts';
import { FoundLines } from './found-lines.ts';
import { placeQuery } from './placed-query.ts';
import type { SearchedLines } from './searched-lines.ts';
import type { TermMemory } from './term-memory.ts';
import type { Expression } from './text/expression.ts';
import type { TextMeans } from './text-means.ts';
import { toValueTest } from './value-test.ts';

export interface FindingOrder {
  readonly query: Query;
  /** All expressions of the query by their source. */
  readonly expressions: ReadonlyMap<string, Expression>;
  readonly means: TextMeans;
  /** Called between two parts; throws CancelledError when nobody waits any more. */
  step(): Promise<void>;
}

/** Asks every part; `stopped` when the deadline was over first. */
export async function findLines(
  lines: SearchedLines,
  memory: TermMemory,
  { query, expressions, means, step }: FindingOrder,
): Promise<FoundLines | 'stopped'> {
  const placed = lines.bundles.map((_, bundle) =>
    placeQuery(query, {
      placesOf: (name) => itemAt(lines.placesOf(name), bundle),
      testOf: (term) => toValueTest(term, (source) => expressions.get(source) ?? null),
      first: lines.first,
      last: lines.last,
    }),
  );
  const sets: BitSet[] = [];
  for (const { part, bundleIndex } of lines.parts) {
    const rows = evaluateQuery(part, itemAt(placed, bundleIndex), memory, means);
    if (rows === 'stopped') return rows;
    sets.push(rows);
    await step();
  }
  return new FoundLines(lines, sets);
}

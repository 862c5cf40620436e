import type { EntrySeq } from '../shared/bytes/units.ts';
import { readyQuery } from '../shared/search/answer-search.ts';
import { BitSet } from '../shared/search/bit-set.ts';
import type { Searcher } from '../shared/search/searcher.ts';
import { patientCall } from './open-search.ts';
import { UsageError } from './options.ts';
import type { LineChoice } from './redact-options.ts';
import { problemWords } from './search.ts';

/** The lines of the searched bundles that answer any of these queries, by row. Throws UsageError for one that cannot be read. */
export async function linesThatAnswer(searcher: Searcher, queries: readonly string[]): Promise<BitSet> {
  const rows = new BitSet(searcher.lines.total);
  for (const query of queries) {
    const ready = readyQuery(query);
    if (ready.kind === 'invalid') throw new UsageError(problemWords(query, ready.error));
    const result = await searcher.find(ready.query, ready.expressions, patientCall);
    if (result === 'stopped') throw new UsageError(`The query ${JSON.stringify(query)} took too long.`);
    const { found } = result;
    for (const [index, set] of found.sets.entries()) {
      const firstRow = searcher.lines.parts[index]?.firstRow ?? 0;
      set.forEach((row) => {
        rows.add(firstRow + row);
      });
    }
  }
  return rows;
}

/**
 * The lines of one bundle that a person wants withheld, by ordinal. Throws UsageError for a query that no line answers: whoever wrote it
 * believes that it hides something.
 */
export async function withheldLines(
  searcher: Searcher,
  start: EntrySeq,
  { withhold, keepOnly, seqs }: LineChoice,
): Promise<BitSet> {
  for (const query of [...withhold, ...keepOnly]) {
    if ((await linesThatAnswer(searcher, [query])).isEmpty())
      throw new UsageError(`No line answers the query ${JSON.stringify(query)}.`);
  }
  const lines = await linesThatAnswer(searcher, withhold);
  if (keepOnly.length > 0) lines.or((await linesThatAnswer(searcher, keepOnly)).not());
  for (const { first, last } of seqs) {
    const end = start + searcher.lines.total;
    if (first < start || last >= end)
      throw new UsageError(`The bundle holds entries ${start} to ${end - 1}, not ${first} to ${last}.`);
    lines.addRange(first - start, last - start + 1);
  }
  return lines;
}

import { citationsIn } from './citations.ts';
import type { ExtractedEntry } from './extract.ts';
import type { EntryName } from './record.ts';
import { entryProblem, type ReportProblem } from './report-problem.ts';
import { sortedBy } from './sorted-by.ts';

interface ResolvedCitations {
  readonly citations: readonly EntryName[];
  readonly problems: readonly ReportProblem[];
}

/** The one line for each number that is cited; made once for all texts. */
export function citationResolver(entries: readonly ExtractedEntry[]) {
  const byNumber = new Map<string, EntryName[]>();
  for (const { origin, seq, leaf } of entries) {
    const there = byNumber.get(`${seq} ${origin}`) ?? [];
    if (there.every((each) => each.leaf !== leaf)) there.push({ origin, seq, leaf });
    byNumber.set(`${seq} ${origin}`, there);
  }
  return (markdowns: readonly string[], where: string): ResolvedCitations => {
    const citations = new Map<string, EntryName>();
    const problems: ReportProblem[] = [];
    for (const citation of markdowns.flatMap(citationsIn)) {
      const { origin, seq } = citation;
      const key = `${seq} ${origin}`;
      const [name, another] = byNumber.get(key) ?? [];
      const lead = `${where} cites entry ${seq} of ${origin}`;
      if (name === undefined) {
        const statement = `${lead}, which no bundle of this report has.`;
        problems.push(entryProblem('line-not-there', where, citation, statement));
      } else if (another !== undefined) {
        const statement = `${lead}, and the bundles of this report have different lines there.`;
        problems.push(entryProblem('citation-ambiguous', where, citation, statement));
      } else citations.set(key, name);
    }
    return { citations: sortedBy([...citations.values()], ({ origin, seq }) => [origin, seq]), problems };
  };
}

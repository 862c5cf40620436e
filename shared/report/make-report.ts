import { tryParse } from '../bytes/try-parse.ts';
import type { FindingContent } from '../casework/finding.ts';
import { chooseContent } from './choose-content.ts';
import { damagedTextProblems } from './damaged-texts.ts';
import type { ExtractedBundle, ReportExtract } from './extract.ts';
import { hiddenValueProblems } from './hidden-value-problems.ts';
import { namedLines } from './named-lines.ts';
import type { ReportOrder } from './order.ts';
import { orderProblems, twice } from './order-problems.ts';
import { parseReport } from './parse-report.ts';
import { headlines, type ReportedBundle, type ReportRecord } from './record.ts';
import { renderReport } from './render-report.ts';
import { type ReportProblem, reportProblem } from './report-problem.ts';
import { citationResolver } from './resolve-citations.ts';
import { takeEntries } from './take-entries.ts';
import { toRecord } from './to-record.ts';
import { sortBundles, toReportedBundle } from './to-reported-bundle.ts';
import { sampleProblems } from './to-reported-sample.ts';

export type MadeReport =
  | { readonly kind: 'made'; readonly record: ReportRecord }
  | { readonly kind: 'refused'; readonly problems: readonly ReportProblem[] };

/**
 * Makes the record of a report, or says all that keeps it from being made. The same extract and order give the same record,
 * in whatever order the lists of the extract come. Digests of lines and proofs are computed again, and not believed.
 */
export function makeReport(extract: ReportExtract, order: ReportOrder): MadeReport {
  const { bundles, problems: bundleProblems } = judgeBundles(extract.bundles, keepsSomethingBack(order));
  const chosen = chooseContent(extract, order);
  const narrative = order.sections.includes('narrative') ? order.narrative : [];
  const resolve = citationResolver(extract.entries);
  const parts = narrative.map(({ heading, markdown }) => ({
    ...{ heading, markdown },
    ...resolve([markdown], heading),
  }));
  const findings = chosen.findings.map((content) => ({
    content,
    ...resolve(textsOf(content), content.title),
  }));
  const lines = namedLines(chosen, [
    ...parts.map(({ heading, citations }) => ({ where: heading, citations })),
    ...findings.map(({ content, citations }) => ({ where: content.title, citations })),
  ]);
  const entries = takeEntries(lines, extract, order);
  const problems = [
    ...orderProblems(order),
    ...bundleProblems,
    ...chosen.problems,
    ...[...parts, ...findings].flatMap((each) => each.problems),
    ...sampleProblems(chosen.samples, extract.bundles),
    ...entries.problems,
  ];
  // What is wrong so far would only be said again below, of a record that does not fit together.
  if (problems.length > 0) return { kind: 'refused', problems };
  const record = toRecord({ extract, order, bundles, chosen, parts, findings, entries });
  const late = [...hiddenValueProblems(record, entries.redacted), ...damagedTextProblems(record)];
  return late.length > 0 ? { kind: 'refused', problems: late } : settle(record);
}

/** The record as whoever gets it will read it: what cannot be read again must not be signed. */
function settle(record: ReportRecord): MadeReport {
  const read = tryParse(() => parseReport(renderReport(record)));
  if (read.kind === 'value') return { kind: 'made', record: read.value };
  return { kind: 'refused', problems: [reportProblem('not-writable', 'record', read.error.message)] };
}

function keepsSomethingBack({ redaction: { withheld, hidden, shownPointers } }: ReportOrder): boolean {
  return withheld.length > 0 || hidden.length > 0 || shownPointers !== null;
}

function judgeBundles(extracted: readonly ExtractedBundle[], keepsBack: boolean) {
  const bundles: ReportedBundle[] = [];
  const problems: ReportProblem[] = [
    ...(extracted.length === 0
      ? [reportProblem('empty', 'report', 'There is no bundle that the report could speak of.')]
      : []),
    ...twice(
      extracted.map(({ fileSha256 }) => fileSha256),
      'file with the SHA-256',
    ),
  ];
  for (const bundle of sortBundles(extracted)) {
    const headline = headlines.find((each) => each === bundle.verdict.headline);
    if (headline !== undefined) bundles.push(toReportedBundle(bundle, headline, keepsBack));
    else {
      const statement = `What is stored of ${bundle.fileName} is not what arrived, so no report is made of it.`;
      problems.push(reportProblem('local-copy-altered', bundle.fileName, statement));
    }
  }
  return { bundles, problems };
}

/** All of a finding that may cite lines. */
function textsOf(finding: FindingContent): readonly string[] {
  const { condition, criteria, cause, effect, recommendation, response } = finding;
  return [condition, criteria, cause, effect, recommendation, response];
}

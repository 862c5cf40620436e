import { severities } from '../../casework/annotation.ts';
import { countOf, groupDigits } from '../../verify/count-words.ts';
import type { Bars, Block } from '../document.ts';
import type { ReportRecord } from '../record.ts';
import { facts, heading, paragraph } from './blocks.ts';
import { severityNames } from './finding-words.ts';
import { headlineWords } from './headline-words.ts';

/** The report in figures; each of them can be counted again in the sections behind it. */
export function summarySection(record: ReportRecord): readonly Block[] {
  const { bundles, findings, samples, exhibits, entries, redactions } = record;
  const held = bundles.reduce((sum, { receipt }) => sum + receipt.entries, 0);
  const drawn = samples.flatMap(({ lines }) => lines);
  const sum = (of: 'reviewed' | 'exceptions') => samples.reduce((total, sample) => total + sample[of], 0);
  return [
    heading(1, 'summary', 'Summary in figures'),
    facts([
      ['Evidence bundles', countOf(bundles.length, 'bundle', 'bundles')],
      ['Verdicts', verdictCounts(record)],
      ['Entries in them', groupDigits(held)],
      ['Findings', findings.length === 0 ? 'none' : groupDigits(findings.length)],
      samples.length === 0 ? null : ['Samples', countOf(samples.length, 'sample', 'samples')],
      samples.length === 0
        ? null
        : [
            'Sampled lines',
            `${groupDigits(drawn.length)}; ${groupDigits(sum('reviewed'))} reviewed, ${groupDigits(sum('exceptions'))} with an exception`,
          ],
      ['Exhibits', exhibits.length === 0 ? 'none' : groupDigits(exhibits.length)],
      ['Entries that this report names', groupDigits(entries.length)],
      redactions.length === 0 ? null : ['Redactions by the preparer', groupDigits(redactions.length)],
    ]),
    ...severityBars(record),
    ...markBars(record),
    ...leftOut(record),
  ];
}

function verdictCounts({ bundles }: ReportRecord): string {
  const headlines = Object.keys(headlineWords).map((headline) => ({
    headline,
    count: bundles.filter(({ verdict }) => verdict.headline === headline).length,
  }));
  return headlines
    .filter(({ count }) => count > 0)
    .map(({ headline, count }) => `${groupDigits(count)} ${headline}`)
    .join('; ');
}

function severityBars({ findings }: ReportRecord): readonly Block[] {
  if (findings.length === 0) return [];
  const bars = severities.toReversed().map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return toBar(severityNames[severity], count, 'finding', 'findings');
  });
  return [{ kind: 'bars', caption: [{ text: 'Findings by severity', style: 'plain' }], bars }];
}

function markBars({ samples }: ReportRecord): readonly Block[] {
  const marks = samples.flatMap(({ lines, attributes }) =>
    lines.flatMap((line) => line.marks ?? attributes.map(() => 'open' as const)),
  );
  if (marks.length === 0) return [];
  const names = {
    ok: 'As it should be',
    exception: 'Exception',
    'not-applicable': 'Not applicable',
    open: 'Open',
  };
  const bars = (['ok', 'exception', 'not-applicable', 'open'] as const).map((mark) =>
    toBar(names[mark], marks.filter((each) => each === mark).length, 'mark', 'marks'),
  );
  return [{ kind: 'bars', caption: [{ text: 'Marks of all sampled lines', style: 'plain' }], bars }];
}

function toBar(label: string, value: number, one: string, many: string): Bars['bars'][number] {
  return { label, value, text: countOf(value, one, many) };
}

function leftOut({ leftOut: { findings, exhibits, samples } }: ReportRecord): readonly Block[] {
  const parts = [
    ...(findings > 0 ? [countOf(findings, 'finding', 'findings')] : []),
    ...(exhibits > 0 ? [countOf(exhibits, 'exhibit', 'exhibits')] : []),
    ...(samples > 0 ? [countOf(samples, 'sample', 'samples')] : []),
  ];
  return [
    paragraph(
      parts.length === 0
        ? 'Every finding, exhibit and sample of the case is in this report.'
        : `The case also has ${parts.join(', ')} that the preparer left out of this report.`,
    ),
  ];
}

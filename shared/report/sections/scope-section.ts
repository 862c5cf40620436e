import type { Block } from '../document.ts';
import type { ReportRecord } from '../record.ts';
import { facts, heading, paragraph } from './blocks.ts';
import { explainedChecks } from './explained-checks.ts';
import { joined, none, plain, written, writtenLines, writtenOrNone } from './runs.ts';

/** What was asked, of what, and how it was worked on. */
export function scopeSection(record: ReportRecord): readonly Block[] {
  const { engagement, samples } = record;
  const { client, scope, periodStart, periodEnd, standards } = engagement;
  const day = (text: string) => (text === '' ? [plain('not stated')] : written(text));
  return [
    heading(1, 'scope', 'Scope and method'),
    facts([
      ['Client', writtenOrNone(client)],
      ['Period', joined([day(periodStart), day(periodEnd)], ' to ')],
      [
        'Standards',
        standards.length === 0
          ? none
          : joined(
              standards.map((standard) => written(standard)),
              '; ',
            ),
      ],
      ['Scope', scope.trim() === '' ? none : writtenLines(scope, 'plain')],
    ]),
    heading(2, 'method', 'Method'),
    paragraph(
      'An evidence bundle holds the lines of a log as the sender exported them. Each line has a digest, its leaf: SHA-256 over a zero byte and the bytes of the line. The leaves are combined in pairs, up to one root (RFC 6962). The log signs that root together with the number of its entries. Each entry also states the leaf of the one before it.',
    ),
    paragraph(
      'For this report every stored byte was read again, every leaf, link, root and signature was computed anew, and the signer’s key was compared with those that a person had pinned. For each entry that this report names, its leaf was computed from its line, and its path from there to the signed root.',
    ),
    ...(samples.length === 0
      ? []
      : [
          paragraph(
            'Samples were drawn by a seed: position after position follows from SHA-256 over the seed and a counter, modulo the size of the population. Anybody who has the files and the seed draws the same lines.',
          ),
        ]),
    paragraph('Readiness checks, which ask whether a log records what a standard requires, were not run.'),
    ...explainedChecks(record),
  ];
}

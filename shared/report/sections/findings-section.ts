import { groupDigits } from '../../verify/count-words.ts';
import type { Block } from '../document.ts';
import type { ReportedFinding, ReportRecord } from '../record.ts';
import { column, facts, heading, paragraph, table } from './blocks.ts';
import type { EntryNames } from './entry-names.ts';
import { severityNames, stateNames } from './finding-words.ts';
import { markdownBlocks } from './markdown-blocks.ts';
import { joined, link, none, plain, written, writtenOrNone } from './runs.ts';

/** What the auditor concludes, the gravest first. */
export function findingsSection(record: ReportRecord, names: EntryNames): readonly Block[] {
  return [
    heading(1, 'findings', 'Findings'),
    ...(record.findings.length === 0
      ? [paragraph('This report has no finding.')]
      : [
          overview(record),
          ...record.findings.flatMap((finding, index) => oneFinding(finding, index, record, names)),
        ]),
  ];
}

/** All of them at a glance, for whoever reads nothing else. */
function overview({ findings }: ReportRecord): Block {
  return table(
    'All findings',
    [
      column('No.', 7, 'end'),
      column('Finding', 48),
      column('Severity', 15),
      column('State', 15),
      column('Due', 15),
    ],
    findings.map(({ title, severity, state, dueDate }, index) => [
      [link(groupDigits(index + 1), `finding-${index + 1}`)],
      written(title),
      severityNames[severity],
      stateNames[state],
      dueDate === '' ? none : written(dueDate),
    ]),
  );
}

const parts = [
  ['condition', 'What was found'],
  ['criteria', 'What should have been'],
  ['cause', 'Cause'],
  ['effect', 'Effect'],
  ['recommendation', 'Recommendation'],
  ['response', 'Response of the client'],
] as const;

function oneFinding(
  finding: ReportedFinding,
  index: number,
  { exhibits }: ReportRecord,
  names: EntryNames,
): readonly Block[] {
  const id = `finding-${index + 1}`;
  const targets = new Map(exhibits.map(({ number }, at) => [number, `exhibit-${at + 1}`]));
  const controls = finding.controls.map(({ framework, control }) =>
    written(`${framework} ${control}`.trim()),
  );
  return [
    heading(2, id, [plain(`Finding ${index + 1}: `), ...written(finding.title)]),
    facts([
      ['Severity', severityNames[finding.severity]],
      ['State', stateNames[finding.state]],
      ['Controls', controls.length === 0 ? none : joined(controls, '; ')],
      [
        'Exhibits',
        finding.exhibits.length === 0
          ? none
          : joined(
              finding.exhibits.map((number) => {
                const target = targets.get(number);
                return target === undefined
                  ? [...written(number), plain(' (not in this report)')]
                  : written(number).map((run) => ({ ...run, target }));
              }),
              ', ',
            ),
      ],
      ['Owner', writtenOrNone(finding.owner)],
      ['Due', finding.dueDate === '' ? none : written(finding.dueDate)],
      ['Written by', written(finding.by)],
    ]),
    ...parts.flatMap(([part, name]) =>
      finding[part].trim() === ''
        ? []
        : [heading(3, `${id}-${part}`, name), ...markdownBlocks(finding[part], `${id}-${part}`, 3, names)],
    ),
  ];
}

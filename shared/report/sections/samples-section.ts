import type { SampleMethod, TickMark } from '../../casework/sample.ts';
import { sampleCommand } from '../../casework/sample-command.ts';
import { countOf, groupDigits } from '../../verify/count-words.ts';
import type { Block, Runs } from '../document.ts';
import type { ReportedSample, ReportRecord } from '../record.ts';
import { column, command, facts, heading, paragraph, table } from './blocks.ts';
import { entryCells } from './entry-cells.ts';
import type { EntryNames } from './entry-names.ts';
import { digest, evidence, joined, plain, strong, written } from './runs.ts';

const methodWords: Readonly<Record<SampleMethod, string>> = {
  'simple-random': 'Simple random sampling, without replacement',
  systematic: 'Systematic sampling from a drawn start',
  stratified: 'Stratified random sampling',
};

const markWords: Readonly<Record<TickMark, string>> = {
  ok: 'ok',
  exception: 'exception',
  'not-applicable': 'n/a',
  open: 'open',
};

/** What was drawn from what, how anybody draws it again, and what was found. */
export function samplesSection(
  { samples }: ReportRecord,
  names: EntryNames,
  mostLines: number,
): readonly Block[] {
  return [
    heading(1, 'samples', 'Samples'),
    ...(samples.length === 0
      ? [paragraph('No sample is part of this report.')]
      : samples.flatMap((sample, index) => oneSample(sample, index, names, mostLines))),
  ];
}

function oneSample(
  sample: ReportedSample,
  index: number,
  names: EntryNames,
  mostLines: number,
): readonly Block[] {
  const { title, population, method, stratifiedBy, seed, seedOrigin, attributes, lines } = sample;
  const reviewers = [...new Set(lines.map(({ by }) => by).filter((by) => by !== ''))].toSorted();
  const isOneLog = new Set(lines.map(({ origin }) => origin)).size === 1;
  return [
    heading(2, `sample-${index + 1}`, [plain(`Sample ${index + 1}: `), ...written(title)]),
    facts([
      ['Population', `${countOf(population.size, 'line', 'lines')}, in the order of the files below`],
      ['Found by', population.query === '' ? 'no question: every line' : evidence(population.query)],
      ['Digest of the question', [digest(population.queryDigest)]],
      ['Method', methodWords[method]],
      stratifiedBy === '' ? null : ['Strata', evidence(stratifiedBy)],
      [
        'Seed',
        [
          ...evidence(seed),
          plain(seedOrigin === 'typed' ? ', typed by a person' : ', drawn by the computer'),
        ],
      ],
      ['Lines', `${groupDigits(lines.length)} drawn; ${groupDigits(sample.reviewed)} reviewed`],
      ['Lines with an exception', groupDigits(sample.exceptions)],
      ['Drawn by', written(sample.by)],
      reviewers.length === 0
        ? null
        : [
            'Reviewed by',
            joined(
              reviewers.map((name) => written(name)),
              '; ',
            ),
          ],
    ]),
    table(
      'Files of the population',
      [column('Log', 4), column('SHA-256 of the file', 10)],
      population.files.map(({ origin, fileSha256 }) => [evidence(origin), [digest(fileSha256)]]),
    ),
    ...redraw(sample),
    table(
      [plain('Drawn lines and what was found (n/a: not applicable). Asked of each: '), ...asked(attributes)],
      [
        column('No.', 7, 'end'),
        column('Entry', isOneLog ? 11 : 16, isOneLog ? 'end' : 'start'),
        column('Time (UTC)', 13),
        column('What it says', 30),
        ...attributes.map((_, position) => column(attributeName(position), 12)),
        column('Remark', 16),
      ],
      lines.slice(0, mostLines).map((line, position) => {
        const { time, words } = entryCells(names.find(line));
        const stratum = line.stratum === '' ? [] : [plain(' · stratum '), ...evidence(line.stratum)];
        return [
          groupDigits(position + 1),
          isOneLog ? names.number(line) : names.words(line),
          time,
          [...words, ...stratum],
          ...attributes.map((_, at) => markRuns(line.marks?.[at] ?? 'open')),
          line.remark === '' ? '' : written(line.remark),
        ];
      }),
    ),
    ...(lines.length > mostLines
      ? [
          paragraph(
            `The first ${groupDigits(mostLines)} of ${groupDigits(lines.length)} lines are shown; report.json has all of them.`,
          ),
        ]
      : []),
  ];
}

function markRuns(mark: TickMark): Runs {
  return [mark === 'exception' ? strong(markWords[mark]) : plain(markWords[mark])];
}

/** Questions can be long, so columns have letters, and the caption says what they stand for. */
function asked(attributes: readonly string[]): Runs {
  return attributes.flatMap((attribute, index) => [
    plain(`${index === 0 ? '' : '; '}${attributeName(index)} `),
    ...written(attribute),
  ]);
}

function attributeName(index: number): string {
  return index < 26 ? String.fromCharCode(0x41 + index) : String(index + 1);
}

function redraw(sample: ReportedSample): readonly Block[] {
  const text = sampleCommand(sample);
  if (text === null) {
    return [
      paragraph(
        'The question or the seed has characters that a terminal may show as others, so no command is printed; report.json has both as they are.',
      ),
    ];
  }
  return [
    paragraph('To draw it again, with each file named by the beginning of its SHA-256:'),
    command(text),
  ];
}

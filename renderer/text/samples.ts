import type { SampleMethod, TickMark } from '../../shared/casework/sample.ts';
import { formatCount, formatCounted } from '../views/common/format-number.ts';

const lines = (count: number) => formatCounted(count, 'line', 'lines');

/** Words of audit samples. */
export const samplesText = {
  title: 'Samples',
  lead: 'Lines that an auditor looks at, drawn so that anybody draws the same ones from the recorded seed.',
  draw: 'Draw a sample…',
  emptyTitle: 'No sample was drawn in this case',
  emptyAdvice:
    'Draw one from all lines of the case here, or from what a query finds on Explore. The seed, the population and every mark are written to the custody log.',
  list: 'Samples of this case',
  listed: (reviewed: number, count: number) => `${formatCount(reviewed)} of ${formatCount(count)} reviewed`,
  progress: (reviewed: number, count: number, exceptions: number) =>
    `${formatCount(reviewed)} of ${formatCount(count)} reviewed, ${formatCounted(exceptions, 'exception', 'exceptions')}`,
  facts: {
    query: 'Query',
    method: 'Method',
    seed: 'Seed',
    drawn: 'Drawn',
    strata: 'Strata',
  },
  allLines: 'all lines that could be read',
  seedOrigins: { typed: 'typed by a person', drawn: 'drawn by the machine' },
  drawnBy: 'by',
  coverage: (drawn: number, size: number) =>
    `${lines(drawn)} of ${formatCount(size)}, ${shareOf(drawn, size)} of the population`,
  how: 'How it was drawn',
  again: 'How to draw it again',
  howLead:
    'On any machine with the same files. Names of files are not part of a sample: put yours in the place of the digests. docs/sampling.md has the rule for other tools.',
  noCommand:
    'The query, the seed or the field has characters that a terminal could show as other ones. The rule in docs/sampling.md still draws the same lines.',
  command: 'the command',
  csv: 'Save as CSV',
  csvSaved: (name: string) => `Saved as ${name}.`,
  csvFailed: 'The worksheet could not be saved',
  worksheet: 'Worksheet',
  columns: { number: '#', line: 'Line', time: 'Time (UTC)', stratum: 'Stratum', remark: 'Remark' },
  strataColumns: { stratum: 'Stratum', lines: 'Lines', reviewed: 'Reviewed', exceptions: 'Exceptions' },
  notInCase: 'not in this case any more, or with other bytes',
  placing: 'Looking for the lines…',
  placeFailed: 'The lines of this sample cannot be read',
  missing: (count: number) =>
    `${lines(count)} on this page ${count === 1 ? 'is' : 'are'} not in the case any more, or ${count === 1 ? 'has' : 'have'} other bytes. What was marked stays.`,
  keys: 'Arrows move. O, X and N mark; Delete opens again. Enter shows the line in Explore, R goes to the remark.',
  marked: 'Mark for the chosen cell',
  remark: 'Remark on this line',
  remarkOf: (position: number) => `Remark on line ${formatCount(position + 1)} of the sample`,
  remarkHint: 'Enter writes it down, Escape takes it back.',
  open: 'Show in Explore',
  pages: (first: number, end: number, count: number) =>
    `${formatCount(first + 1)}–${formatCount(end)} of ${formatCount(count)}`,
  before: 'Lines before',
  after: 'Lines after',
  writing: 'Writing…',
  written: 'Written to the log.',
  refused: 'The mark was not written down',
} as const;

export const markNames: Readonly<Record<TickMark, string>> = {
  ok: 'OK',
  exception: 'Exception',
  'not-applicable': 'Not applicable',
  open: 'Open',
};

/** In a cell beside its word for screen readers: a sign, since nothing is said by colour alone. */
export const markSigns: Readonly<Record<TickMark, string>> = {
  ok: '✓',
  exception: '✗',
  'not-applicable': 'n/a',
  open: '·',
};

export const markKeys: Readonly<Record<TickMark, string>> = {
  ok: 'O',
  exception: 'X',
  'not-applicable': 'N',
  open: 'Del',
};

export const methodNames: Readonly<Record<SampleMethod, string>> = {
  'simple-random': 'Simple random',
  systematic: 'Systematic',
  stratified: 'Stratified by a field',
};

/** Words of the dialog that draws. */
export const drawText = {
  title: 'Draw a sample',
  lead: 'Nothing is stored before you keep what was drawn.',
  name: 'Title',
  nameHint: 'What the sample is for.',
  nameMissing: 'A sample needs a title.',
  population: 'Population',
  query: 'Query',
  queryHint: 'Empty for all lines.',
  bundles: 'Bundles',
  noBundle: 'Choose at least one bundle.',
  counting: 'Counting the population…',
  size: (size: number) => `The population has ${lines(size)}.`,
  unreadable: (count: number) =>
    `${lines(count)} more ${count === 1 ? 'was' : 'were'} found that could not be read; no sample can have them.`,
  nothing: 'Nothing can be drawn from an empty population.',
  invalid: 'The query cannot be read',
  stopped: 'The population could not be counted',
  method: 'Method',
  field: 'Field',
  fieldHint: 'Its values are the strata. Each gives its share, and at least one line.',
  fieldMissing: 'Say which field makes the strata.',
  count: 'Lines to draw',
  countHint: 'A whole number.',
  countWrong: 'Give a whole number from 1 to 10,000.',
  countLarge: (size: number) => `The population has only ${lines(size)}.`,
  helper: 'How many lines are enough?',
  confidence: 'Confidence, %',
  tolerable: 'Tolerable rate, %',
  accepted: 'Accepted deviations',
  helperWrong: 'Give percentages between 0 and 100, and a whole number of deviations.',
  meaning: (needed: number, confidence: string, tolerable: string, accepted: number, size: number) =>
    `If ${lines(needed)} of ${formatCount(size)} are drawn and ${accepted === 0 ? 'none of them deviates' : `at most ${formatCount(accepted)} of them deviate`}, then with ${confidence} % confidence fewer than ${tolerable} % of the population deviate.`,
  everything: 'No smaller sample is enough: all lines are to be looked at.',
  use: (needed: number) => `Draw ${formatCount(needed)}`,
  seed: 'Seed',
  seedHint: 'Best agreed upon, or thrown with dice, before anybody has seen the lines.',
  seedMissing: 'A sample needs a seed.',
  drawSeed: 'Draw a seed',
  attributes: 'Attributes',
  attributesHint: 'What each line is asked, one a row. They are the columns of the worksheet.',
  attributesWrong: 'Give one to twelve attributes.',
  preview: 'Draw',
  drawing: 'Drawing…',
  failed: 'Nothing was drawn',
  back: 'Change the order',
  keep: 'Keep this sample',
  keeping: 'Writing to the case and its journal…',
  notKept: 'The sample was not kept',
  drawn: (count: number, size: number) => `${lines(count)} of ${formatCount(size)} were drawn.`,
  notYet: 'It is not stored yet.',
  first: (count: number) => `The first ${formatCount(count)} in the order of the selection`,
} as const;

/** A share that is never rounded to nothing or to all of it. */
function shareOf(part: number, whole: number): string {
  if (part === 0 || whole === 0) return '0 %';
  if (part === whole) return '100 %';
  const percent = (part / whole) * 100;
  if (percent < 0.1) return 'less than 0.1 %';
  return percent > 99.9 ? 'more than 99.9 %' : `${percent.toFixed(1)} %`;
}

import { formatCount, formatCounted } from '../views/common/format-number.ts';

const lines = (count: number) => formatCounted(count, 'line', 'lines');

/** Words of marking many lines at once, and of making an exhibit. */
export const markText = {
  menu: 'Mark the chosen lines',
  mark: 'Mark',
  markLines: (count: number) => `Tag or rate ${lines(count)}…`,
  makeExhibit: (count: number) => `Make an exhibit of ${lines(count)}…`,
  markTitle: (count: number) => `Tag or rate ${lines(count)}`,
  markAdvice: (most: number) =>
    `Each change holds up to ${formatCount(most)} lines, and can be undone as one.`,
  addedTags: 'Add tags',
  removedTags: 'Take tags away',
  tagsHint: 'Separated by commas.',
  note: 'Note for each of them',
  noteHint: 'It takes the place of a note that a line has. Empty leaves notes as they are.',
  unchanged: 'leave as it is',
  apply: (count: number) => `Mark ${lines(count)}`,
  tooMany: (count: number, most: number) =>
    `${lines(count)} are chosen. At most ${formatCount(most)} can be marked at once; narrow the query, or draw a sample.`,
  exhibitTitle: (count: number) => `Make an exhibit of ${lines(count)}`,
  exhibitAdvice:
    'The lines are frozen by their numbers and digests. An exhibit never changes; who wants other lines makes another one.',
  tooManyForExhibit: (count: number, most: number) =>
    `${lines(count)} are chosen. An exhibit has at most ${formatCount(most)}.`,
  number: 'Number',
  numberHint: 'Given in order and never twice.',
  prefix: 'Prefix',
  prefixHint: 'Capital letters and digits, ended by a hyphen, as EX-.',
  prefixWrong: 'A prefix is capital letters and digits, ended by a hyphen.',
  title: 'Title',
  titleHint: 'What these lines show.',
  make: (number: string) => `Make ${number}`,
  reading: (done: number, all: number) => `Reading and digesting ${formatCount(done)} of ${lines(all)}…`,
  unnamed: (count: number) =>
    `${lines(count)} could not be read and have no number: they cannot be marked, and are left out.`,
  partly: (written: number, all: number) =>
    `${formatCount(written)} of ${formatCounted(all, 'change was', 'changes were')} written down before this; they stand.`,
  nothing: 'None of the chosen lines has a number.',
} as const;

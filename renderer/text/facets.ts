import { formatCount, formatCounted } from '../views/common/format-number.ts';

/** Words of the facets: the most frequent values of a field in a result. */
export const facetText = {
  title: 'Facets',
  add: 'Add a facet',
  addTitle: 'Add a facet',
  standard: 'Default facets',
  loading: 'Counting values…',
  wider: 'counted without its own terms',
  none: 'No facet is shown. Add a field to see its most frequent values.',
  values: (field: string) => `Values of ${field}`,
  lines: (count: number) => formatCounted(count, 'line', 'lines'),
  others: (values: number, lines: number) =>
    `${formatCounted(values, 'other value', 'other values')}, ${formatCounted(lines, 'line', 'lines')}`,
  showMore: 'Show more',
  showFewer: 'Show fewer',
  noValue: 'no line has a value here',
  noMatch: 'no value has this in it',
  absent: 'absent',
  empty: 'empty',
  withheld: 'withheld',
  search: (field: string) => `Search in ${field}`,
  searchPlaceholder: 'part of a value',
  menu: (field: string) => `What to do with ${field}`,
  fold: (field: string) => `Fold ${field}`,
  unfold: (field: string) => `Unfold ${field}`,
  moveUp: 'Move up',
  moveDown: 'Move down',
  remove: 'Remove',
  asColumn: 'Show as column',
  include: (value: string) => `Include ${value}`,
  includeAgain: (value: string) => `Do not ask for ${value} any more`,
  exclude: (value: string) => `Exclude ${value}`,
  excludeAgain: (value: string) => `Do not exclude ${value} any more`,
  only: (value: string) => `Only ${value}`,
  onlyWord: 'only',
  page: (value: string) => `Page of ${value}`,
  hint: 'Enter includes a value, minus excludes it, O searches for it alone. Arrow keys go through the values.',
  unreadable: 'The query cannot be read, so no value can be added to it. Mend it first.',
} as const;

/** Words of the list from which a field is chosen. */
export const fieldPickerText = {
  placeholder: 'part of the name of a field',
  loading: 'Reading the names of fields…',
  failed: (why: string) => `The names cannot be read: ${why}`,
  none: 'No field has this in its name.',
  offered: (count: number) => `${formatCounted(count, 'field', 'fields')}, each with the lines that have it`,
  more: (count: number) => `${formatCount(count)} more: type a part of the name`,
} as const;

import type { EntityField } from '../../shared/contract/entity-protocol.ts';
import { formatCount, formatCounted } from '../views/common/format-number.ts';

/** Words of the page of one actor, target, address or session. */
export const entityText = {
  kinds: { actor: 'Actor', target: 'Target', address: 'Address', session: 'Session' } satisfies Record<
    EntityField,
    string
  >,
  pageOf: (kind: string, value: string) => `Page of ${kind.toLowerCase()} ${value}`,
  page: 'page',
  copied: (kind: string) => `the ${kind.toLowerCase()}`,
  toExplore: 'Show its lines in Explore',
  compare: 'Compare its halves',
  compareHint: 'The first half of its time beside the second',
  loading: 'Reading its lines from the index…',
  failed: 'This page cannot be made',
  lines: (count: number) => formatCounted(count, 'line', 'lines'),
  linesWith: (count: number, what: string) => `${formatCounted(count, 'line', 'lines')}: ${what}`,
  tooLong: 'This value is longer than a query may be, so no query leads to these lines.',
  unnamedTitle: 'This address names nobody',
  unnamedAdvice:
    'A page is about one actor, target, address or session. Open one from a value in Explore: beside a field of an entry, or in a facet.',
  backToExplore: 'Go to Explore',
  noneTitle: 'No line has exactly this',
  noneAdvice: (field: string) =>
    `No searched line has this text as its ${field}. Capital letters and blanks count here; a search in Explore does without them.`,
  searchAll: 'Look in all bundles of the case',

  facts: 'In short',
  total: 'Lines',
  ofSearched: (searched: number) => `of ${formatCounted(searched, 'searched line', 'searched lines')}`,
  ownAndJoined: (own: number, joined: number) =>
    `${formatCount(own)} by this name, ${formatCount(joined)} by other names that are included`,
  first: 'First seen',
  last: 'Last seen',
  noTime: 'no line of it states a time',
  openLine: 'Open this line in Explore',
  refused: 'Denied or failed',
  refusedShare: (share: string) => `${share} of its lines`,
  refusedBy: 'Counted as that:',
  notRefused: 'Not counted as that:',
  noRefusal: 'None of its outcomes counts as denied or failed',
  withoutOutcome: (count: number) => `${formatCounted(count, 'line', 'lines')} without an outcome`,
  refusalRule:
    'An outcome counts by its words, such as denied, failed, error or rejected, and from 400 to 599 as a number.',
  unreadOutcomes: (count: number) =>
    `${formatCounted(count, 'rarer outcome was', 'rarer outcomes were')} not looked at`,
  bundles: 'By bundle',
  elsewhere: 'The same text elsewhere',
  elsewhereAs: (field: string) => `as ${field.toLowerCase()}`,
  timelineHint: 'A time that is chosen here is searched in Explore.',

  touched: 'What its lines have',
  values: (field: string) => `${field} of its lines`,
  columns: { value: 'Value', lines: 'Lines', share: 'Share' },
  others: (values: number, lines: number) =>
    `${formatCounted(values, 'other value', 'other values')} in ${formatCounted(lines, 'line', 'lines')}`,
  more: 'Show more',
  moreFailed: 'More values could not be read.',
  noValues: 'Its lines have no value here.',

  aliases: 'Other names',
  aliasLead:
    'Another name is offered only where the same text stands in both, byte for byte. Nothing is included before you say so, and nothing was looked up anywhere.',
  noAliases: 'No other line has a text in common that names it.',
  noAliasesKind: (kind: string) =>
    `An ${kind.toLowerCase()} is only itself: what has another name is another ${kind.toLowerCase()}.`,
  noNames: 'Its lines have no further field that names it.',
  include: (name: string) => `Include ${name}`,
  included: 'included in every figure',
  leftOut: 'left out',
  adds: (count: number) => `adds ${formatCounted(count, 'line', 'lines')}`,
  unnamed: (kind: string) =>
    `Lines without ${kind === 'Address' || kind === 'Actor' ? 'an' : 'a'} ${kind.toLowerCase()}`,
  because: 'because',
  is: 'is',
  in: 'in',
  and: 'and',
  linesHere: (count: number) => `${formatCounted(count, 'line', 'lines')} here`,
  linesThere: (count: number) => `${formatCounted(count, 'line', 'lines')} there`,
  weak: 'two may share a name',
  ownNames: 'Names in its own lines',
  withheldNames: (count: number) => `withheld in ${formatCounted(count, 'line', 'lines')}, which join nobody`,
  sharedName: (name: string, others: number) =>
    `as ${name} is shared by ${formatCount(others)} others, so it tells nobody apart and joins none`,

  neighbours: 'Seen with the same',
  neighboursLead: (kind: string) =>
    `Every other ${kind.toLowerCase()} with a value in common, most lines first.`,
  through: (kind: string, through: string) =>
    `${kind === 'Address' ? 'Addresses' : `${kind}s`} with the same ${through.toLowerCase()}`,
  followed: (texts: number, unfollowed: number, through: string) =>
    unfollowed === 0
      ? `through ${formatCounted(texts, 'value', 'values')} of ${through.toLowerCase()}`
      : `through its ${formatCount(texts)} most frequent values of ${through.toLowerCase()}; ${formatCount(unfollowed)} rarer ones were not followed`,
  noNeighbours: 'No other has any of them.',
} as const;

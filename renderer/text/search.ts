import type { SearchNote } from '../../shared/contract/search-protocol.ts';
import { formatCount, formatCounted } from '../views/common/format-number.ts';

/** Words of the query bar and of what it says of a result. */
export const searchText = {
  bar: 'Search',
  result: 'Result',
  query: 'Query',
  placeholder: 'Words, or field:value, as outcome:failure address:10.0.0.0/8',
  clear: 'Clear the query',
  options: 'Completions',
  optionKinds: {
    field: 'field',
    value: 'value',
    operator: 'operator',
    form: 'form',
    query: 'asked before',
  },
  optionLines: (lines: number) => formatCounted(lines, 'line', 'lines'),

  total: (found: number, searched: number) =>
    found === searched
      ? formatCounted(searched, 'line', 'lines')
      : `${formatCount(found)} of ${formatCounted(searched, 'line', 'lines')}`,
  rejects: (count: number, searched: number) =>
    count === 1
      ? `1 of the ${formatCount(searched)} could not be read`
      : `${formatCount(count)} of the ${formatCount(searched)} could not be read`,
  hideFacets: 'Hide the facets',
  showFacets: 'Show the facets',
  showRejects: 'Show the lines that could not be read',
  wordsLabel: 'The query in words',
  searching: 'Searching…',
  loadingIndex: 'Loading the index…',
  earlier: 'of the query before',
  noAnswer: 'No answer yet',

  column: (position: number) => `Column ${formatCount(position)}`,
  useFix: 'Use',
  fixKeys: 'Alt+Enter',
  stopped: 'No answer: the search was stopped',
  failed: 'The search failed',
  noteKinds: {
    'unknown-field': 'Unknown field',
    unchecked: 'Not checked yet',
    'altered-left-out': 'Left out',
    'no-time': 'Without time',
    'not-numbers': 'Not numbers',
  } satisfies Record<SearchNote['kind'], string>,

  terms: 'Terms of the query',
  noTerms: 'Every line is shown.',
  hint: 'to write a query',
  moreTerms: (terms: number) => `${formatCounted(terms, 'further term', 'further terms')} in the query above`,
  excluded: 'not',
  editTerm: (term: string) => `Edit ${term}`,
  removeTerm: (term: string) => `Remove ${term}`,
  excludeTerm: (term: string) => `Exclude ${term}`,
  includeTerm: (term: string) => `Include ${term} again`,

  sources: 'Searched bundles',
  sourcesButton: (searched: number, all: number) =>
    searched === all && all > 1
      ? `All ${formatCount(all)} bundles`
      : `${formatCount(searched)} of ${formatCounted(all, 'bundle', 'bundles')}`,
  thisSource: 'Only the bundle in the strip',
  allSources: 'All bundles of the case',
  sourceLines: (found: number, searched: number) => `${formatCount(found)} of ${formatCount(searched)}`,

  emptyTitle: 'No line matches',
  emptyAdvice: (searched: number) =>
    `None of the ${formatCounted(searched, 'line', 'lines')} that were searched fulfils every term at once.`,
  emptyAdviceOne: (searched: number) =>
    `None of the ${formatCounted(searched, 'line', 'lines')} that were searched matches this.`,
  dropColumns: { term: 'Term', alone: 'Lines with it alone', without: 'Lines without it', action: '' },
  drop: 'Drop it',
  dropTerm: (term: string) => `Drop ${term} from the query`,
  counting: 'counting…',
  wholeWords: 'asks for whole words;',
  finds: (lines: number) => `finds ${formatCounted(lines, 'line', 'lines')}.`,
  takeInstead: (text: string) => `Use ${text}`,
  notChecked: (bundles: number) => `${formatCounted(bundles, 'bundle', 'bundles')} not checked yet`,
  allWords: 'Show all words',
  fewerWords: 'Show the words on one line',
  searchAll: 'Search all bundles of the case',
  startOver: 'Show every line',

  help: 'Query language',
  helpButton: 'How to write a query',
  searchesButton: 'Searches',
  nextDamaged: (count: number) =>
    count === 1 ? 'Go to the damaged line' : `Next of ${formatCount(count)} damaged lines`,
  range: (first: number, last: number) => `showing ${formatCount(first)} to ${formatCount(last)}`,
} as const;

/** Words of kept and past searches. */
export const searchesText = {
  open: 'Saved and past searches',
  title: 'Searches',
  tabs: { saved: 'Saved', past: 'Past' },
  savedNone: 'Nothing is saved in this case. Write a query and save it here, or import a file of searches.',
  pastNone: 'No search has been recorded in this case yet.',
  pastLead:
    'Each is a record of the custody log: written when you press Enter, open a line that was found, or look at the result for two seconds.',
  failed: 'The searches cannot be read',
  columns: {
    name: 'Name',
    query: 'Query',
    control: 'Control',
    found: 'Found',
    searched: 'Searched',
    time: 'Time (UTC)',
    digest: 'Digest of the question',
    actions: 'What can be done with it',
  },
  everyLine: 'every line',
  unchecked: (files: number) => `${formatCounted(files, 'file', 'files')} not checked then`,
  files: (names: readonly string[], all: number) =>
    all > names.length
      ? `${names.join(', ')} and ${formatCounted(all - names.length, 'other', 'others')}`
      : names.join(', '),
  citationOf: (query: string) => `the citation of ${query}`,
  citation: {
    query: (query: string) => `Query: ${query}`,
    words: (words: string) => `In words: ${words}`,
    found: (found: number, searched: number) =>
      `Found: ${formatCount(found)} of ${formatCounted(searched, 'line', 'lines')}`,
    files: (files: string) => `Searched: ${files}`,
    unchecked: (files: number) => `Not checked at that time: ${formatCounted(files, 'file', 'files')}`,
    record: (seq: number, time: string) => `Custody record: ${formatCount(seq)}, ${time}`,
    digest: (digest: string) => `Digest of the question (SHA-256): ${digest}`,
  },
  edit: (name: string) => `Edit ${name}`,
  remove: (name: string) => `Delete ${name}`,
  removeTitle: 'Delete this search?',
  removeAdvice: 'The lines it finds stay, and so do the records of its runs in the custody log.',
  removeNow: 'Delete',
  save: 'Save this query…',
  saveTitle: 'Save a search',
  editTitle: 'Edit a search',
  saveNow: 'Save',
  saveRefused: 'The search was not saved',
  name: 'Name',
  nameHint: 'What it finds, in your words.',
  nameMissing: 'A search needs a name.',
  description: 'Description',
  descriptionHint: 'Optional: why it is asked, and what its lines mean.',
  control: 'Control',
  controlHint: 'Optional: the requirement it answers, as PCI DSS 10.2.1.4.',
  queryName: 'Query',
  queryHint: 'As it is run; write it in the query bar to see what it finds.',
  export: 'Export as a file…',
  exportFailed: 'The searches were not exported',
  import: 'Import a file…',
  importInput: 'File of searches',
  exported: (fileName: string) => `Saved as ${fileName}.`,
  more: (count: number) => `Show older ones: ${formatCount(count)} more`,
  importFailed: 'No search was imported',
  imported: (added: number, known: number) =>
    known === 0
      ? `${formatCounted(added, 'search', 'searches')} added.`
      : `${formatCounted(added, 'search', 'searches')} added; ${formatCount(known)} of the file ${known === 1 ? 'was' : 'were'} there already.`,
} as const;

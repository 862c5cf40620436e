import type { FindingState } from '../../shared/casework/finding.ts';
import { formatCount, formatCounted } from '../views/common/format-number.ts';

/** Words of the Findings screen. */
export const findingsText = {
  title: 'Findings',
  tabs: {
    findings: 'Findings',
    exhibits: 'Exhibits',
    samples: 'Samples',
    engagement: 'Engagement',
    exchange: 'Exchange',
  },
  tabList: 'Parts of the case work',
  add: 'New finding',
  none: 'No finding yet',
  noneAdvice:
    'Write what you concluded. Evidence is chosen in Explore: mark lines and make an exhibit of them.',
  noneShown: 'No finding fits these filters.',
  columns: {
    severity: 'Severity',
    title: 'Title',
    state: 'State',
    owner: 'Owner',
    due: 'Due',
    controls: 'Controls',
    exhibits: 'Exhibits',
    changed: 'Changed (UTC)',
  },
  filterState: 'State',
  filterSeverity: 'Severity',
  any: 'any',
  filterText: 'With this in it',
  count: (shown: number, all: number) =>
    shown === all
      ? formatCounted(all, 'finding', 'findings')
      : `${formatCount(shown)} of ${formatCounted(all, 'finding', 'findings')}`,
  saveCsv: 'Save as CSV…',
  saved: (name: string) => `Saved as ${name}.`,
  guarded: (count: number) =>
    `${formatCounted(count, 'cell begins', 'cells begin')} like a formula and got an apostrophe in front.`,
  back: 'All findings',
  versions: 'Versions',
  versionBy: (by: string) => `by ${by}`,
  save: 'Save this version',
  discard: 'Discard the changes',
  unsaved: 'Not saved yet.',
  titleLabel: 'Title',
  severity: 'Severity',
  state: 'State',
  owner: 'Owner of the response',
  due: 'Due on',
  dueHint: 'A day, as 2026-12-31.',
  condition: 'Condition: what was found',
  criteria: 'Criteria: what should have been',
  cause: 'Cause',
  effect: 'Effect',
  recommendation: 'Recommendation',
  response: 'Response of management',
  controls: 'Controls',
  controlsHint: 'One a line: framework, a colon, and the control, as “PCI DSS 4.0.1: 10.2.1.4”.',
  controlsWrong: 'Each line needs a framework, a colon and a control.',
  exhibits: 'Exhibits',
  noExhibits: 'There is no exhibit yet. Choose lines in Explore and make one.',
  markdownHint: 'Markdown; [@log#12] cites an entry.',
  exhibitNone: 'No exhibit yet',
  exhibitNoneAdvice:
    'Choose lines in Explore, then “Mark” and “Make an exhibit…”. The lines are frozen by their digests.',
  exhibitColumns: {
    number: 'Number',
    title: 'Title',
    lines: 'Lines',
    by: 'By',
    made: 'Made (UTC)',
    query: 'Query',
    actions: 'Actions',
  },
  exhibitRange: (first: string, last: string) => (first === last ? first : `${first} to ${last}`),
  saveExhibit: 'Save…',
  saveExhibitNamed: (number: string) => `Save ${number} as a file…`,
  savingExhibit: (number: string) => `Verifying what is stored, then writing ${number}…`,
  stopExhibit: 'Stop',
  exhibitNotSaved: 'The exhibit was not saved',
  exhibitSaved: (name: string, lines: number, proven: number) =>
    `Saved as ${name}: ${formatCounted(lines, 'line', 'lines')}, ${
      proven === lines ? 'each with its proof' : `${formatCount(proven)} of them with a proof`
    }.`,
  exhibitNotKept:
    'The file was made, and the log of the case says so, but it was not kept: the dialog was closed. Save it again.',
  exhibitDigest: 'SHA-256 of the file',
  exhibitSavedAdvice:
    'README.txt in it says how anybody checks the lines. The digest stands in the custody log; tell it to who gets the file.',
  withdraw: (number: string) => `Withdraw ${number}`,
  withdrawTitle: (number: string) => `Withdraw ${number}?`,
  withdrawAdvice: 'The exhibit and its number stay in the log of the case; it only does not count any more.',
  withdrawReason: 'Reason',
  withdrawConfirm: 'Withdraw the exhibit',
  withdrawn: (reason: string) => `withdrawn: ${reason}`,
} as const;

export const findingStateNames: Readonly<Record<FindingState, string>> = {
  draft: 'Draft',
  open: 'Open',
  agreed: 'Agreed',
  'in-progress': 'In progress',
  closed: 'Closed',
  withdrawn: 'Withdrawn',
};

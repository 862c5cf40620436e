import type { ReportSection } from '../../shared/report/order.ts';
import { formatCount, formatCounted } from '../views/common/format-number.ts';

/** Words of the Reports screen: its parts, and the drafts. */
export const reportsText = {
  title: 'Reports',
  tabList: 'Parts of the reports',
  tabs: { drafts: 'Drafts', produced: 'Produced', check: 'Check a report' },
  add: 'New draft',
  none: 'No report is being drafted',
  noneAdvice:
    'A draft takes up the findings, exhibits and samples of this case. Nothing leaves the room before you produce it.',
  columns: {
    number: 'Number',
    title: 'Title',
    by: 'By',
    changed: 'Changed (UTC)',
    actions: 'Actions',
  },
  noCase: 'No case is open. A report can be checked all the same; to draft one, open a case on Home.',
  untitled: 'Untitled draft',
  noNumber: 'none yet',
  discard: (name: string) => `Discard ${name}`,
  discardTitle: 'Discard this draft?',
  discardAdvice: 'It leaves this list. What was written stays in the log of the case.',
  discardConfirm: 'Discard the draft',
} as const;

/** Words of the form in which a draft is written. */
export const builderText = {
  back: 'All drafts',
  form: 'The draft',
  save: 'Save the draft',
  saving: 'Saving…',
  unsaved: 'Not saved yet.',
  draftFull:
    'The draft is full: what was typed or pasted last is not in it. A draft is one record of the log, with at most 65,535 bytes, some ten thousand words of narrative. Shorten it, or leave the rest to findings and to another report.',
  produce: 'Produce…',
  number: 'Number',
  numberHint: 'Given once, as R-2026-07.',
  numberGiven: (number: string) => `${number} was given to a report that was produced. Take another one.`,
  reportTitle: 'Title',
  sections: 'Sections',
  sectionsHint:
    'Drag by the handle, or press ↑ and ↓ on it. The verdict, what was not verified and the limits always stand in a report.',
  move: (name: string) => `Move ${name}`,
  moved: (name: string, place: number, of: number) => `${name} is now ${place} of ${of}.`,
  narrative: 'Narrative',
  narrativeHint: 'Markdown. A line is cited as [@log#12]; its digest is frozen when the report is produced.',
  noNarrative:
    'No part yet. Findings, samples and exhibits say what was found; a narrative says it in your words.',
  addPart: 'Add a part',
  partHeading: 'Heading',
  partText: (heading: string) => (heading === '' ? 'Text' : `Text of “${heading}”`),
  removePart: (heading: string) => `Remove the part “${heading}”`,
  movePartUp: (heading: string) => `Move “${heading}” up`,
  movePartDown: (heading: string) => `Move “${heading}” down`,
  headingMissing: 'A part needs a heading.',
  headingTwice: 'Another part has this heading.',
  cite: 'Insert a citation…',
  citations: 'Lines that this part cites',
  citationSound: 'found',
  citationOpen: 'being looked for',
  content: 'What goes in',
  contentHint: 'Whatever is added to the case later goes in as well, until you leave it out here.',
  findings: 'Findings',
  exhibits: 'Exhibits',
  samples: 'Samples',
  noFindings: 'The case has no finding that is past its draft.',
  noExhibits: 'The case has no exhibit.',
  noSamples: 'The case has no sample.',
  lines: (count: number) => formatCounted(count, 'line', 'lines'),
  limitations: 'Limitations',
  limitationsHint: 'One sentence a line: what this work does not cover. Those that always hold are added.',
  supersedes: 'Replaces',
  supersedesNone: 'no earlier report',
  supersedesHint: 'The report that is replaced is named with the digest of its record.',
  supersedesReason: 'Why it is replaced',
  supersedesReasonMissing: 'Say why the earlier report is replaced.',
  previewTitle: 'Preview',
  previewing: 'Drawing the preview…',
  previewNote: 'Time and digest come when it is produced.',
  previewOld: 'The draft has changed; the preview follows.',
  previewFailed: 'The preview cannot be drawn',
  notChecked: (count: number) =>
    `${formatCounted(count, 'bundle is', 'bundles are')} being compared with the digests of arrival. The preview comes after that.`,
  problems: (count: number) =>
    `${formatCounted(count, 'thing keeps', 'things keep')} this draft from being produced`,
  rowsLeftOut: (count: number) =>
    `The preview leaves out ${formatCounted(count, 'row', 'rows')} of long tables; the report has all of them.`,
  problemCount: (count: number) => formatCounted(count, 'problem', 'problems'),
} as const;

/** Words of what a recipient does not get to see. */
export const redactionText = {
  withheld: 'Withheld entries',
  withheldHint: 'The whole entry is left out, and its digest stands for it.',
  addWithheld: 'Withhold entries…',
  reason: 'Reason',
  reasonMissing: 'Give a reason.',
  privilege: 'Privilege',
  privilegeHint: 'As attorney-client; empty where none is claimed.',
  removeWithheld: (name: string) => `Do not withhold ${name}`,
} as const;

/** Words of the list from which lines are taken. */
export const lineListText = {
  citeTitle: 'Insert a citation',
  citeAdvice: 'Lines of exhibits, and lines with a star.',
  withholdTitle: 'Withhold entries',
  withholdAdvice: 'Lines of exhibits and samples that this report would show.',
  filter: 'With this in it',
  none: 'No line to choose from',
  noneAdvice: 'Put a star on lines in Explore, or make an exhibit of them; they then stand here.',
  noneFits: 'No line fits.',
  more: (count: number) => `${formatCount(count)} more; write more of it to narrow them down.`,
  starred: 'starred',
  sampleOf: (title: string) => `sample “${title}”`,
  insert: 'Insert',
  withhold: 'Withhold',
} as const;

export const sectionNames: Readonly<Record<ReportSection, string>> = {
  summary: 'Summary',
  scope: 'Scope and method',
  narrative: 'Narrative',
  findings: 'Findings',
  samples: 'Samples',
  exhibits: 'Exhibits',
  searches: 'Searches',
  trust: 'Trust',
  custody: 'Custody',
};

/** Words around a drawn document. */
export const documentText = {
  contents: 'Contents',
} as const;

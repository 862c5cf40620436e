import type { FieldFate } from '../../shared/redaction/field-fates.ts';
import type { RedactionPreset } from '../../shared/redaction/presets.ts';
import type { EntryFate } from '../../shared/report/plan-leaving.ts';
import { formatCount, formatCounted } from '../views/common/format-number.ts';

/** Words of the step that says what leaves. */
export const leavingText = {
  steps: 'Steps of the report',
  write: 'Write',
  title: 'What leaves',
  lead: 'What is left out is in no file of the pack. Digests stay, so what is left still proves itself.',
  loading: 'Counting what would leave…',
  failed: 'It cannot be said what would leave',
  notChecked: 'The bundles of this case are being compared with the digests of arrival.',
  begin: 'Begin with',
  beginPlaceholder: 'Choose rules…',
  presets: {
    'without-persons': 'Everything but personal data',
    'what-happened': 'What happened, and nothing of who and where',
  } satisfies Record<RedactionPreset, string>,
  everything: 'Everything',
  deny: 'Only what I let leave',
  denyHint: 'A field that nobody lets leave stays here, also one that comes later.',
  fields: 'Fields',
  noFields: 'The report shows no entry yet.',
  columns: { field: 'Field', entries: 'Entries', exhibits: 'Exhibits', form: 'Written', fate: 'Recipient' },
  fateOf: (pointer: string) => `What becomes of ${pointer}`,
  fates: { leaves: 'sees it', hidden: 'hidden', 'not-let': 'hidden until let' } satisfies Record<
    FieldFate,
    string
  >,
  /** Of a field that stands in clear: the signature covers it. */
  clearFates: { leaves: 'sees it', hidden: 'hidden', 'not-let': 'entries withheld' } satisfies Record<
    FieldFate,
    string
  >,
  committed: 'committed',
  inClear: 'in clear',
  both: 'both',
  formHint:
    'A committed field can be hidden by itself. One in clear is part of what was signed: it leaves with its entry, or the whole entry stays.',
  personal: 'looks personal',
  cannotHide: (count: number) =>
    `${formatCounted(count, 'entry has', 'entries have')} it in clear, which a signed line cannot lose.`,
  withholdThese: (count: number) => `Withhold ${formatCounted(count, 'entry', 'entries')}`,
  reason: 'Reason',
  reasonMissing: 'Give a reason.',
  privilege: 'Privilege',
  privilegeHint: 'As attorney-client; empty for none.',
  pseudonym: 'Other name',
  pseudonymHint: 'A kind, as person: equal values get one name.',
  pseudonymWrong: 'Letters and digits, as person.',
  pseudonymWarning:
    'Other names are drawn anew for each pack. Who is who comes as a file of its own beside the pack: keep it from the recipient.',
  summary: (whole: number, part: number, withheld: number) =>
    `${formatCounted(whole, 'entry leaves', 'entries leave')} whole, ${formatCount(part)} in part, ${formatCount(withheld)} withheld.`,
  values: (count: number) => `${formatCounted(count, 'value', 'values')} hidden`,
  besideTitle: 'One entry, as it is and as it leaves',
  entry: 'Entry',
  entryFates: {
    whole: 'leaves whole',
    part: 'leaves in part',
    withheld: 'withheld',
    'came-withheld': 'came withheld',
  } satisfies Record<EntryFate, string>,
  previous: 'The entry before',
  next: 'The next entry',
  besideColumns: { field: 'Field', here: 'Here', there: 'What the recipient sees' },
  notDisclosed: 'its disclosure did not come',
  hiddenCell: 'hidden',
  withheldCell: 'withheld',
  hiddenAs: 'hidden as',
  withheldAll: 'The recipient sees the digest of this entry and its proof, and nothing else:',
  withholdThis: 'Withhold this entry',
  showThis: 'Show this entry again',
  goThere: 'Go there',
  saveOrder: 'Save the rules…',
  readOrder: 'Read rules…',
  readOrderInput: 'File with rules',
  orderSaved: (name: string) =>
    `Saved as ${name}. vouch report --redaction and vouch redact --order do the same by it.`,
  orderFailed: 'The rules cannot be read',
  orderFileName: (name: string) => `${name}.redaction.json`,
  fileActions: 'Rules as a file',
  searched: 'Search for what is hidden',
  pseudonymTable: 'Who is who',
  pseudonymTableWarning: 'This file undoes the other names. It belongs to you and never to the recipient.',
} as const;

/** Words of a redacted copy of a bundle. */
export const redactedText = {
  open: 'Redacted copy…',
  openResult: 'Redacted bundle…',
  sectionTitle: 'Redacted copy',
  sectionLead: 'A bundle without what the recipient must not see, which still proves the rest.',
  title: (name: string) => `Redacted copy of ${name}`,
  bundle: 'Bundle',
  result: 'Only the entries that this search finds stay:',
  reason: 'Reason for the copy',
  reasonHint: 'It stands in the new bundle.',
  draft: 'Rules of a draft',
  draftPlaceholder: 'Take them from…',
  withholdRest: 'Withhold an entry that has a hidden field in clear',
  keepAttachments: 'Keep attachments; nothing looks into them',
  counts: (entries: number, withheld: number) =>
    `${formatCount(withheld)} of ${formatCounted(entries, 'entry', 'entries')} withheld`,
  planning: 'Reading the bundle…',
  planFailed: 'It cannot be said what this would make',
  acknowledge:
    'I have looked at what leaves, personal data included, and the recipient may have it. My name goes into the log of the case.',
  make: 'Verify, redact and sign',
  failed: 'No copy was made',
  failedAdvice: 'Nothing was signed, and nothing was written into the log of the case.',
  stop: 'Stop',
  progress: 'Progress of the redacted copy',
  beforehand: 'Verifying the stored copy…',
  done: 'The redacted copy is made and signed.',
  doneAdvice: 'Save it now: Vouch keeps no copy of what leaves.',
  save: 'Save the bundle…',
  others: 'Logs, and the key that packed it',
  othersHint:
    'The logs say what was left out and why, and no value. The recipient pins the key that packed the copy; the key of the log is the one they had.',
  sha256: 'SHA-256 of the copy',
  close: 'Close',
} as const;

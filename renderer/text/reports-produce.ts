import { formatCounted } from '../views/common/format-number.ts';

/** Words of producing a report, and of those that were produced. */
export const produceText = {
  title: (number: string) => `Produce ${number}`,
  lead: 'Every stored copy of this case is verified again, then the report is made, signed and packed.',
  signer: 'Who signs',
  noIdentity: 'This profile has no signing identity.',
  makeIdentity: 'Make an identity…',
  locked: (name: string) => `Your signing identity “${name}” is locked.`,
  signsAs: 'Signs as',
  key: 'Key',
  leaving: 'What leaves in clear',
  entriesInClear: 'Entries in clear',
  entriesHidden: 'Entries with something hidden',
  custody: (records: number) =>
    `Put the log of the case into the pack: ${formatCounted(records, 'record', 'records')}, with every note, search and draft.`,
  custodyStays:
    'The log of the case stays here, since it may say what is hidden. The report names its last record all the same.',
  pointer: 'Field',
  pointerEntries: 'Entries',
  morePointers: (count: number) => `and ${formatCounted(count, 'more field', 'more fields')}`,
  noPointers: 'No entry leaves with a field in clear.',
  acknowledge:
    'I have looked at what leaves, personal data included, and the recipient may have it. My name goes into the log of the case.',
  make: 'Verify, sign and produce',
  stop: 'Stop',
  progress: 'Progress of the report',
  beforehand: 'Verifying the stored copies…',
  failed: 'No report was produced',
  failedAdvice: 'Nothing was signed, and nothing was written into the log of the case.',
  done: (number: string) => `${number} is produced and signed.`,
  doneAdvice:
    'Save it now: Vouch keeps no copy of what leaves, only the digests in the log of the case. While this window is open you find it under Produced.',
  savePack: 'Save the pack…',
  saveFile: (name: string) => `Save ${name}…`,
  singleFiles: 'Single files',
  papers: 'Papers for a court',
  papersHint:
    'Drafts, and no legal advice: an affidavit of custody, and a certification under Federal Rules of Evidence 902(13) and (14). What only you can say is a blank.',
  saved: (name: string) => `Saved as ${name}.`,
  sha256: 'SHA-256 of report.json',
  packSha256: 'SHA-256 of the pack',
  close: 'Close',
} as const;

export const producedText = {
  none: 'No report was produced in this case',
  noneAdvice:
    'Write a draft and produce it. What leaves is signed, and its digest stands in the log of the case.',
  failed: 'The reports of this case cannot be listed',
  columns: {
    number: 'Number',
    title: 'Title, and SHA-256 of report.json',
    produced: 'Produced (UTC), and by whom',
    standing: 'Standing',
    actions: 'Actions',
  },
  current: 'current',
  superseded: (by: string) => `replaced by ${by}`,
  withdrawn: (reason: string) => `withdrawn: ${reason}`,
  countersigned: (name: string) => `countersigned by ${name}`,
  digestOf: (number: string) => `the digest of ${number}`,
  save: (number: string) => `Save ${number}…`,
  saveShort: 'Save…',
  supersedeShort: 'Replace…',
  withdrawShort: 'Withdraw…',
  supersede: (number: string) => `Draft a report that replaces ${number}`,
  withdraw: (number: string) => `Withdraw ${number}…`,
  withdrawTitle: (number: string) => `Withdraw ${number}?`,
  withdrawAdvice:
    'A statement is made and signed that this report does not count any more. Hand it to everybody who has the report: nobody else will know.',
  withdrawReason: 'Reason',
  withdrawConfirm: 'Sign the withdrawal',
  withdrawFailed: 'The report was not withdrawn',
  withdrawDone: (number: string) => `${number} is withdrawn. Save the signed statement and hand it over.`,
  filesTitle: (number: string) => `Files of ${number}`,
  superseding: (number: string) => `Replaces ${number}.`,
} as const;

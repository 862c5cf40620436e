import { formatCount, formatCounted } from '../views/common/format-number.ts';

const records = (count: number) => formatCounted(count, 'record', 'records');
const files = (count: number) => formatCounted(count, 'delivered file', 'delivered files');

/** Words of whole cases as files. */
export const caseFileText = {
  saveTitle: 'Hand over the whole case',
  saveLead:
    'One file with the log of this case, everything that was made in it, and the delivered files as they arrived, signed by you. It is not encrypted.',
  by: 'Released by',
  byHint: 'Who hands it over.',
  to: 'Released to',
  toHint: 'Who is to receive it.',
  purpose: 'Purpose',
  purposeHint: 'What for, and on what medium. Stands in the log of this case.',
  save: 'Save the whole case…',
  saving: 'Comparing each stored file with what arrived, and signing',
  stop: 'Stop',
  saveFailed: 'The case was not saved',
  notKept: 'It was signed and not saved: nobody chose a place for it. The log says that it was made.',
  saved: (name: string, recordCount: number, fileCount: number) =>
    `Saved ${records(recordCount)} and ${files(fileCount)} as ${name}.`,
  manifest: 'SHA-256 of the manifest',
  key: 'Your key',
  savedAdvice:
    'Tell the recipient the fingerprint of your key by another way than the file. Without Vouch, sha256sum -c and ssh-keygen -Y verify check it.',
  open: 'Open a whole case…',
  input: 'Whole case file',
  one: 'Choose one file.',
  reading: 'Checking the signature and the log…',
  readFailed: 'This is no whole case that can be opened',
  readAdvice: 'A single bundle is opened by “Open bundle…”.',
  close: 'Close',
  title: 'A whole case of somebody else',
  facts: {
    name: 'Case',
    records: 'Log',
    files: 'Delivered files',
    absent: 'Not in the file',
    manifest: 'SHA-256 of the manifest',
    signer: 'Signed by',
    here: 'On this machine',
  },
  log: (count: number, first: string, last: string) =>
    `${records(count)}, ${first} to ${last}, by the clocks of its writers`,
  file: (name: string, bytes: string) => `${name}, ${bytes}`,
  absent: (names: string) => `${names}: named by the log; import them again where they are at hand.`,
  own: 'This is your own key.',
  unknown:
    'The file was not changed since it was signed, but anybody could have signed it: compare the fingerprint.',
  here: {
    'not-here': 'This case is not here yet.',
    same: 'This case is here with all of it. There is nothing to take.',
    earlier: (more: number) => `An earlier state of this case is here; the file has ${records(more)} more.`,
    later: (more: number) =>
      `The case here has ${records(more)} more than the file. There is nothing to take.`,
    forked: (at: number) =>
      `The case here and the file both go on otherwise from record ${formatCount(at)}. Neither replaces the other: take the work of the other side by an overlay (Findings, Exchange).`,
  },
  rest: (missing: number) =>
    `The log of this case is here. ${files(missing)} of it ${missing === 1 ? 'is' : 'are'} not, and can be taken.`,
  typed: 'Fingerprint that you were told',
  typedHint: 'By another way than this file. Empty when you were not.',
  typedWrong: 'This is not the key that signed.',
  without: 'Take it without having compared the key. The log will say so.',
  receivedBy: 'Received by',
  receivedByHint: 'Who takes it. Stands in the log of the case.',
  receive: 'Take the case',
  receiving: 'Taking the log, then verifying and storing each file',
  receiveFailed: 'The case was not taken as a whole',
  receiveAdvice:
    'What was taken is whole and stands in the list of cases. Open the file again to take the rest.',
} as const;

import type { FormatErrorCode } from '../../shared/bytes/errors.ts';
import type { Progress, WireError } from '../../shared/contract/case-protocol.ts';
import { formatCount, formatCounted } from '../views/common/format-number.ts';

/** Words of opening a bundle: what happens, and what went wrong. */
export const importText = {
  region: 'Opening',
  sampleName: 'Sample case',
  waiting: (ahead: number) =>
    ahead <= 1 ? 'Waiting for the file before it' : `Waiting for ${formatCount(ahead)} files before it`,
  waitingBytes: (bytes: number) => formatCounted(bytes, 'byte', 'bytes'),
  starting: 'Starting…',
  stop: (name: string) => `Stop opening ${name}`,
  dismiss: (name: string) => `Dismiss the message about ${name}`,
  progressLabel: (name: string) => `Progress of ${name}`,
  bytes: 'bytes',
  entries: 'entries',
  rejects: 'rejects',
  of: (total: number) => `of ${formatCount(total)}`,
  bytesPerSecond: (rate: number) => `${(rate / 1_000_000).toFixed(1)} MB/s`,
  entriesPerSecond: (rate: number) => `${formatCount(Math.round(rate))}/s`,
  found: 'What was found',
  where: 'Where',
  now: 'What to do now',
  untouched: 'The file was only read and is unchanged. Nothing of it was stored.',
  /** After a fault, which may have come when all was stored. */
  unchanged: 'The file was only read and is unchanged.',
  member: (path: string) => `file ${path}`,
  line: (line: number) => `line ${formatCount(line)}`,
  offset: (offset: number) => `byte ${formatCount(offset)}`,
  wholeFile: 'the file as a whole',
  code: 'Code',
} as const;

export const stageNames: Record<Progress['stage'], string> = {
  reading: 'Reading and digesting',
  verifying: 'Checking',
  storing: 'Storing',
  encrypting: 'Encrypting, and reading again what was encrypted',
  'making-sample': 'Making the sample bundles',
  'making-report': 'Making and signing the report',
  exporting: 'Writing the lines',
  'loading-index': 'Loading the index',
};

export const errorTitles: Record<WireError['kind'], string> = {
  format: 'cannot be read as a bundle',
  cancelled: 'was cancelled',
  refused: 'was refused',
  locked: 'was refused',
  storage: 'could not be stored',
  bug: 'could not be opened because of a fault in Vouch',
};

/** In steps that a person would use: nobody can check the seconds of a guess. */
export function timeLeftWords(seconds: number): string {
  if (seconds < 7.5) return 'a few seconds left';
  if (seconds < 57.5) return `about ${Math.round(seconds / 5) * 5} s left`;
  const minutes = Math.max(1, Math.round(seconds / 60));
  if (minutes < 60) return `about ${minutes} min left`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `about ${hours} h ${minutes % 60} min left` : 'more than a day left';
}

/** What a person can do about an error, in one or two sentences. */
export function adviceFor(error: WireError): string {
  switch (error.kind) {
    case 'format':
      return formatAdvice[error.code];
    case 'cancelled':
      return 'Open the file again when you want to.';
    case 'refused':
      return 'The reason stands above. Nothing was changed.';
    case 'locked':
      return 'Unlock the case on Home with its passphrase, then do it again.';
    case 'storage':
      return 'Free some disk space or close other windows of Vouch, then open the file again.';
    case 'bug':
      return 'Reload the window and try once more. If it happens again, report the words above.';
    default:
      return error satisfies never;
  }
}

const askAgain = 'Ask the sender for the file again, and compare its size with theirs.';
const refusedForm =
  'Such a file can show different content to different programs, so Vouch does not open it. Ask the sender how it was made.';

const formatAdvice: Record<FormatErrorCode, string> = {
  empty: askAgain,
  'not-a-bundle': 'Vouch opens EVB/1 bundles (.evb.zip). Check that this is the file you were meant to get.',
  'not-a-zip': 'Vouch opens EVB/1 bundles (.evb.zip). Check that this is the file you were meant to get.',
  'is-a-directory': 'Open the .evb.zip file itself instead of a folder.',
  'zip-truncated': `The end is missing, as after an interrupted copy. ${askAgain}`,
  'zip-layout': refusedForm,
  'zip-name': refusedForm,
  'zip-method': 'Ask the sender for a ZIP that is stored or deflated, without a password.',
  'zip-limit': 'The limit protects this machine. Ask the sender to split the bundle.',
  'member-missing': `A bundle without this part cannot be checked. ${askAgain}`,
  'member-unexpected': 'Ask the sender why this file is in the bundle.',
  'member-size': askAgain,
  'member-crc': `The copy is damaged. ${askAgain}`,
  'member-inflate': `The copy is damaged. ${askAgain}`,
  'member-limit': 'The limit protects this machine. Ask the sender to split the bundle.',
  'unsupported-format': 'The bundle may be newer than this version of Vouch. A newer version may open it.',
  utf8: askAgain,
  json: askAgain,
  manifest: askAgain,
  descriptor: askAgain,
  note: askAgain,
  checkpoint: askAgain,
  key: 'Ask the sender for the key in the stated form.',
  sshsig: askAgain,
  'time-stamp': askAgain,
  certificate: 'Ask whoever sent the certificate for it as one PEM or DER file.',
  'trust-store': 'Restore the trust store from a copy, or make it anew and compare the keys again.',
  policy: 'Ask whoever wrote the policy for one in the form of C2SP tlog-policy.',
  'source-changed':
    'Another program changed the file while it was read. Copy it to a place of your own and open the copy.',
  'source-unreadable':
    'Check that the medium is still attached and that you may read the file, then open it again.',
};

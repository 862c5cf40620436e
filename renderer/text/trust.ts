import type { KeyStanding } from '../../shared/trust/key-standing.ts';
import { formatCount, formatCounted } from '../views/common/format-number.ts';

/** Words of the Trust screen and of the dialogs that pin, revoke and unpin a key. */
export const trustText = {
  screenTitle: 'Trust',
  title: 'Pinned keys',
  lead: 'A signature turns a verdict green only when its key is pinned here. Keys, witnesses and time authorities count in this case alone; heads are remembered across all cases. Nothing inside a bundle can add to any of them.',
  none: 'No key of this log is pinned in this case. Pin an offered one after comparing its fingerprint with the one that the sender gave you by another way, or import a file that came from them.',
  offeredTitle: 'Offered keys',
  offeredLead: 'Bundles of this case were signed with these keys. Offered is not trusted.',
  otherLog: 'No bundle of this case is of this log.',
  columns: {
    role: 'Signs',
    origin: 'Origin',
    fingerprint: 'Fingerprint',
    compared: 'Compared',
    comparedBy: 'By',
    pinnedAt: 'Pinned',
    window: 'Counts',
    revoked: 'Revoked',
  },
  roles: { log: 'the log', packer: 'the bundle (packer)' },
  roleNames: { log: 'Log key', packer: 'Packer key' },
  always: 'at any time',
  from: (time: string) => `from ${time}`,
  until: (time: string) => `until ${time}`,
  fromUntil: (from: string, until: string) => `from ${from} until ${until}`,
  revokedFrom: (time: string) => `from ${time} on, by`,
  reason: 'Reason',
  pin: 'Pin this key…',
  revoke: 'Revoke…',
  unpin: 'Unpin…',
  unpinTitle: 'Unpin this key?',
  unpinBody:
    'Bundles signed with it become INTACT, SIGNER NOT TRUSTED. The custody log keeps both decisions. A key that was stolen is better revoked: then the log says from when, and why.',
  unpinConfirm: 'Unpin key',
  unpinFailed: 'The key was not unpinned',
  fingerprint: 'the fingerprint',
  revokeDialog: {
    title: 'Revoke this key?',
    lead: 'From the stated moment on, nothing that is signed with this key counts in this case. A head that witnesses saw before it still does. An earlier revocation stays; only unpinning takes it away.',
    from: 'Revoked from (UTC)',
    fromHint:
      'The earliest moment at which another hand may have had the key. For example 2026-07-01 or 2026-07-01 12:30.',
    reason: 'Reason',
    reasonHint: 'For example: laptop stolen, reported by the sender by telephone',
    by: 'Revoked by',
    byHint: 'Your name, as it should stand in the custody log',
    confirm: 'Revoke key',
    failed: 'The key was not revoked',
  },
  window: {
    from: 'Counts from (UTC, optional)',
    until: 'Counts until (UTC, optional)',
    hint: '2026-07-01 or 2026-07-01 12:30; empty: no bound',
    read: (time: string) => `Read as ${time}.`,
    wrong: 'This is no time such as 2026-07-01 or 2026-07-01 12:30.',
    empty: 'The window ends before it begins: the key would never count.',
  },
  dialog: {
    title: 'Pin a key',
    lead: 'Enter the fingerprint that the sender gave you by another way than this bundle: on paper, by telephone, from their own site. Vouch compares it with the key in the bundle.',
    typed: 'Fingerprint you received',
    typedHint: 'SHA256: and 43 characters, or 64 hexadecimal digits. Spaces do not count.',
    compared: 'How you received and compared it',
    comparedHint: 'For example: read aloud by telephone, number from the contract',
    comparedBy: 'Compared by',
    comparedByHint: 'Your name, as it should stand in the custody log',
    confirm: 'Compare and pin',
    comparing: 'Comparing and checking the bundles again…',
    mismatch: 'The fingerprints differ. The key was not pinned.',
    mismatchAdvice:
      'Do not copy the second line into the field: ask the person who gave you the first. Either it was taken down wrongly, or this is not their key.',
    youEntered: 'You entered',
    inBundle: 'In the bundle',
    differences: (count: number) =>
      count === 1
        ? '1 character differs; it is underlined.'
        : `${count} characters differ; they are underlined.`,
    refused: 'The key was not pinned',
    required: 'This must not be empty.',
    incomplete: 'This is not a whole SHA-256 fingerprint. Nothing was compared.',
  },
  witnesses: {
    title: 'Witnesses',
    none: 'No witness is asked for this log. Import a C2SP tlog-policy to ask that a quorum has cosigned its newest head.',
    quorum: 'Must have cosigned',
    nobody: 'nobody',
    names: 'Witnesses',
    drop: 'Ask no witness…',
    dropTitle: 'Ask no witness of this log any more?',
    dropLead:
      'A head counts then without a cosignature, and no time is proven by witnesses. The custody log keeps the policy and this decision.',
    dropReason: 'Reason',
    dropReasonHint: 'For example: the policy was meant for another log',
    dropBy: 'Decided by',
    dropConfirm: 'Ask no witness',
    dropFailed: 'The witnesses are still asked',
  },
  heads: {
    title: 'Remembered heads',
    none: 'No head of this log is remembered yet. One is as soon as a bundle whose log key is pinned has been opened.',
    size: 'Size',
    root: 'Root',
    firstSeen: 'First seen (UTC)',
    file: 'In file',
    log: 'Log',
    counted: 'Compared here',
    yes: 'yes',
    no: 'no: its key is not pinned here',
    rootCopy: (size: number) => `the root at size ${formatCount(size)}`,
    more: (count: number) => `Show all ${formatCount(count)} heads`,
    othersTitle: 'Remembered heads of other logs',
    othersLead:
      'Remembered on this computer from other cases, deleted ones included. A bundle that contradicts one of them is in CONFLICT in whatever case it is opened, once its log key is pinned there.',
    sampleNone:
      'The sample case remembers nothing and is compared with nothing: everybody has its secret keys.',
  },
} as const;

/** What state a pinned key is in, by the moment at which the verdicts were made. */
export const standingNames: Record<KeyStanding['kind'], string> = {
  good: 'Counts now',
  'not-yet-valid': 'Not yet valid',
  expired: 'Expired',
  revoked: 'Revoked',
};

/** How many keys, witnesses and time authorities, for a button that adds them. */
export function additionWords(keys: number, witnesses: number | null, authorities = 0): string {
  const parts = [
    ...(keys > 0 ? [formatCounted(keys, 'key', 'keys')] : []),
    ...(witnesses === null
      ? []
      : [witnesses === 0 ? 'no witness' : formatCounted(witnesses, 'witness', 'witnesses')]),
    ...(authorities > 0 ? [formatCounted(authorities, 'time authority', 'time authorities')] : []),
  ];
  return parts.join(' and ');
}

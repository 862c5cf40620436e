import { leastPassphraseLength, type PassphraseHint } from '../../shared/identity/passphrase.ts';
import { formatCounted } from '../views/common/format-number.ts';

/** Words of the signing identity on Trust. */
export const identityText = {
  title: 'My signing identity',
  lead: 'One key with your name. It signs what leaves a case; whoever compared its fingerprint knows that it was you. It is kept on this computer under a passphrase, and nowhere else.',
  loading: 'Looking for your signing identity…',
  failed: 'The signing identity cannot be read',
  none: 'This profile has no signing identity.',
  make: 'Make an identity…',
  restore: 'Take from a file…',
  backupInput: 'Backup or PKCS #12 file of a signing identity',
  restoreFailed: 'The file was not taken',
  states: { locked: 'Locked', unlocked: 'Unlocked until you lock it or close this window' },
  unlock: 'Unlock…',
  lock: 'Lock',
  backup: 'Save a backup',
  backupSaved: (name: string) =>
    `Saved as ${name}. It opens with the passphrase alone: keep both, and not together.`,
  backupFailed: 'The backup could not be saved',
  print: 'Print the fingerprint card',
  remove: 'Delete…',
  actionFailed: 'That was not done',
  facts: {
    name: 'Name',
    state: 'State',
    fingerprint: 'Fingerprint',
    ssh: 'SSH public key',
    certificate: 'Certificate (SHA-256)',
    since: 'Valid from',
    kept: 'Kept here since',
    log: 'Custody log key',
    packer: 'Custody packer key',
  },
  lockedKeys: 'shown while the identity is unlocked',
  fingerprint: 'the fingerprint',
  ssh: 'the SSH public key',
  certificate: 'the fingerprint of the certificate',
  logKey: 'the fingerprint of the log key',
  packerKey: 'the fingerprint of the packer key',
  command: 'the command',
  card: {
    title: 'Fingerprint card',
    lead: 'Hand this over in person, or read it out over a line that nobody else can answer.',
  },
} as const;

export const makeIdentityText = {
  title: 'Make a signing identity',
  lead: 'A lost passphrase cannot be got back, and a lost identity cannot be made again. Save a backup at once.',
  name: 'Name',
  nameHint: 'It stands in the certificate and cannot be changed.',
  passphrase: 'Passphrase',
  again: 'The same passphrase again',
  againHint: 'So that a slip of the finger does not lock you out.',
  different: 'The two passphrases are not the same.',
  make: 'Make the identity',
  making: 'Encrypting the key. This takes about a second, on purpose.',
  failed: 'No identity was made',
} as const;

/** Of an identity that somebody else handed out. */
export const takeIdentityText = {
  title: 'Take the identity of this file',
  lead: 'The file is a PKCS #12 file, as organisations hand them out. Its key and certificate are kept here under a passphrase of your own; the file stays as it is.',
  filePassphrase: 'Passphrase of the file',
  filePassphraseHint: 'Whoever gave you the file has told you. It may be empty.',
  passphrase: 'Passphrase here',
  take: 'Take the identity',
  taking: 'Opening the file and encrypting the key. This takes about a second, on purpose.',
  wrong: 'The passphrase of the file is wrong.',
  failed: 'The identity was not taken',
} as const;

/** What can be seen of a passphrase. No score: nobody can compute one. */
export const passphraseHints: Readonly<Record<PassphraseHint, string>> = {
  short: `At least ${leastPassphraseLength} characters. Four or more words that do not belong together are easy to keep and hard to guess.`,
  repeats: 'It repeats few characters. Whoever guesses tries that first.',
  digits: 'It has nothing but digits. Dates and numbers are tried first.',
  'has-name': 'It has your name in it. Whoever guesses knows your name.',
  'one-word': 'It is one word or two. More words help more than signs in the place of letters.',
  none: 'Nothing about it is easy to see. Use it for nothing else.',
};

export const unlockText = {
  title: 'Unlock your signing identity',
  passphrase: 'Passphrase',
  hint: 'It is worked on in this window and kept nowhere.',
  unlock: 'Unlock',
  working: 'Trying the passphrase. This takes about a second, on purpose.',
  wrong: 'The passphrase is wrong.',
  failed: 'The identity was not unlocked',
} as const;

/** Words of the operating system's store, which is offered where a program around the window can ask it. */
export const systemStoreText = {
  title: 'Let the operating system open your identity?',
  lead: (store: string) =>
    `Its key is then also kept encrypted by ${store} of this computer, and can be unlocked here without typing the passphrase. The passphrase opens it as before, here and in every backup.`,
  risk: 'Whoever is logged in as you, and every program that runs as you, can then sign in your name without the passphrase.',
  limits:
    'It holds for this account of this computer. It can be withdrawn at any time; a copy of this profile that was made before then can still be opened by this account. That it is so stands in the log of this case.',
  keep: 'Unlock without the passphrase…',
  off: 'The operating system could unlock it on this computer.',
  locked: 'Unlock it once, to let the operating system unlock it on this computer.',
  on: (time: string) => `The operating system unlocks it on this computer, since ${time}.`,
  take: 'Ask for the passphrase again',
  confirm: 'Let the operating system open it',
  cancel: 'Cancel',
  unlock: 'Unlock by the operating system',
  failed: 'That was not changed',
  unlockFailed: 'The operating system did not unlock it',
  unavailable: {
    'no-store':
      'This computer has no store of secrets that could unlock it: it takes the passphrase each time.',
    'in-the-open':
      'This desktop has no keyring: what it would keep, everybody could read. So it takes the passphrase each time.',
  },
  stores: {
    keychain: 'the keychain',
    dpapi: 'the data protection',
    'secret-service': 'the keyring',
    kwallet: 'the wallet',
  },
} as const;

export const deleteIdentityText = {
  title: 'Delete this signing identity?',
  advice:
    'What it signed stays signed. Without a backup and its passphrase, nobody can ever sign with it again.',
  typed: 'Type the name to delete it',
  hint: (name: string) => `The name is: ${name}`,
  remove: 'Delete the identity',
  failed: 'Nothing was deleted',
} as const;

/** Words of the export of a custody log. */
export const sealText = {
  title: 'Seal the log as a bundle',
  lead: 'A bundle with the very lines of this log, signed by keys that follow from your signing identity. Any EVB/1 verifier checks it.',
  noIdentity: 'It takes a signing identity. Make one on Trust.',
  locked: 'Your signing identity is locked.',
  toTrust: 'Go to Trust',
  seal: 'Seal the log',
  sealing: 'Sealing…',
  failed: 'The log was not sealed',
  sealed: (count: number) =>
    `Sealed ${formatCounted(count, 'record', 'records')}. Save the files side by side.`,
  saveBundle: 'Save the bundle',
  saveLogKey: 'Save the log key',
  saveSigners: 'Save allowed_signers',
  saved: (name: string) => `Saved as ${name}.`,
  keys: 'Compare both fingerprints with your card before you hand the files on.',
  verify: 'Verify with',
  command: 'the command',
} as const;

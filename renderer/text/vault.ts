/** Words of encrypted cases, on Home and where a locked one was asked for. */
export const vaultText = {
  lockedName: (caseId: string) => `Encrypted case ${shortId(caseId)}`,
  made: (time: string) => `made ${time}`,
  locked: 'Encrypted, locked',
  unlocked: 'Encrypted, unlocked',
  /** In the place of a number that nobody can know. */
  unknown: 'not known',
  lock: (name: string) => `Lock ${name}`,
  lockShort: 'Lock',
  lockFailed: 'The case was not locked',
  passphraseOf: (name: string) => `Change the passphrase of ${name}`,
  passphraseShort: 'Passphrase…',
  encryptShort: 'Encrypt…',
  encryptCase: (name: string) => `Encrypt ${name}`,
} as const;

/** Enough to tell the cases of one person apart. */
function shortId(caseId: string): string {
  return caseId.slice(0, 8);
}

export const encryptText = {
  open: 'Open into an encrypted case…',
  title: 'Make an encrypted case',
  lead: 'Everything that is stored of this case on this computer is encrypted: its files, its index, its name, your notes and the log of the case. It can be read only with this passphrase.',
  lost: 'A lost passphrase cannot be got back. Nobody can open the case without it, and neither can we.',
  limits:
    'The bundle you choose stays as it is where it lies, and so do reports and files that you save. While the case is unlocked, its content is in the memory of this computer.',
  passphrase: 'Passphrase',
  again: 'The same passphrase again',
  againHint: 'So that a slip of the finger does not lock you out.',
  different: 'The two passphrases are not the same.',
  choose: 'Choose the bundle…',
  fileInput: 'Bundle files for an encrypted case',
} as const;

export const unlockCaseText = {
  title: 'Unlock an encrypted case',
  passphrase: 'Passphrase',
  hint: 'It is worked on in this window and kept nowhere.',
  unlock: 'Unlock',
  working: 'Trying the passphrase. This takes about a second, on purpose.',
  wrong: 'The passphrase is wrong.',
  failed: 'The case was not unlocked',
  alarms: 'The case is unlocked, and its journal was compared with the database.',
  goOn: 'Open the case',
  gateTitle: 'This case is encrypted and locked',
  gateLead: 'This window does not have its key. A reload, or closing the window, locks a case again.',
} as const;

export const changeText = {
  title: 'Change the passphrase of this case',
  lead: 'The key of the case is kept under the new passphrase from now on. Copies of this profile that were made before still open with the old one.',
  passphrase: 'Passphrase of now',
  passphraseHint: 'Asked for again, because this window may have been left unlocked.',
  next: 'New passphrase',
  again: 'The new passphrase again',
  change: 'Change the passphrase',
  working: 'Working on the passphrases. This takes about two seconds, on purpose.',
  failed: 'The passphrase was not changed',
} as const;

export const deleteEncryptedText = {
  kept: 'What can open the case is removed first, and then everything that is stored of it. Remains may stay in the files of the browser until it writes over them: they are encrypted, and the heads of its logs are remembered nowhere else.',
  unseen:
    'It is locked, so nobody can see whether it is on legal hold. If you have the passphrase, unlock it first and look.',
  typed: 'Type the short name of the case to delete it',
  hint: (short: string) => `The short name is: ${short}`,
  short: shortId,
} as const;

/** Words for a file that has arrived while new cases are encrypted. */
export const arrivalText = {
  setting: 'Encrypt new cases',
  settingHint:
    'Vouch then asks for a passphrase before anything of a new case is stored, whichever way it arrives.',
  arrived: (count: number) =>
    count === 1
      ? 'This file has arrived. Nothing of it is stored yet.'
      : 'These files have arrived. Nothing of them is stored yet.',
  plain: 'Open without encryption',
  encrypt: 'Encrypt and open',
  dropEncrypted: 'Drop here to open into an encrypted case',
  dropAsks: 'You are asked for a passphrase first.',
} as const;

/** Words for a whole case that arrives. */
export const receiveEncryptedText = {
  choose: 'Encrypt this case on this computer',
  was: 'The case was encrypted where it was saved. The file itself is not.',
} as const;

export const convertText = {
  title: 'Encrypt this case',
  lead: 'Everything that is stored of this case on this computer is encrypted in its place: its files, its index, its name, your notes and the log of the case. Until the last moment it stays as it is: you can stop, and a power failure loses nothing.',
  remains:
    'What was in the open until now is removed, and may all the same be found for a while: the disk and the database of the browser keep old blocks until they write over them. Vouch reaches neither these, nor addresses in the history of the browser, nor backups. Where nothing may remain, save the whole case, open it encrypted in a new profile on an encrypted disk, and remove this profile.',
  encrypt: 'Encrypt the case',
  stop: 'Stop',
  stopped: 'Stopped. The case is as it was.',
  progress: 'Encrypting the case',
  beforehand: 'Making the key',
  failed: 'The case was not encrypted',
  left: 'The case is encrypted. Something that was stored of it in the open could not be removed yet; the next start of Vouch removes it.',
  close: 'Close',
} as const;

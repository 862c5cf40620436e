/** Words of the Trust screen and of the dialogs that pin and unpin a key. */
export const trustText = {
  title: 'Pinned keys',
  lead: 'A signature turns a verdict green only when its key is listed here. Nothing inside a bundle can add a key.',
  none: 'No key is pinned in this case. Pin one below, after comparing its fingerprint with the one that the sender gave you by another way.',
  offeredTitle: 'Offered keys',
  offeredLead: 'The bundles of this case were signed with these keys. Offered is not trusted.',
  offeredNone: 'The bundles of this case offer no key that is not pinned.',
  columns: {
    role: 'Signs',
    origin: 'Origin',
    fingerprint: 'Fingerprint',
    compared: 'Compared',
    comparedBy: 'By',
    pinnedAt: 'Pinned',
  },
  roles: { log: 'the log', packer: 'the bundle (packer)' },
  roleNames: { log: 'Log key', packer: 'Packer key' },
  pin: 'Pin this key…',
  unpin: 'Unpin…',
  unpinTitle: 'Unpin this key?',
  unpinBody:
    'Bundles signed with it become INTACT, SIGNER NOT TRUSTED. The custody log keeps both decisions.',
  unpinConfirm: 'Unpin key',
  unpinFailed: 'The key was not unpinned',
  fingerprint: 'the fingerprint',
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
} as const;

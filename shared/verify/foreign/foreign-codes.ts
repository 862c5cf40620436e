/** What is checked of evidence that is no EVB bundle: a prefix for each world, closed and stable as the others. */
export const foreignCheckCodes = [
  'bagit-form',
  'bagit-digest',
  'bagit-weak',
  'bagit-missing',
  'bagit-unlisted',
  'bagit-fetch',
  'bagit-oxum',
  'bagit-signature',
  'digest-list-form',
  'digest-list-digest',
  'digest-list-weak',
  'digest-list-missing',
  'digest-list-unlisted',
  'digest-list-signature',
  'digest-list-key',
  'digest-list-unsupported',
] as const;

export type ForeignCheckCode = (typeof foreignCheckCodes)[number];

const severalTexts = { type: 'string', multiple: true, default: [] as string[] } as const;

/** What a person can name on the command line for evidence that is no EVB bundle; each any number of times. */
export const foreignOptions = {
  vkey: severalTexts,
  signers: severalTexts,
  'minisign-key': severalTexts,
  'ed25519-key': severalTexts,
  'cloudtrail-keys': severalTexts,
  key: severalTexts,
  'trust-root': severalTexts,
  'certificate-identity': severalTexts,
  'certificate-oidc-issuer': severalTexts,
  policy: severalTexts,
  file: severalTexts,
} as const;

/** The values of these options, in the order of the command line. */
export type ForeignOptionValues = { readonly [Name in keyof typeof foreignOptions]: readonly string[] };

/** The first schema. */
export const schema1 = {
  cases: 'caseId',
  bundles: 'bundleId, caseId, [caseId+fileSha256]',
  blocks: '[bundleId+firstOrdinal]',
  members: '[bundleId+path+part]',
  dictionaries: '[bundleId+field+part]',
  trust: '[caseId+keyId]',
  custody: '[caseId+seq]',
  staging: 'bundleId',
} as const;

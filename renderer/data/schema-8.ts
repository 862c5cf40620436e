/**
 * Adds the heads that were seen in an encrypted case, which the memory of the profile must not name. Nothing that was stored
 * changes: cases of an older Vouch are not encrypted, and stay so.
 */
export const schema8 = {
  caseHeads: '[caseId+headId]',
} as const;

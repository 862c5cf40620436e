/**
 * Adds the certificates of time authorities that were pinned in a case. Nothing that was stored changes: a case of an older
 * Vouch has none, and its custody log names none.
 */
export const schema4 = {
  authorities: '[caseId+authorityId]',
} as const;

/** Adds the searches that a person keeps in a case. Nothing that was stored changes: a case of an older Vouch has none. */
export const schema6 = {
  searches: '[caseId+searchId]',
} as const;

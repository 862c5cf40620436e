/** Words of what an engagement is. */
export const engagementText = {
  client: 'Client',
  scope: 'Scope',
  scopeHint: 'Systems, processes and questions that were agreed.',
  start: 'Period from',
  end: 'Period to',
  dayHint: 'A day in UTC, as 2026-07-01.',
  standards: 'Standards',
  standardsHint: 'Separated by commas, as SOC 2, PCI DSS 4.0.1.',
  hold: 'Legal hold',
  holdWords: 'This case is on hold: it cannot be deleted on this machine.',
  holdReason: 'Reason of the hold',
  unsaved: 'Not saved yet.',
  save: 'Save the engagement',
} as const;

import type { Severity } from '../../casework/annotation.ts';
import type { FindingState } from '../../casework/finding.ts';

export const severityNames: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  info: 'For information',
};

export const stateNames: Readonly<Record<FindingState, string>> = {
  draft: 'Draft',
  open: 'Open',
  agreed: 'Agreed',
  'in-progress': 'In progress',
  closed: 'Closed',
  withdrawn: 'Withdrawn',
};

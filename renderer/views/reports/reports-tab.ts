import type { StoredChoice } from '../explore/stored-choice.ts';

export const reportsTabs = ['drafts', 'produced', 'check'] as const;
export type ReportsTab = (typeof reportsTabs)[number];

/** The part that was looked at last. */
export const reportsTab: StoredChoice<ReportsTab> = {
  name: 'reports-tab',
  standard: 'drafts',
  parse: (stored) => reportsTabs.find((tab) => tab === stored) ?? null,
};

import type { StoredChoice } from '../explore/stored-choice.ts';

export const findingsTabs = ['findings', 'exhibits', 'samples', 'engagement', 'exchange'] as const;
export type FindingsTab = (typeof findingsTabs)[number];

/** The tab that was looked at last; who draws a sample on Explore comes to it by this. */
export const findingsTab: StoredChoice<FindingsTab> = {
  name: 'findings-tab',
  standard: 'findings',
  parse: (stored) => findingsTabs.find((tab) => tab === stored) ?? null,
};

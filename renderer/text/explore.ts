import type { EntryReading } from '../../shared/adapters/entry-reading.ts';
import type { EventField } from '../../shared/adapters/event-field.ts';
import type { FieldValue } from '../../shared/adapters/field-value.ts';

/** Words of Explore. */
export const exploreText = {
  grid: 'Entries',
  noTime: 'no readable time',
  noSeq: 'none',
  damaged: 'Damaged',
  emptyTitle: 'This bundle holds no entries',
  emptyAdvice: 'The signature speaks about 0 entries. The receipt on Bundles says what arrived.',
  alteredTitle: 'No table is made from this copy',
  alteredAdvice:
    'What is stored of this bundle differs from what arrived, so rows from it would prove nothing. Import the delivered file again.',
} as const;

export const fieldNames: Record<EventField, string> = {
  actor: 'Actor',
  action: 'Action',
  target: 'Target',
  outcome: 'Outcome',
  service: 'Service',
  address: 'Address',
  session: 'Session',
};

/** Four words that never stand for each other. */
export const readingNames: Record<EntryReading, string> = {
  entry: 'Read',
  withheld: 'Withheld',
  ambiguous: 'Signed, ambiguous',
  reject: 'Unreadable',
};

export const missingFieldNames: Record<Exclude<FieldValue['kind'], 'text'>, string> = {
  absent: 'absent',
  empty: 'empty',
  withheld: 'withheld',
};

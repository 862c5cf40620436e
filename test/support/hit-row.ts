import type { EventFields } from '../../shared/adapters/read-event.ts';
import type { HitRow } from '../../shared/contract/search-protocol.ts';

export const absentFields: EventFields = {
  actor: { kind: 'absent' },
  action: { kind: 'absent' },
  target: { kind: 'absent' },
  outcome: { kind: 'absent' },
  service: { kind: 'absent' },
  address: { kind: 'absent' },
  session: { kind: 'absent' },
};

/** A line of a result: the first entry of a log, with no field at all, unless a test says otherwise. */
export function hitRow(changes: Partial<HitRow>): HitRow {
  return {
    ...{ bundleId: 'a', ordinal: 0, seq: 0, time: 0, reading: 'entry', isDamaged: false },
    ...{ fields: absentFields, further: [], alsoIn: [] },
    ...changes,
  };
}

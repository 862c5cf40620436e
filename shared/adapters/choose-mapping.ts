import type { JsonObject } from '../json/json-value.ts';
import { resolvePointer } from '../json/pointer.ts';
import { eventFields } from './event-field.ts';
import type { FieldPointers } from './log-adapter.ts';
import type { EventMapping } from './read-event.ts';

/** How many events are looked at: a mapping is for all, and the first one may be an odd one. */
const watchedEvents = 64;

/** Finds out where the fields of a log lie while its events pass. */
export interface MappingChoice {
  /** False when enough events were seen. */
  readonly isOpen: boolean;
  see(event: JsonObject): void;
  /** For each field the place that held a value most often; the first one where none ever did. */
  mapping(): EventMapping;
}

/** Starts with no event seen. A description has one pointer for a field, while a log may have several habits. */
export function createMappingChoice(fields: FieldPointers): MappingChoice {
  const counts = new Map<string, number>();
  const pointers = eventFields.flatMap((field) => fields[field] ?? []);
  let seen = 0;
  const countOf = (pointer: string) => counts.get(pointer) ?? 0;
  return {
    get isOpen() {
      return seen < watchedEvents;
    },
    see(event) {
      seen += 1;
      for (const pointer of pointers) {
        const value = resolvePointer(event, pointer) ?? null;
        // A field is a column: an object under that name is another habit of naming, such as actor and actor/id.
        if (value !== null && typeof value !== 'object') counts.set(pointer, countOf(pointer) + 1);
      }
    },
    mapping() {
      return Object.fromEntries(
        eventFields.flatMap((field) => {
          const [first, ...others] = fields[field] ?? [];
          if (first === undefined) return [];
          const best = others.reduce((most, each) => (countOf(each) > countOf(most) ? each : most), first);
          return [[field, best]];
        }),
      );
    },
  };
}

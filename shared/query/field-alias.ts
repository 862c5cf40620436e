import type { EventField } from '../adapters/event-field.ts';

/** What people call the fields of the event model when they come from other programs. A log may have a field of that name too. */
const aliases: ReadonlyMap<string, EventField> = new Map(
  Object.entries({
    actor: ['user', 'who', 'username', 'principal', 'subject'],
    action: ['what', 'operation', 'activity', 'verb'],
    target: ['object', 'resource', 'entity'],
    outcome: ['result', 'status'],
    service: ['system', 'application', 'app'],
    address: ['ip', 'source-ip', 'client-ip'],
    session: ['session-id', 'sid'],
  } satisfies Record<EventField, readonly string[]>).flatMap(([field, names]) =>
    // The record has the event fields as its names, which the language forgets.
    names.map((name): [string, EventField] => [name, field as EventField]),
  ),
);

/** The event field that a name is another word for, in any case; null for all other names. */
export function aliasedField(name: string): EventField | null {
  return aliases.get(name.toLowerCase()) ?? null;
}

/** The other words for an event field. */
export function aliasesOf(field: string): readonly string[] {
  return [...aliases].flatMap(([name, of]) => (of === field ? [name] : []));
}

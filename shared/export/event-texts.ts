import { type EventField, eventFields } from '../adapters/event-field.ts';
import { decodeUtf8 } from '../bytes/utf8.ts';
import { parseAddress } from '../query/address.ts';
import type { ExportedLine } from './exported-line.ts';

/** A value of JSON that is written; names keep their order. */
export type OutgoingJson =
  | string
  | number
  | boolean
  | readonly OutgoingJson[]
  | { readonly [name: string]: OutgoingJson };

/** The text of an event field; undefined where there is none to be written. */
export function textOf({ fields }: ExportedLine, field: EventField): string | undefined {
  const value = fields[field];
  return value.kind === 'text' ? value.text : undefined;
}

/** Fields of the event model that are hidden in this entry. */
export function withheldFields({ fields }: ExportedLine): readonly EventField[] {
  return eventFields.filter((field) => fields[field].kind === 'withheld');
}

/** Only what is an address may stand where programs expect one. */
export function isAddress(text: string): boolean {
  // With a port or brackets it is still one for a search, but not for others.
  return parseAddress(text) !== null && /^(?:[0-9.]+|[0-9a-fA-F:.]+)$/.test(text);
}

/** Whether the log calls its actors by names; else what stands there identifies them. */
export function actorIsNamed({ bundle }: ExportedLine): boolean {
  const pointer = bundle.mapping.actor ?? '';
  return /(?:name|login|mail|caller|user|actor)$/i.test(pointer.slice(pointer.lastIndexOf('/') + 1));
}

/** The line as it was signed, for those who want to see it; only entries are text for certain. */
export function originalText({ bytes }: ExportedLine): string | undefined {
  return bytes === null ? undefined : decodeUtf8(bytes);
}

/** Without members that have no value. */
export function present(
  members: Readonly<Record<string, OutgoingJson | undefined>>,
): Record<string, OutgoingJson> {
  const kept: Record<string, OutgoingJson> = {};
  for (const [name, value] of Object.entries(members)) {
    if (value !== undefined && !(typeof value === 'object' && Object.keys(value).length === 0))
      kept[name] = value;
  }
  return kept;
}

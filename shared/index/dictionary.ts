import { type EventField, eventFields } from '../adapters/event-field.ts';
import type { FieldValue } from '../adapters/field-value.ts';
import { BugError } from '../bytes/errors.ts';

/** The texts of each field, in the order of their first appearance in the bundle. */
export type Dictionaries = { readonly [Field in EventField]: readonly string[] };

/** Stored numbers of what is not text. No text has such an id, not even the text "absent". */
const absentId = 0;
const emptyId = 1;
const withheldId = 2;
const firstTextId = 3;

/** Gives each distinct text of one field an id. Ids depend on the order of the texts alone, so they can be rebuilt. */
export class DictionaryBuilder {
  readonly #ids = new Map<string, number>();
  readonly #texts: string[] = [];

  get texts(): readonly string[] {
    return this.#texts;
  }

  idOf(value: FieldValue): number {
    switch (value.kind) {
      case 'absent':
        return absentId;
      case 'empty':
        return emptyId;
      case 'withheld':
        return withheldId;
      case 'text':
        return this.#idOfText(value.text);
      default:
        throw new BugError(`Unknown kind of field value: ${JSON.stringify(value satisfies never)}`);
    }
  }

  #idOfText(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const id = firstTextId + this.#texts.length;
    this.#ids.set(text, id);
    this.#texts.push(text);
    return id;
  }
}

/** The value behind an id, or null for an id that the dictionary does not have: the store was altered. */
export function fieldValueOf(texts: readonly string[], id: number): FieldValue | null {
  if (id === absentId) return { kind: 'absent' };
  if (id === emptyId) return { kind: 'empty' };
  if (id === withheldId) return { kind: 'withheld' };
  const text = texts[id - firstTextId];
  return text === undefined ? null : { kind: 'text', text };
}

/** A value for each field of the event model. */
export function forEachField<Value>(valueFor: (field: EventField) => Value): {
  [Field in EventField]: Value;
} {
  // Object.fromEntries cannot know that its keys are complete; `eventFields` is the list that the type is made from.
  return Object.fromEntries(eventFields.map((field) => [field, valueFor(field)])) as {
    [Field in EventField]: Value;
  };
}

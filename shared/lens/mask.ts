import type { EventField } from '../adapters/event-field.ts';
import { renderMarks } from '../query/query-text.ts';
import { Pseudonyms } from '../redaction/pseudonyms.ts';

/**
 * Event fields whose values say what happened and not who or where. A closed list: every other field, and whatever nobody thought
 * of, is masked.
 */
const clearFields: ReadonlySet<string> = new Set(['action', 'outcome', 'service'] satisfies EventField[]);

const kind = 'masked';
const maskPattern = /"?masked-[0-9a-f]{4,64}"?/g;

/**
 * Other names for the values of a case, the same for the same value, so that a person can still count, compare and search. The key
 * is drawn for one run of one window: nobody who sees the names can try likely values.
 */
export class Mask {
  readonly #pseudonyms: Pseudonyms;
  readonly #values = new Map<string, string>();

  constructor(key: Uint8Array) {
    this.#pseudonyms = new Pseudonyms(key);
  }

  /** A value of a field, by the name under which a query asks for it. */
  ofField(field: string, value: string): string {
    return clearFields.has(field) ? value : this.ofValue(value);
  }

  ofValue(value: string): string {
    const name = this.#pseudonyms.nameOf(kind, value);
    this.#values.set(name, value);
    return name;
  }

  /** The value behind a name that was given; the text itself when none was. */
  valueOf(name: string): string {
    return this.#values.get(name) ?? name;
  }

  /** A query in which names stand, as it is asked of the evidence. */
  toAsked(query: string): string {
    return query.replace(maskPattern, (found) => {
      const value = this.#values.get(found.replaceAll('"', ''));
      return value === undefined ? found : renderMarks(Array.from(value));
    });
  }

  /** Words that were made of the query as it was asked, in which its values stand again under their names. */
  ofWords(text: string, typed: string): string {
    let masked = text;
    for (const [found] of typed.matchAll(maskPattern)) {
      const name = found.replaceAll('"', '');
      const value = this.#values.get(name);
      if (value !== undefined && value !== '') masked = masked.replaceAll(value, name);
    }
    return masked;
  }
}

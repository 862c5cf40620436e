import { FormatError } from '../bytes/errors.ts';
import type { JsonValue } from './json-value.ts';

/**
 * Reads the members of one object, each by its name and kind, and refuses whatever else it has: a member that nobody reads
 * could be a rule that nobody keeps. `where` names the object in what is thrown, a FormatError `json`.
 */
export class ObjectReader {
  readonly #members: ReadonlyMap<string, JsonValue>;
  readonly #where: string;
  readonly #read = new Set<string>();

  constructor(value: JsonValue | undefined, where: string) {
    if (!(value instanceof Map)) throw new FormatError('json', `Expected an object ${where}.`);
    this.#members = value;
    this.#where = where;
  }

  text(name: string): string {
    const value = this.#take(name);
    if (typeof value === 'string') return value;
    throw this.#wrong(name, 'a text');
  }

  /** One of these words. */
  word<Word extends string>(name: string, words: readonly Word[]): Word {
    const text = this.text(name);
    const word = words.find((each) => each === text);
    if (word !== undefined) return word;
    throw this.#wrong(name, `one of ${words.join(', ')}`);
  }

  /** A whole number from 0 that loses nothing as a number. */
  count(name: string): number {
    const value = this.#take(name);
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
    throw this.#wrong(name, 'a whole number');
  }

  flag(name: string): boolean {
    const value = this.#take(name);
    if (typeof value === 'boolean') return value;
    throw this.#wrong(name, 'true or false');
  }

  list<Item>(name: string, read: (value: JsonValue, where: string) => Item): readonly Item[] {
    const value = this.#take(name);
    if (!Array.isArray(value)) throw this.#wrong(name, 'a list');
    return value.map((item: JsonValue, index) => read(item, `${this.#at(name)}, item ${index + 1}`));
  }

  texts(name: string): readonly string[] {
    return this.list(name, (value) => {
      if (typeof value === 'string') return value;
      throw this.#wrong(name, 'a list of texts');
    });
  }

  object<Value>(name: string, read: (reader: ObjectReader) => Value): Value {
    const reader = new ObjectReader(this.#take(name), this.#at(name));
    const value = read(reader);
    reader.end();
    return value;
  }

  /** Null when the member is `null`. */
  orNull<Value>(name: string, read: () => Value): Value | null {
    if (this.#members.get(name) !== null) return read();
    this.#read.add(name);
    return null;
  }

  /** Undefined when there is no such member. */
  ifThere<Value>(name: string, read: () => Value): Value | undefined {
    return this.#members.has(name) ? read() : undefined;
  }

  /** Refuses members that were not read. */
  end(): void {
    const unknown = [...this.#members.keys()].filter((name) => !this.#read.has(name));
    if (unknown.length === 0) return;
    const names = unknown.map((name) => JSON.stringify(name).slice(0, 80)).slice(0, 10);
    throw new FormatError('json', `Found members that are not known ${this.#where}: ${names.join(', ')}.`);
  }

  #take(name: string): JsonValue | undefined {
    this.#read.add(name);
    return this.#members.get(name);
  }

  #at(name: string): string {
    return `in ${JSON.stringify(name)} ${this.#where}`;
  }

  #wrong(name: string, expected: string): FormatError {
    const found = this.#members.has(name) ? 'something else' : 'none';
    return new FormatError(
      'json',
      `Expected ${expected} as ${JSON.stringify(name)} ${this.#where}, found ${found}.`,
    );
  }
}

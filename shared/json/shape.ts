import { FormatError } from '../bytes/errors.ts';
import { quote } from '../bytes/quote.ts';
import type { JsonValue } from './json-value.ts';

/**
 * What a member of a record looks like. Said once, so that reading, writing and the published schema cannot drift apart, and
 * typed by the value itself, so that none of its members is forgotten.
 */
export interface Shape<Value> {
  /** Throws FormatError `json` for anything else. */
  readonly parse: (value: JsonValue | undefined, where: string) => Value;
  /** The same value with its members in the order of the shape, and no further ones. */
  readonly toDocument: (value: Value) => unknown;
  /** As JSON Schema says it, draft 2020-12. */
  readonly schema: object;
  /** A member that may be absent, and is so where there is nothing to say: no other spelling says the same. */
  readonly isOptional?: true;
}

export type MembersOf<Value> = {
  readonly [Name in keyof Value]-?: Shape<Exclude<Value[Name], undefined>>;
};

const plain = <Value>(value: Value): unknown => value;

export const text: Shape<string> = {
  parse: (value, where) => (typeof value === 'string' ? value : wrong('a text', where)),
  toDocument: plain,
  schema: { type: 'string' },
};

export const count: Shape<number> = {
  parse: (value, where) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0)
      ? value
      : wrong('a whole number from 0', where),
  toDocument: plain,
  schema: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
};

export const flag: Shape<boolean> = {
  parse: (value, where) => (typeof value === 'boolean' ? value : wrong('true or false', where)),
  toDocument: plain,
  schema: { type: 'boolean' },
};

/** 64 lowercase hexadecimal digits. */
export const digest = textLike('^[0-9a-f]{64}$', '64 lowercase hexadecimal digits', () => true);

/** One of these words. */
export function word<Word extends string>(words: readonly Word[]): Shape<Word> {
  return {
    parse: (value, where) =>
      words.find((each) => each === value) ?? wrong(`one of ${words.join(', ')}`, where),
    toDocument: plain,
    schema: { enum: words },
  };
}

export function list<Item>(item: Shape<Item>): Shape<readonly Item[]> {
  return {
    parse: (value, where) =>
      Array.isArray(value)
        ? value.map((each: JsonValue, index) => item.parse(each, `${where}/${index}`))
        : wrong('a list', where),
    toDocument: (items) => items.map((each) => item.toDocument(each)),
    schema: { type: 'array', items: item.schema },
  };
}

export function orNull<Value>(inner: Shape<Value>): Shape<Value | null> {
  return {
    parse: (value, where) => (value === null ? null : inner.parse(value, where)),
    toDocument: (value) => (value === null ? null : inner.toDocument(value)),
    schema: { anyOf: [{ type: 'null' }, inner.schema] },
  };
}

/** A member that may be absent. */
export function ifThere<Value>(inner: Shape<Value>): Shape<Value> {
  return { ...inner, isOptional: true };
}

/** All of these members, in this order; a further one is refused, because it could say what nobody reads. */
export function object<Value extends object>(members: MembersOf<Value>): Shape<Value> {
  // The keys of a literal with these very types, which TypeScript widens to string.
  const names = Object.keys(members) as (keyof Value & string)[];
  return {
    parse: (value, where) => {
      if (!(value instanceof Map)) return wrong('an object', where);
      const unknown = [...value.keys()].find((name) => !names.some((each) => each === name));
      if (unknown !== undefined) return wrong(`no member ${quote(unknown)}`, where);
      const read: Partial<Value> = {};
      for (const name of names) {
        const shape = members[name];
        if (shape.isOptional && !value.has(name)) continue;
        read[name] = shape.parse(value.get(name), `${where}/${name}`);
      }
      // Every name of the shape was read just now, and the compiler holds the shape to the names of the type.
      return read as Value;
    },
    toDocument: (value) =>
      Object.fromEntries(
        names.flatMap((name) => {
          const member = value[name];
          // A member of no optional shape is there: the compiler holds values to it.
          return member === undefined
            ? []
            : [[name, members[name].toDocument(member as Exclude<Value[typeof name], undefined>)]];
        }),
      ),
    schema: {
      type: 'object',
      // A member that may be left out says what it is then.
      required: names.filter((name) => !('default' in members[name].schema || members[name].isOptional)),
      properties: Object.fromEntries(names.map((name) => [name, members[name].schema])),
      additionalProperties: false,
    },
  };
}

/** One of several objects, told apart by their `kind`. */
export function oneOf<Value extends { readonly kind: string }>(
  shapes: {
    readonly [Kind in Value['kind']]: Shape<Extract<Value, { readonly kind: Kind }>>;
  },
): Shape<Value> {
  const kinds = Object.keys(shapes) as Value['kind'][]; // the keys of a literal with these very types
  const shapeOf = (kind: Value['kind']): Shape<Value> => shapes[kind] as unknown as Shape<Value>; // by its own kind
  return {
    parse: (value, where) => {
      const kind = value instanceof Map ? value.get('kind') : undefined;
      const known = kinds.find((each) => each === kind);
      return known === undefined
        ? wrong(`an object whose "kind" is one of ${kinds.join(', ')}`, where)
        : shapeOf(known).parse(value, where);
    },
    toDocument: (value) => shapeOf(value.kind as Value['kind']).toDocument(value),
    schema: { anyOf: kinds.map((kind) => shapes[kind].schema) },
  };
}

/** A text of a pattern that is also right; `expected` names it. */
export function textLike(
  pattern: string,
  expected: string,
  isRight: (text: string) => boolean,
): Shape<string> {
  const expression = new RegExp(pattern);
  return {
    parse: (value, where) =>
      typeof value === 'string' && expression.test(value) && isRight(value) ? value : wrong(expected, where),
    toDocument: plain,
    schema: { type: 'string', pattern },
  };
}

function wrong(expected: string, where: string): never {
  throw new FormatError('json', `Expected ${expected} at ${where === '' ? 'the top' : where}.`);
}

import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { disclosedFields } from '../../../shared/case/disclosed-fields.ts';
import { parseStrictJson } from '../../../shared/json/parse-json.ts';

function disclosureOf(value: unknown): { text: string; digest: string } {
  const text = Buffer.from(JSON.stringify(['_26bc4LT-ac6q2KI6cBW5es', value])).toString('base64url');
  return { text, digest: createHash('sha256').update(text).digest('base64url') };
}

function entry(json: string) {
  const value = parseStrictJson(new TextEncoder().encode(json));
  if (!(value instanceof Map)) throw new Error('an entry is an object');
  return value;
}

test('the example of RFC 9901 opens under its pointer', () => {
  const digest = 'X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0';
  const text = 'WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0';
  // It has three elements, the form for object members, which EVB/1 does not use: it opens nothing.
  expect(disclosedFields(entry(`{"name":[{"...":"${digest}"}]}`), [text])).toEqual([
    { pointer: '/name/0', digest, value: null, disclosure: null },
  ]);
});

test('a value is shown only where the line commits to it', () => {
  const email = disclosureOf('ada@example.com');
  const other = disclosureOf('eve@example.com');
  const line = entry(`{"actor":{"a/b~c":[{"...":"${email.digest}"}]}}`);
  expect(disclosedFields(line, [other.text, email.text])).toEqual([
    { pointer: '/actor/a~1b~0c/0', digest: email.digest, value: 'ada@example.com', disclosure: email.text },
  ]);
  expect(disclosedFields(line, [other.text])).toEqual([
    { pointer: '/actor/a~1b~0c/0', digest: email.digest, value: null, disclosure: null },
  ]);
});

test('a digest that stands in two places opens neither', () => {
  const { text, digest } = disclosureOf('x');
  const line = entry(`{"a":[{"...":"${digest}"}],"b":[{"...":"${digest}"}]}`);
  expect(disclosedFields(line, [text]).map(({ value }) => value)).toEqual([null, null]);
});

test('a structured value is shown as JSON, with every name in its order', () => {
  const { text, digest } = disclosureOf({ 2: [true, null], 1: 'x' });
  const nested = Buffer.from('["s",{"b":[true,null],"__proto__":{"a":"x"}}]').toString('base64url');
  const nestedDigest = createHash('sha256').update(nested).digest('base64url');
  expect(disclosedFields(entry(`{"a":[{"...":"${digest}"}]}`), [text])[0]?.value).toBe(
    '{"1":"x","2":[true,null]}',
  );
  const found = disclosedFields(entry(`{"a":[{"...":"${nestedDigest}"}]}`), [nested])[0]?.value;
  // Strict JSON refuses the name, so such a disclosure is none.
  expect(found).toBeNull();
});

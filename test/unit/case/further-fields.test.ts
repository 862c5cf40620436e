import { expect, test } from 'vitest';
import { defaultMapping } from '../../../shared/adapters/read-event.ts';
import { furtherFields } from '../../../shared/case/further-fields.ts';
import type { DisclosedField } from '../../../shared/contract/entry-protocol.ts';
import { parseStrictJson } from '../../../shared/json/parse-json.ts';

function further(json: string, disclosures: readonly DisclosedField[] = []) {
  const event = parseStrictJson(new TextEncoder().encode(json));
  if (!(event instanceof Map)) throw new Error('an entry is an object');
  return furtherFields(event, defaultMapping, disclosures).map(({ pointer, value, isDisclosed }) =>
    [pointer, value.kind, 'text' in value ? value.text : null, isDisclosed].slice(0, isDisclosed ? 4 : 3),
  );
}

test('values that no column shows are listed by their place, in the order of the entry', () => {
  const line =
    '{"seq":1,"prev":"x","ts":"y","z":{"b":1.50,"a":true},"actor":{"id":"u","mail":"m"},"action":"a","list":["p",["q"]]}';
  expect(further(line)).toEqual([
    ['/z/b', 'number', '1.5'],
    ['/z/a', 'boolean', 'true'],
    ['/actor/mail', 'text', 'm'],
    ['/list/0', 'text', 'p'],
    ['/list/1/0', 'text', 'q'],
  ]);
});

test('null, an empty text, an empty list and an empty object are four different things', () => {
  expect(further('{"a":null,"b":"","c":[],"d":{}}')).toEqual([
    ['/a', 'null', null],
    ['/b', 'empty', null],
    ['/c', 'empty-list', null],
    ['/d', 'empty-object', null],
  ]);
});

test('a name with a slash or a tilde is written as RFC 6901 says', () => {
  expect(further('{"a/b":{"c~d":"1"},"":"2"}')).toEqual([
    ['/a~1b/c~0d', 'text', '1'],
    ['/', 'text', '2'],
  ]);
});

test('seq, prev and ts are left out at the top of the entry and nowhere else', () => {
  expect(further('{"seq":0,"before":{"seq":7,"prev":"p","ts":"t"}}')).toEqual([
    ['/before/seq', 'number', '7'],
    ['/before/prev', 'text', 'p'],
    ['/before/ts', 'text', 't'],
  ]);
});

test('a committed value stands where it was, with its disclosure or as withheld', () => {
  const line =
    '{"mail":[{"...":"d1"}],"phone":[{"...":"d2"}],"tags":["a",{"...":"d3"}],"note":[{"...":"d4"}]}';
  const at = (pointer: string, value: string | null) => ({ pointer, value, digest: '', disclosure: null });
  expect(
    further(line, [at('/mail/0', 'a@b'), at('/phone/0', null), at('/tags/1', 'c'), at('/note/0', '')]),
  ).toEqual([
    ['/mail', 'text', 'a@b', true],
    ['/phone', 'withheld', null],
    ['/tags/0', 'text', 'a'],
    ['/tags/1', 'text', 'c', true],
    ['/note', 'empty', null, true],
  ]);
});

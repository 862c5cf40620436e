import { describe, expect, it } from 'vitest';
import { type EventMapping, readEventFields } from '../../../shared/adapters/read-event.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { parseStrictObject } from '../../../shared/json/parse-json.ts';

const actorOf = (json: string, pointer = '/a') =>
  readEventFields(parseStrictObject(encodeUtf8(json)), { actor: pointer }, 'entry').actor;

describe('A column', () => {
  it.each([
    ['text', '{"a":"u-1"}', { kind: 'text', text: 'u-1' }],
    ['a number', '{"a":12}', { kind: 'text', text: '12' }],
    ['false', '{"a":false}', { kind: 'text', text: 'false' }],
    ['zero', '{"a":0}', { kind: 'text', text: '0' }],
    ['nothing', '{"b":1}', { kind: 'absent' }],
    ['null', '{"a":null}', { kind: 'absent' }],
    ['an empty text', '{"a":""}', { kind: 'empty' }],
    ['a commitment', '{"a":[{"...":"digest"}]}', { kind: 'withheld' }],
    [
      'an object',
      '{"a":{"b":[1,"x",null,{"c":true}]}}',
      { kind: 'text', text: '{"b":[1,"x",null,{"c":true}]}' },
    ],
    ['an empty list', '{"a":[]}', { kind: 'text', text: '[]' }],
    [
      'a list of two commitments',
      '{"a":[{"...":"x"},{"...":"y"}]}',
      { kind: 'text', text: '[{"...":"x"},{"...":"y"}]' },
    ],
    ['what only looks like a commitment', '{"a":[{"...":1}]}', { kind: 'text', text: '[{"...":1}]' }],
    [
      'a commitment with more beside it',
      '{"a":[{"...":"x","b":1}]}',
      { kind: 'text', text: '[{"...":"x","b":1}]' },
    ],
    ['an object that is no list', '{"a":{"...":"x"}}', { kind: 'text', text: '{"...":"x"}' }],
  ])('that holds %s shows it, or says why it shows nothing', (_what, json, value) => {
    expect(actorOf(json)).toEqual(value);
  });

  it('is found where the pointer says, and a slash in a name is no step', () => {
    expect(actorOf('{"a":{"b":"in"},"a/b":"out"}', '/a/b')).toEqual({ kind: 'text', text: 'in' });
    expect(actorOf('{"a":{"b":"in"},"a/b":"out"}', '/a~1b')).toEqual({ kind: 'text', text: 'out' });
  });

  it('is never taken from what every object inherits', () => {
    for (const name of ['constructor', 'toString', 'size'])
      expect(actorOf('{}', `/${name}`)).toEqual({ kind: 'absent' });
  });

  it('that no mapping names is absent', () => {
    const mapping: EventMapping = { actor: '/a' };
    const fields = readEventFields(parseStrictObject(encodeUtf8('{"a":"x","action":"y"}')), mapping, 'entry');
    expect(Object.entries(fields).filter(([, { kind }]) => kind !== 'absent')).toHaveLength(1);
    expect(Object.keys(fields)).toHaveLength(7);
  });

  it.each([
    ['withheld', 'withheld'],
    ['ambiguous', 'absent'],
    ['reject', 'absent'],
  ] as const)('of a line that is %s is %s', (reading, kind) => {
    for (const value of Object.values(readEventFields(null, { actor: '/a' }, reading)))
      expect(value).toEqual({ kind });
  });
});

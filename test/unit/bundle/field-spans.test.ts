import { describe, expect, it } from 'vitest';
import { eventFields } from '../../../shared/adapters/event-field.ts';
import type { EventMapping } from '../../../shared/adapters/read-event.ts';
import { FieldSpans } from '../../../shared/bundle/field-spans.ts';
import { PlainLine } from '../../../shared/bundle/plain-line.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';

const start = `{"seq":7,"prev":"${'0'.repeat(64)}","ts":"2026-03-01T10:00:00Z"`;

/** What each mapped field of an entry is spelled as, and the way from there on; null where the entry has none. */
function spelled(mapping: EventMapping, rest: string) {
  const spans = new FieldSpans(mapping);
  const plain = new PlainLine(limits, spans);
  const read = (text: string) => {
    const line = encodeUtf8(text);
    expect(plain.read(line)).toBe(true);
    return Object.fromEntries(
      eventFields.flatMap((field, index) => {
        const way = spans.ways[index] ?? null;
        if (way === null) return [];
        const found = Buffer.from(line.subarray(spans.starts[way.slot], spans.ends[way.slot])).toString();
        return [[field, found === '' ? null : [found, ...way.rest].join(' > ')]];
      }),
    );
  };
  // A line before must leave nothing behind.
  read(`${start},"actor":{"id":"other","roles":["x"]},"action":"other"}`);
  return read(`${start}${rest}}`);
}

describe('The values of the event model', () => {
  it('are found where the mapping says, at any depth, and nowhere else', () => {
    const mapping = {
      actor: '/actor/id',
      action: '/action',
      target: '/actor',
      outcome: '/a/b/c',
      service: '/id',
    };
    expect(
      spelled(mapping, ',"x":{"actor":{"id":"no"}},"actor":{"name":"Z","id":"u-1"},"action":5,"a":{"b":{}}'),
    ).toEqual({
      actor: '"u-1"',
      action: '5',
      target: '{"name":"Z","id":"u-1"}',
      outcome: null,
      service: null,
    });
  });

  it('inside of a list are left to whoever builds the list', () => {
    const mapping = { actor: '/actor/roles/0/name', action: '/actor/roles' };
    expect(spelled(mapping, ',"actor":{"roles":[{"name":"admin"}]}')).toEqual({
      actor: '[{"name":"admin"}] > 0 > name',
      action: '[{"name":"admin"}]',
    });
  });

  it('are found by their names, not by the digests of them', () => {
    // Aa and BB have one digest (31 * 65 + 97 = 31 * 66 + 66), and so have AaA and BBA, of another length than both.
    expect(spelled({ actor: '/Aa', action: '/BB', target: '/AaBB' }, ',"BB":2,"BBAa":4')).toEqual({
      actor: null,
      action: '2',
      target: null,
    });
    // Found by a search: nine and ten letters whose sums agree modulo 2^32.
    expect(spelled({ actor: '/wumxbzbxk' }, ',"mumadyafwu":1')).toEqual({ actor: null });
  });

  it('are none when the mapping is no pointer into the entry', () => {
    expect(new FieldSpans({ actor: '', action: 'x' }).ways.every((way) => way === null)).toBe(true);
  });
});

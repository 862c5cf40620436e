import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { parseStrictObject } from '../../../shared/json/parse-json.ts';
import { fateOfField, withDefaultDeny, withFate } from '../../../shared/redaction/field-fates.ts';
import { isTellingName } from '../../../shared/redaction/hidden-values.ts';
import { FieldTally } from '../../../shared/redaction/leaving-fields.ts';
import {
  parseRedactionOrder,
  plainRedactionOrder,
  renderRedactionOrder,
} from '../../../shared/redaction/order-file.ts';
import { presetRules } from '../../../shared/redaction/presets.ts';

const why = { reason: 'Personal data.', privilege: '' };
const rule = (pointer: string) => ({ pointer, pseudonym: '', ...why });
const parse = (order: object) => parseRedactionOrder(encodeUtf8(JSON.stringify(order)));
const digest = '6cLX9FUhlVcMJrAKQ2rkVHlq3mZ0rCq9UdZ1s3LQeXQ';

function fieldsOf(...entries: readonly object[]) {
  const tally = new FieldTally();
  for (const entry of entries)
    tally.add(parseStrictObject(encodeUtf8(JSON.stringify(entry))), new Map([[digest, '']]), ['EX-0001']);
  return tally.fields();
}

const fields = fieldsOf(
  { seq: 1, action: 'read', actor: { id: 'u-1', email: [{ '...': digest }] }, roles: [{ name: 'x' }, 'y'] },
  { seq: 2, action: 'read', actor: { email: 'u-2@x.example' }, token: [{ '...': digest }] },
);

describe('A redaction order', () => {
  it('is written and read again as the same, with everything in it', () => {
    const order = {
      ...plainRedactionOrder,
      ...{ shownPointers: ['/action'], hidden: [{ ...rule('/actor/email'), pseudonym: 'person' }] },
      withheld: [{ origin: 'log.example/a', seq: 3, leaf: 'ab'.repeat(32), ...why }],
      ...{ keepOnly: ['action:read'], withholdsRest: true, keepsAttachments: true },
    };
    expect(parseRedactionOrder(renderRedactionOrder(order))).toEqual(order);
    expect(parse({ format: 'redaction-order/1' })).toEqual(plainRedactionOrder);
  });

  it.each([
    ['another format', { format: 'redaction-order/2' }],
    ['a member that nobody reads', { format: 'redaction-order/1', show: [] }],
    ['no reason', { format: 'redaction-order/1', hidden: [{ pointer: '/a', reason: ' ' }] }],
    ['no pointer', { format: 'redaction-order/1', hidden: [{ pointer: 'actor.email', reason: 'x' }] }],
    ['a field of the chain', { format: 'redaction-order/1', shownPointers: ['/seq'] }],
  ])('with %s is refused', (_, order) => {
    expect(() => parse(order)).toThrow();
  });
});

describe('The fields of entries', () => {
  it('are counted by name, a list as one, and as committed or in clear', () => {
    expect(
      fields.map(({ pointer, entries, committed, inClear }) => [pointer, entries, committed, inClear]),
    ).toEqual([
      ['/action', 2, 0, 2],
      ['/actor/email', 2, 1, 1],
      ['/actor/id', 1, 0, 1],
      ['/roles', 1, 0, 1],
      ['/token', 1, 1, 0],
    ]);
    expect(fields.every(({ exhibits }) => exhibits === 1)).toBe(true);
  });
});

describe('A preset', () => {
  it('shows nothing but what it names, so that a field of tomorrow does not leave', () => {
    const rules = presetRules('without-persons', fields, []);
    expect(rules.shownPointers).toEqual(['/action', '/roles', '/token']);
    const strict = presetRules('what-happened', fields, [{ action: '/action' }]);
    expect(strict.shownPointers).toEqual(['/action']);
    expect(strict.hidden.map(({ pointer }) => pointer)).toEqual(['/token']);
  });
});

describe('The fate of a field', () => {
  const open = { shownPointers: null, hidden: [] };

  it('changes alone, also where one rule spoke of several', () => {
    const shown = { shownPointers: ['/action', '/actor'], hidden: [] };
    const less = withFate(shown, fields, '/actor/email', 'not-let');
    expect(less.shownPointers).toEqual(['/action', '/actor/id']);
    const hidden = withFate({ shownPointers: null, hidden: [rule('/actor')] }, fields, '/actor/id', 'leaves');
    expect(hidden.hidden.map(({ pointer }) => pointer)).toEqual(['/actor/email']);
  });

  it.each(['leaves', 'hidden', 'not-let'] as const)(
    'is %s when a person decides so, and no other field moves',
    (fate) => {
      for (const start of [open, withDefaultDeny(open, fields)]) {
        for (const { pointer } of fields) {
          const rules = withFate(start, fields, pointer, fate);
          expect(fateOfField(rules, pointer)).toBe(fate);
          for (const other of fields)
            if (other.pointer !== pointer) expect(fateOfField(rules, other.pointer)).toBe('leaves');
        }
      }
    },
  );

  it('of a field that came later is that it does not leave, once only named ones do', () => {
    expect(fateOfField(withDefaultDeny(open, fields), '/ssn')).toBe('not-let');
    expect(fateOfField(open, '/ssn')).toBe('leaves');
  });
});

describe('A name within a hidden value', () => {
  it.each(['u-17@x.example', '10.0.0.1', '20417', 'Jürgen K.', 'orders 9'])(
    'that may be a value, %j, is looked for',
    (name) => {
      expect(isTellingName(name)).toBe(true);
    },
  );
  it.each(['email', 'userName', 'first_name', 'x-id', '0', '12'])(
    'that a programmer gives, %j, is not',
    (name) => {
      expect(isTellingName(name)).toBe(false);
    },
  );
});

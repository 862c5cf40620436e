import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { disclosureDigest, renderDisclosure } from '../../../shared/crypto/disclosure.ts';
import { parseStrictObject } from '../../../shared/json/parse-json.ts';
import { decideEntry } from '../../../shared/redaction/decide-entry.ts';
import { parsePlace } from '../../../shared/redaction/redaction-order.ts';

const salt = new Uint8Array(16).fill(7);
const text = renderDisclosure(salt, 'alice@people.example');
const object = renderDisclosure(salt, { name: 'Alice', mail: { work: 'a@x.example' } });
const disclosures = new Map([text, object].map((each) => [disclosureDigest(each), each]));
const committed = (disclosure: string) => ({ '...': disclosureDigest(disclosure) });

/** What becomes of an entry by these pointers. */
function decide(event: object, hide: readonly string[], show: readonly string[] | null = null) {
  const whole = { seq: 1, prev: 'x', ts: 'y', ...event };
  return decideEntry(parseStrictObject(encodeUtf8(JSON.stringify(whole))), disclosures, {
    hidden: hide.map(parsePlace),
    shown: show?.map(parsePlace) ?? null,
  });
}

const hides = (disclosure: string, pointer: string) => ({
  kind: 'stays',
  hidden: [{ pointer, digest: disclosureDigest(disclosure), disclosure }],
});

describe('A field that is to be hidden', () => {
  it.each([
    ['where it was committed', { actor: { email: [committed(text)] } }, '/actor/email'],
    ['by a pointer to what it lies in', { actor: { email: [committed(text)] } }, '/actor'],
    ['by its place in a list', { mails: [committed(text)] }, '/mails/0'],
    ['under a name with a slash and a tilde', { 'a/b~c': [committed(text)] }, '/a~1b~0c'],
  ])('is hidden %s', (_, event, pointer) => {
    expect(decide(event, [pointer])).toEqual(hides(text, pointer));
  });

  it('takes the whole of a committed value with it, since less cannot be hidden', () => {
    expect(decide({ actor: [committed(object)] }, ['/actor/mail/work'])).toEqual(
      hides(object, '/actor/mail/work'),
    );
    // There is nothing at that place in what was committed.
    expect(decide({ actor: [committed(object)] }, ['/actor/mail/home'])).toEqual({
      kind: 'stays',
      hidden: [],
    });
  });

  it('cannot be hidden when any of it stands in clear', () => {
    const inClear = { kind: 'in-clear', pointer: '/email' };
    expect(decide({ email: 'alice@people.example' }, ['/email'])).toEqual(inClear);
    expect(decide({ email: [committed(text), 'bob@people.example'] }, ['/email'])).toEqual(inClear);
    expect(decide({ email: { new: [committed(text)], old: 'x' } }, ['/email'])).toEqual(inClear);
    expect(decide({ email: null }, ['/email'])).toEqual(inClear);
    expect(decide({ email: [] }, ['/email'])).toEqual(inClear);
    // An object with one name that stands in no list is no commitment (docs/format.md).
    expect(decide({ email: committed(text) }, ['/email'])).toEqual(inClear);
  });

  it('is not mistaken for another one whose name only begins alike', () => {
    expect(decide({ email2: 'x', mails: 'y' }, ['/email'])).toEqual({ kind: 'stays', hidden: [] });
  });

  it('that somebody hid before is hidden, and has no disclosure to be left out', () => {
    const digest = 'o7-J1-K_iAolAGJ2zs4WYppIWdQPQsK3byAVd1weolE';
    expect(decide({ email: [{ '...': digest }] }, ['/email'])).toEqual({
      kind: 'stays',
      hidden: [{ pointer: '/email', digest, disclosure: null }],
    });
  });
});

describe('An entry of which only some fields may be shown', () => {
  it('stays when all of it is named or hidden', () => {
    expect(decide({ action: 'read', email: [committed(text)] }, ['/email'], ['/action']).kind).toBe('stays');
    expect(decide({ actor: { id: 'x', role: { name: 'y' } } }, [], ['/actor']).kind).toBe('stays');
  });

  it.each([
    ['a field that nobody thought of', { action: 'read', ssn: '1' }, '/ssn'],
    ['a field within a field', { actor: { id: 'x', ssn: '1' } }, '/actor/ssn'],
    ['an empty list, whose name says something', { 'alice@people.example': [] }, '/alice@people.example'],
  ])('is withheld for %s', (_, event, pointer) => {
    expect(decide(event, [], ['/action', '/actor/id'])).toEqual({ kind: 'not-listed', pointer });
  });
});

describe('A committed field that is not among those that are shown', () => {
  it('is hidden, and its entry stays: what nobody thought of does not leave, and nothing else is lost', () => {
    expect(decide({ action: 'read', ssn: [committed(text)] }, [], ['/action'])).toEqual(hides(text, '/ssn'));
  });
});

describe('A pointer', () => {
  it.each(['', 'actor', '/seq', '/prev', '/ts', '/a~2b'])(
    'that names no field to be redacted, %j, is refused',
    (pointer) => {
      expect(() => parsePlace(pointer)).toThrow('Fields to redact');
    },
  );
});

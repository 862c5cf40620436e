import { describe, expect, it } from 'vitest';
import { toHex } from '../../../shared/bytes/hex.ts';
import {
  findMinisignKeys,
  parseMinisignKey,
  parseMinisignSignature,
  verifyMinisign,
} from '../../../shared/crypto/minisign.ts';

// The public test key and signatures of the minisign-verify project, over the four bytes "test".
const key = parseMinisignKey('RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3');
const legacy = [
  'untrusted comment: signature from minisign secret key',
  'RWQf6LRCGA9i59SLOFxz6NxvASXDJeRtuZykwQepbDEGt87ig1BNpWaVWuNrm73YiIiJbq71Wi+dP9eKL8OC351vwIasSSbXxwA=',
  'trusted comment: timestamp:1555779966\tfile:test',
  'QtKMXWyYcwdpZAlPF7tE2ENJkRd1ujvKjlj1m9RtHTBnZPa5WKU5uWRs5GoP5M/VqE81QFuMKI5k/SfNQUaOAA==',
];
const prehashed = [
  'untrusted comment: signature from minisign secret key',
  'RUQf6LRCGA9i559r3g7V1qNyJDApGip8MfqcadIgT9CuhV3EMhHoN1mGTkUidF/z7SrlQgXdy8ofjb7bNJJylDOocrCo8KLzZwo=',
  'trusted comment: timestamp:1633700835\tfile:test\tprehashed',
  'wLMDjy9FLAuxZ3q4NlEvkgtyhrr0gtTu6KC4KBJdITbbOeAi1zBIYo0v4iTgt8jJpIidRJnp94ABQkJAgAooBQ==',
];

function read(lines: readonly string[]) {
  return parseMinisignSignature(Buffer.from(`${lines.join('\n')}\n`));
}

function isSigned(lines: readonly string[], message = 'test'): boolean {
  return verifyMinisign(Buffer.from(message), read(lines), key);
}

describe('A minisign signature', () => {
  it('of the old and of the prehashed form is verified with the key that it names', () => {
    expect(toHex(key.keyId)).toBe('1fe8b442180f62e7');
    expect(read(legacy).isPrehashed).toBe(false);
    expect(read(prehashed).isPrehashed).toBe(true);
    expect(isSigned(legacy)).toBe(true);
    expect(isSigned(prehashed)).toBe(true);
    expect(findMinisignKeys(read(legacy), [key])).toEqual([key]);
  });

  it.each([
    ['another file', prehashed, 'Test'],
    [
      'another trusted comment',
      prehashed.with(2, 'trusted comment: timestamp:1733700835\tfile:test\tprehashed'),
      'test',
    ],
    [
      'the comment of another signature',
      prehashed.with(2, String(legacy[2])).with(3, String(legacy[3])),
      'test',
    ],
  ])('is false for %s', (_, lines, message) => {
    expect(isSigned(lines, message)).toBe(false);
  });

  it('says nothing by its untrusted comment', () => {
    expect(isSigned(prehashed.with(0, 'untrusted comment: by the pope'))).toBe(true);
  });

  it.each<[string, readonly string[], number]>([
    ['no untrusted comment', prehashed.with(0, 'comment'), 1],
    ['another algorithm', prehashed.with(1, Buffer.alloc(74, 'X').toString('base64')), 2],
    ['no base64', prehashed.with(1, '!'), 2],
    [
      'a key instead of a signature',
      prehashed.with(1, 'RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3'),
      2,
    ],
    ['no trusted comment', prehashed.with(2, 'comment'), 3],
    ['no global signature', prehashed.slice(0, 3), 4],
    ['a line too many', [...prehashed, 'x'], 5],
  ])('with %s is refused at its line', (_, lines, line) => {
    expect(() => read(lines)).toThrow(expect.objectContaining({ code: 'note', place: { line } }));
  });

  it.each(['', 'RWQ=', 'x\ny', `y\n${'RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3'}`])(
    'has no key in %j',
    (text) => {
      expect(() => parseMinisignKey(text)).toThrow(expect.objectContaining({ code: 'key' }));
    },
  );

  it('is not accepted by a key that would accept everything', () => {
    const weak = Buffer.concat([Buffer.from('Ed12345678'), Buffer.from([1]), Buffer.alloc(31)]);
    expect(() => parseMinisignKey(weak.toString('base64'))).toThrow(/low-order/);
  });
});

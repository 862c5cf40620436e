import { describe, expect, it } from 'vitest';
import { toBase64Url } from '../../../shared/bytes/base64.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { disclosureDigest, parseDisclosure, renderDisclosure } from '../../../shared/crypto/disclosure.ts';

const salt = Uint8Array.from({ length: 16 }, (_, index) => index);

function disclosureOf(json: string): string {
  return toBase64Url(encodeUtf8(json));
}

describe('a disclosure', () => {
  it('has the digest of the example of the SD-JWT standard', () => {
    const disclosure = 'WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0';
    expect(disclosureDigest(disclosure)).toBe('X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0');
  });

  it('is opened as the standard writes its array elements, with a space after the comma', () => {
    // RFC 9901 sections 4.2.2 and 4.2.3.
    const disclosure = 'WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIkZSIl0';
    expect(parseDisclosure(disclosure)).toEqual({ salt: 'lklxF5jMYlGTPUovMNIvCA', value: 'FR' });
    expect(disclosureDigest(disclosure)).toBe('w0I8EKcdCtUPkGCNUrfwVp2xEgNjtoIDlOxc9-PlOhs');
  });

  it('that we write is the one that Python writes, with the same digest', () => {
    // json.dumps([salt, value], ensure_ascii=False, separators=(',', ':')), base64 and hashlib.
    const disclosure = renderDisclosure(salt, 'möbius');
    expect(disclosure).toBe('WyJBQUVDQXdRRkJnY0lDUW9MREEwT0R3IiwibcO2Yml1cyJd');
    expect(disclosureDigest(disclosure)).toBe('vWykeUZBwTXN5QSlKh3FfLQ6NQoe0BqAf6QqqH1dfc8');
  });

  it('gives back the values that were committed', () => {
    for (const value of ['', 'x', 0, -1.5, true, null]) {
      expect(parseDisclosure(renderDisclosure(salt, value))).toEqual({
        salt: 'AAECAwQFBgcICQoLDA0ODw',
        value,
      });
    }
    expect(parseDisclosure(renderDisclosure(salt, { a: [1] }))?.value).toEqual(new Map([['a', [1]]]));
  });

  it.each([
    ['is not base64url', 'WyJh+SJd'],
    ['is padded', `${disclosureOf('["s",1]')}=`],
    ['has bits after its last byte', disclosureOf('["s",12]').replace(/.$/, 'R')],
    ['is not JSON', disclosureOf('["s",1')],
    ['is not an array', disclosureOf('{"0":"s","1":1}')],
    ['is null', disclosureOf('null')],
    ['has only a salt', disclosureOf('["s"]')],
    ['names an object member, a form that EVB/1 does not use', disclosureOf('["s","name","value"]')],
    ['has a salt that is no text', disclosureOf('[1,"value"]')],
    ['has an empty salt', disclosureOf('["","value"]')],
    ['has a value that two readers would read differently', disclosureOf('["s",{"a":1,"a":2}]')],
    ['has a second value after it', disclosureOf('["s",1]["s",2]')],
    ['is not UTF-8', 'WyJz_yIsMV0'],
    ['is empty', ''],
  ])('is refused when it %s', (_what, disclosure) => {
    expect(parseDisclosure(disclosure)).toBeNull();
  });

  it.each([
    ['a short salt', new Uint8Array(15), 'x'],
    ['a number that is not finite', salt, Number.NaN],
    ['a number that loses digits', salt, 2 ** 53],
    ['a lone surrogate', salt, '\ud800'],
  ])('is not written with %s', (_what, badSalt, value) => {
    expect(() => renderDisclosure(badSalt, value)).toThrow(expect.objectContaining({ name: 'BugError' }));
  });
});

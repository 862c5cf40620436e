import { describe, expect, it } from 'vitest';
import { element, integer, objectId, octets, sequence, setOf } from '../../../scripts/vectors/der-writer.ts';
import { concatBytes } from '../../../shared/bytes/concat.ts';
import { parseHex } from '../../../shared/bytes/hex.ts';
import { assertDer } from '../../../shared/certificates/der.ts';
import { derElements } from '../../../shared/certificates/der-elements.ts';

function bytes(hex: string): Uint8Array {
  const parsed = parseHex(hex.replaceAll(' ', ''));
  if (parsed === null) throw new Error(`${hex} is no hexadecimal text`);
  return parsed;
}

function read(hex: string): void {
  assertDer(bytes(hex), 'certificate');
}

describe('DER', () => {
  it.each([
    ['an empty sequence', '30 00'],
    ['a boolean', '01 01 ff'],
    ['zero', '02 01 00'],
    ['a number whose highest bit is set', '02 02 00 80'],
    ['a negative number', '02 01 80'],
    ['no bits', '03 01 00'],
    ['seven unused bits', '03 02 07 80'],
    ['a time before 2050', '17 0d 3236303330323132303030305a'],
    ['a time with a fraction', '18 11 32303236303330323132303030302e355a'],
    ['a set in order', '31 06 02 01 01 02 01 02'],
    ['a set with one value twice', '31 06 02 01 01 02 01 01'],
    ['a set whose longer element is the later one', '31 07 02 01 7f 02 02 00 80'],
    ['an empty value behind a context tag', 'a0 00'],
  ])('is %s in its one spelling', (_what, hex) => {
    expect(() => read(hex)).not.toThrow();
  });

  it.each([
    ['nothing at all', '', 0],
    ['a tag without a length', '30', 1],
    ['bytes behind the value', '30 00 00', 2],
    ['an indefinite length', '30 80 00 00', 1],
    ['a length in more bytes than needed', '04 81 01 00', 1],
    ['a length with a zero in front', `04 82 00 80 ${'00'.repeat(128)}`, 1],
    ['a length beyond the end', '04 05 00', 1],
    ['a length of four gigabytes', '04 84 ff ff ff ff', 1],
    ['a length of a length of 126 bytes', '04 fe 00', 1],
    ['an element that reaches out of its sequence', '30 03 04 02 00 00', 3],
    ['a tag number in several bytes', '1f 81 00 00', 0],
    ['a string in pieces', '24 04 04 02 00 00', 0],
    ['a sequence that is not constructed', '10 00', 0],
    ['an end of contents', '00 00', 0],
    ['a real number', '09 00', 0],
    ['a boolean of another value', '01 01 01', 2],
    ['a boolean without a value', '01 00', 2],
    ['a number without a byte', '02 00', 2],
    ['a number with a zero too many', '02 02 00 7f', 2],
    ['a negative number with a byte too many', '02 02 ff 80', 2],
    ['bits without their count', '03 00', 2],
    ['eight unused bits', '03 02 08 00', 2],
    ['unused bits where there are none', '03 01 01', 2],
    ['unused bits that are set', '03 02 01 01', 2],
    ['a null with content', '05 01 00', 2],
    ['an object identifier without a part', '06 00', 2],
    ['an object identifier with a zero in front of its first part', '06 02 80 01', 2],
    ['an object identifier that does not end', '06 01 80', 2],
    ['an object identifier with a zero in front of a part', '06 03 2a 80 01', 2],
    ['a time in another zone', '17 11 323630333032313230303030 2b30313030', 2],
    ['a time without seconds', '17 0b 323630333032313230305a', 2],
    ['a fraction that ends with zero', '18 11 32303236303330323132303030302e305a', 2],
    ['a time of a letter', '18 0f 323032363033303231323030 304f 5a', 2],
    ['a set out of order', '31 06 02 01 02 02 01 01', 5],
  ])('is not %s', (_what, hex, offset) => {
    expect(() => read(hex)).toThrow(
      expect.objectContaining({ code: 'certificate', place: expect.objectContaining({ offset }) }),
    );
  });

  it('is not nested deeper than the limit, whatever is inside', () => {
    const nested = (levels: number) => {
      let value = integer(1);
      for (let level = 0; level < levels; level++) value = sequence(value);
      return value;
    };
    expect(() => assertDer(nested(32), 'certificate')).not.toThrow();
    expect(() => assertDer(nested(33), 'certificate')).toThrow('derDepth');
    // Ten thousand levels must not become ten thousand calls.
    expect(() => assertDer(bytes('30 84 7f ff ff ff'.repeat(10_000)), 'certificate')).toThrow('at most');
  });

  it('has no more elements than the limit', () => {
    const many = sequence(...Array.from({ length: 9 }, () => element(0x05)));
    const maximum = { derElements: 10, derDepth: 32 };
    expect(() => assertDer(many, 'certificate', maximum)).not.toThrow();
    expect(() => assertDer(many, 'certificate', { ...maximum, derElements: 9 })).toThrow('derElements');
  });

  it('that is none is taken apart into something, and without an end that never comes', () => {
    // A single byte, a length beyond the end, a length of a length that is not there.
    for (const hex of ['05', '04 05 00', '30 84 ff', '30 ff', '80 80 80']) {
      expect(derElements(bytes(hex)).length).toBeGreaterThan(0);
    }
  });

  it('is taken apart into the elements that were put together', () => {
    const parts = [objectId('1.2.840.113549'), octets(new Uint8Array(300)), setOf(integer(2), integer(1))];
    const elements = derElements(concatBytes(parts));
    expect(elements.map(({ whole }) => whole)).toEqual(parts);
    expect(elements.map(({ tag, content }) => [tag, content.length])).toEqual([
      [0x06, 6],
      [0x04, 300],
      [0x31, 6],
    ]);
  });
});

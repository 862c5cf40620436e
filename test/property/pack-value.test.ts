import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FormatError } from '../../shared/bytes/errors.ts';
import { packValue, unpackValue } from '../../shared/vault/pack-value.ts';

const arrays = fc.oneof(
  fc.uint8Array(),
  fc.uint16Array(),
  fc.uint32Array(),
  fc.int32Array(),
  fc.float64Array(),
);
/** Texts with halves of surrogate pairs, as names of files can have. */
const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.constant('\uD83D'), fc.constant('__proto__'));
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(undefined, null, true, false, -0, Number.NaN, 2 ** 53, 1.5),
    fc.integer(),
    texts,
    arrays,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(texts, fc.constantFrom('caseId', 'seq')), tie('value'), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
  ),
}));

test('a row that is packed comes back as it was', () => {
  fc.assert(
    fc.property(value, (row) => {
      expect(unpackValue(packValue(row))).toStrictEqual(row);
    }),
  );
});

test('bytes that are no packed row are refused as that, or are a row, and nothing worse', () => {
  fc.assert(
    fc.property(value, fc.nat(), fc.nat(255), (row, at, byte) => {
      const bytes = packValue(row);
      bytes[at % bytes.length] = byte;
      try {
        unpackValue(bytes);
      } catch (caught) {
        expect(caught).toBeInstanceOf(FormatError);
      }
    }),
  );
});

test('a packed row that is cut, or goes on, is refused', () => {
  fc.assert(
    fc.property(value, fc.nat(), (row, at) => {
      const bytes = packValue(row);
      expect(() => unpackValue(bytes.subarray(0, at % bytes.length))).toThrow(FormatError);
      expect(() => unpackValue(Uint8Array.of(...bytes, 0))).toThrow(FormatError);
    }),
  );
});

test('counts of gigabytes in a few bytes cost nothing', () => {
  for (const tag of [5, 6, 7, 8]) {
    expect(() => unpackValue(Uint8Array.of(tag, 0, 255, 255, 255, 255, 0, 0))).toThrow(FormatError);
    expect(() => unpackValue(Uint8Array.of(tag, 255, 255, 255, 255, 0, 0))).toThrow(FormatError);
  }
  const deep = new Uint8Array(5 * 200).map((_, index) => (index % 5 === 0 ? 6 : index % 5 === 1 ? 1 : 0));
  expect(() => unpackValue(deep)).toThrow(FormatError);
});

test('what no row is made of is not packed', () => {
  for (const other of [new Map(), () => 1, new Blob([]), 1n, Symbol('x'), new Float32Array(1)]) {
    expect(() => packValue({ other })).toThrow(TypeError);
  }
});

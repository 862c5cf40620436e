import { crc32, deflateRawSync } from 'node:zlib';
import { expect } from 'vitest';
import type { FormatErrorCode, FormatPlace } from '../../../shared/bytes/errors.ts';
import type { BuiltMember } from './zip-builder.ts';
import { refusalOf } from './zip-reading.ts';

export const text = (words: string) => Buffer.from(words);
export const a: BuiltMember = { name: 'a.txt', data: text('first') };
export const b: BuiltMember = { name: 'b.txt', data: text('second') };
/** Local header of `a` plus its data: where the second member begins. */
export const aBytes = 30 + 5 + 5;
export const directoryOfTwo = aBytes + 30 + 5 + 6;

export const plain = text('0123456789'.repeat(50));
export const deflated = deflateRawSync(plain);
export const c: BuiltMember = {
  name: 'c.txt',
  data: deflated,
  method: 8,
  size: plain.length,
  crc: crc32(plain),
};

export const streamed = { ...c, flags: 8, local: { crc: 0, size: 0, compressedSize: 0 } } as const;
export const truth = [crc32(plain), deflated.length, plain.length] as const;

/** The refusal, its words and its place: so that nothing is refused for another reason. */
export async function expectRefusal(
  zip: Uint8Array,
  code: FormatErrorCode,
  words: string,
  place: FormatPlace,
) {
  const error = await refusalOf(zip);
  expect(error?.message).toContain(words);
  expect(error).toMatchObject({ code, place });
}

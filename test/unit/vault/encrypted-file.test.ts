import { createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { encryptFile, openEncryptedFile } from '../../../renderer/data/file-cipher.ts';
import { FormatError } from '../../../shared/bytes/errors.ts';
import { memorySource } from '../../../shared/bytes/memory-source.ts';
import { CaseCipher } from '../../../shared/vault/case-cipher.ts';
import { encryptedSize, plainSize } from '../../../shared/vault/file-chunks.ts';

const key = new Uint8Array(32).fill(9);
const cipher = new CaseCipher(key, (count) => new Uint8Array(randomBytes(count)));
const place = { bundleId: 'bundle-1', path: '' };
const mebibyte = 1024 * 1024;
/** Of ciphertext, with its tag. */
const stored = mebibyte + 16;

/** Every byte says where it is. */
function contentOf(size: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(size).map((_, index) => (index * 31 + (index >> 12)) & 0xff);
}

async function encrypted(content: Uint8Array<ArrayBuffer>): Promise<Blob> {
  const blob = await encryptFile(memorySource('file', content), cipher, place, () => true);
  if (blob === null) throw new Error('Nobody stopped it.');
  return blob;
}

const sizes = [0, 1, mebibyte - 1, mebibyte, mebibyte + 1, 9 * mebibyte + 5];

describe('A delivered file in encrypted chunks', () => {
  test.each(sizes)('of %i bytes is read by OpenSSL, from the description alone', async (size) => {
    const content = contentOf(size);
    const bytes = Buffer.from(await (await encrypted(content)).arrayBuffer());
    const fileKey = hkdfSync('sha256', key, new Uint8Array(0), '["vouch-case/1","file","bundle-1",""]', 32);
    const plain: Buffer[] = [];
    for (let at = 0, number = 0; at < bytes.length; at += stored, number++) {
      const chunk = bytes.subarray(at, at + stored);
      const nonce = Buffer.alloc(12);
      nonce.writeBigUInt64BE(BigInt(number));
      nonce[11] = at + stored >= bytes.length ? 1 : 0;
      const decipher = createDecipheriv('aes-256-gcm', Buffer.from(fileKey), nonce);
      decipher.setAuthTag(chunk.subarray(-16));
      plain.push(decipher.update(chunk.subarray(0, -16)), decipher.final());
    }
    expect(Buffer.concat(plain).equals(Buffer.from(content))).toBe(true);
  });

  test('gives any bytes that are asked for, within a chunk and across several', async () => {
    const content = contentOf(3 * mebibyte + 7);
    const source = await openEncryptedFile('file', await encrypted(content), cipher, place);
    expect(source.size).toBe(content.length);
    for (const [offset, length] of [
      [0, 1],
      [mebibyte - 1, 2],
      [5, 3 * mebibyte],
      [3 * mebibyte, 7],
      [0, content.length],
      [content.length, 0],
    ] as const) {
      const bytes = await source.read(offset, length);
      expect(Buffer.from(bytes).equals(Buffer.from(content.subarray(offset, offset + length)))).toBe(true);
    }
    await expect(source.read(content.length - 1, 2)).rejects.toMatchObject({ code: 'source-unreadable' });
  });

  test.each([
    ['changed in one bit', (bytes: Buffer) => bytes.fill((bytes[70] ?? 0) ^ 4, 70, 71)],
    ['cut at the end of a chunk', (bytes: Buffer) => bytes.subarray(0, 2 * stored)],
    ['cut in a chunk', (bytes: Buffer) => bytes.subarray(0, bytes.length - 3)],
    ['longer by a chunk of its own', (bytes: Buffer) => Buffer.concat([bytes, bytes.subarray(0, stored)])],
    [
      'in another order of chunks',
      (bytes: Buffer) =>
        Buffer.concat([
          bytes.subarray(stored, 2 * stored),
          bytes.subarray(0, stored),
          bytes.subarray(2 * stored),
        ]),
    ],
    [
      'with one chunk twice',
      (bytes: Buffer) =>
        Buffer.concat([bytes.subarray(0, stored), bytes.subarray(0, stored), bytes.subarray(2 * stored)]),
    ],
    ['emptied', () => Buffer.alloc(0)],
  ])('that is %s is not read to its end', async (_what, change) => {
    const whole = Buffer.from(await (await encrypted(contentOf(2 * mebibyte + 9))).arrayBuffer());
    const bytes = new Uint8Array(change(whole));
    const read = async () => {
      const source = await openEncryptedFile('file', new Blob([bytes]), cipher, place);
      return source.read(0, source.size);
    };
    await expect(read()).rejects.toMatchObject({ code: 'source-unreadable' });
  });

  test('does not open as the file of another bundle', async () => {
    const file = await encrypted(contentOf(10));
    const source = await openEncryptedFile('file', file, cipher, { bundleId: 'bundle-2', path: '' });
    await expect(source.read(0, 10)).rejects.toMatchObject({ code: 'source-unreadable' });
  });

  test('is given up where nobody wants it any more', async () => {
    const source = memorySource('file', contentOf(5));
    expect(await encryptFile(source, cipher, place, () => false)).toBeNull();
  });

  test('that is exchanged while it is read is refused as that', async () => {
    const read = async () => {
      throw new FormatError('source-changed', 'The file became shorter.');
    };
    await expect(encryptFile({ size: 10, read }, cipher, place, () => true)).rejects.toMatchObject({
      code: 'source-changed',
    });
  });

  test('has a size that says how long the file was, and no other size is one', () => {
    for (const size of sizes) expect(plainSize(encryptedSize(size))).toBe(size);
    expect([0, 15, stored + 1, stored + 15].map(plainSize)).toEqual([null, null, null, null]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../../../shared/bytes/errors.ts';
import { type Line, readLines } from '../../../shared/bytes/line-reader.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';

async function* inChunks(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function linesOf(bytes: Uint8Array, chunkSize: number, lineBytes = 1000) {
  const lines: Line[] = [];
  let error: unknown = null;
  try {
    for await (const batch of readLines(inChunks(bytes, chunkSize), { lineBytes }, 'data/x.ndjson')) {
      lines.push(...batch);
    }
  } catch (cause) {
    error = cause;
  }
  const shown = lines.map(({ bytes, ...rest }) => ({ text: Buffer.from(bytes).toString('latin1'), ...rest }));
  return { shown, error };
}

const whole = 1 << 20;

describe('Lines', () => {
  it('are the bytes before each LF, numbered from 1 and placed from 0', async () => {
    const { shown } = await linesOf(encodeUtf8('one\n\nthree\n'), whole);
    expect(shown).toEqual([
      { text: 'one', offset: 0, line: 1, isEndedByLf: true },
      { text: '', offset: 4, line: 2, isEndedByLf: true },
      { text: 'three', offset: 5, line: 3, isEndedByLf: true },
    ]);
  });

  it('say when the last one has no LF, as the tail of a cut file has none', async () => {
    const { shown } = await linesOf(encodeUtf8('one\ntw'), whole);
    expect(shown.at(-1)).toEqual({ text: 'tw', offset: 4, line: 2, isEndedByLf: false });
  });

  it('keep CR, U+2028, U+0085, NUL and a BOM: only LF ends a line', async () => {
    const bytes = encodeUtf8('\ufeffa\r\nb\u2028c\u0085d\0e\rf\n');
    const { shown } = await linesOf(bytes, whole);
    expect(shown.map((line) => line.text)).toEqual(['\xef\xbb\xbfa\r', 'b\xe2\x80\xa8c\xc2\x85d\0e\rf']);
  });

  it('are none in an empty file', async () => {
    expect((await linesOf(new Uint8Array(0), whole)).shown).toEqual([]);
  });

  it('are the same whole, in chunks and byte by byte, also when a line is too long', async () => {
    const anyLines = fc
      .array(fc.constantFrom(0x0a, 0x0a, 0x0d, 0x61, 0xff), { maxLength: 60 })
      .map((bytes) => Uint8Array.from(bytes));
    await fc.assert(
      fc.asyncProperty(anyLines, fc.integer({ min: 2, max: 20 }), async (bytes, size) => {
        const expected = await linesOf(bytes, whole, 6);
        expect(await linesOf(bytes, size, 6)).toEqual(expected);
        expect(await linesOf(bytes, 1, 6)).toEqual(expected);
      }),
    );
  });

  it('put together again with their LFs are the file', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 50 }), async (bytes) => {
        const { shown } = await linesOf(bytes, 7);
        const text = shown.map((line) => line.text + (line.isEndedByLf ? '\n' : '')).join('');
        expect(text).toBe(Buffer.from(bytes).toString('latin1'));
      }),
    );
  });
});

describe('A line above the limit', () => {
  for (const chunkSize of [1, 3, whole]) {
    it(`is refused with its number and offset, after the lines before it, in chunks of ${chunkSize}`, async () => {
      const { shown, error } = await linesOf(encodeUtf8('ok\n1234567\nnever\n'), chunkSize, 6);
      expect(shown.map((line) => line.text)).toEqual(['ok']);
      expect(error).toBeInstanceOf(FormatError);
      expect(error).toMatchObject({
        code: 'member-limit',
        place: { member: 'data/x.ndjson', line: 2, offset: 3 },
        message: expect.stringContaining('lineBytes, 6'),
      });
    });
  }

  it('is accepted at exactly the limit', async () => {
    expect((await linesOf(encodeUtf8('123456\n'), 1, 6)).error).toBeNull();
  });

  it('is refused before an endless file is read', async () => {
    let chunksRead = 0;
    async function* endless() {
      for (;;) {
        chunksRead += 1;
        yield new Uint8Array(1024).fill(0x61);
      }
    }
    const reading = readLines(endless(), { lineBytes: 10_000 }).next();
    await expect(reading).rejects.toMatchObject({ code: 'member-limit', place: { line: 1, offset: 0 } });
    expect(chunksRead).toBe(10);
  });
});

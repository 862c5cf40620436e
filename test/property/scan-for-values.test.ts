import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { scanForValues } from '../../shared/redaction/scan-for-values.ts';
import { prepareValues } from '../../shared/redaction/searched-values.ts';

/** Few letters, so that values begin alike, lie in each other and across chunks. */
const letters = fc.constantFrom('a', 'b', '"', '\\', 'ü', '😀', ' ');
const value = fc.array(letters, { minLength: 8, maxLength: 12 }).map((parts) => parts.join(''));
const filler = fc.array(letters, { maxLength: 30 }).map((parts) => parts.join(''));

async function found(content: Uint8Array, values: readonly string[], chunkBytes: number) {
  function* chunks() {
    for (let at = 0; at < content.length; at += chunkBytes) yield content.subarray(at, at + chunkBytes);
  }
  const scan = await scanForValues(chunks(), prepareValues(values));
  return scan.found.map((each) => ({ ...each, text: values[each.value] ?? '' }));
}

describe('Any values in any file', () => {
  it('are found as text exactly where a plain search finds them first', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(value, { minLength: 1, maxLength: 20 }),
        fc.array(fc.oneof(value, filler), { maxLength: 20 }),
        fc.integer({ min: 1, max: 50 }),
        async (values, parts, chunkBytes) => {
          const content = encodeUtf8([...parts, values[0]].join(''));
          const texts = (await found(content, values, chunkBytes)).filter(
            ({ spelling }) => spelling === 'text',
          );
          for (const text of new Set(values)) {
            // The one spelling with doubled quotes, as CSV has it, counts as text too.
            const doubled = text.replaceAll('"', '""');
            const places = [text, doubled]
              .map((each) => Buffer.from(content).indexOf(each))
              .filter((place) => place >= 0);
            const own = texts.filter((each) => each.text === text).map(({ offset }) => offset);
            expect(own).toEqual(places.length === 0 ? [] : [Math.min(...places)]);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('are found in base64 if and only if they are in what it was made of', async () => {
    await fc.assert(
      fc.asyncProperty(value, filler, filler, fc.boolean(), async (text, before, behind, isThere) => {
        const plain = `${before}${isThere ? text : ''}${behind}`;
        for (const encoding of ['base64', 'base64url', 'hex'] as const) {
          const content = Buffer.from(Buffer.from(plain).toString(encoding));
          const spellings = (await found(content, [text], 64)).map(({ spelling }) => spelling);
          const isExpected = Buffer.from(plain).includes(text);
          expect(spellings.includes(encoding === 'hex' ? 'hex' : 'base64')).toBe(isExpected);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are found behind the escapes that JSON.stringify writes, once and twice', async () => {
    await fc.assert(
      fc.asyncProperty(value, filler, async (text, before) => {
        const once = JSON.stringify({ a: before, b: text });
        const twice = JSON.stringify({ message: once });
        for (const content of [once, twice]) {
          expect((await found(encodeUtf8(content), [text], 16)).length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 300 },
    );
  });
});

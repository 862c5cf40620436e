import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRecords } from '../../shared/adapters/read-records.ts';
import { FormatError } from '../../shared/bytes/errors.ts';
import { limits } from '../../shared/bytes/limits.ts';

async function scan(text: string, lists: readonly string[], chunkBytes: number): Promise<readonly string[]> {
  const bytes = Buffer.from(text);
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
  }
  const records: string[] = [];
  const order = { lists, name: 'the input', limits, onWrapper: () => {} };
  for await (const batch of readRecords(chunks(), order)) {
    for (const record of batch) records.push(Buffer.from(record.bytes).toString());
  }
  return records;
}

const names = fc.constantFrom('Records', 'a', '"', '\\', '{', ']', '\u00e9', 'Record', 'Recordss');
const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<unknown>(0, -1.5, true, null, '', '"', '\\"', '[{', '}]', 'Records'),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc.dictionary(names, tie('value'), { maxKeys: 4 }),
}));
const events = fc.array(values.object, { maxLength: 6 });
const layout = fc.record({
  indent: fc.integer({ min: 0, max: 3 }),
  chunkBytes: fc.integer({ min: 1, max: 40 }),
});

describe('However a list of events is laid out and cut into chunks', () => {
  it('each event is found as JSON.parse finds it, in a list', async () => {
    await fc.assert(
      fc.asyncProperty(events, layout, async (list, { indent, chunkBytes }) => {
        const found = await scan(JSON.stringify(list, null, indent), ['Records'], chunkBytes);
        expect(found.map((text) => JSON.parse(text))).toEqual(JSON.parse(JSON.stringify(list)));
      }),
    );
  });

  it('each event is found in a wrapper, and nothing in what stands beside the list', async () => {
    await fc.assert(
      fc.asyncProperty(events, values.value, layout, async (list, beside, { indent, chunkBytes }) => {
        const text = JSON.stringify({ beside, Records: list, more: beside }, null, indent);
        const found = await scan(text, ['Records'], chunkBytes);
        expect(found.map((each) => JSON.parse(each))).toEqual(JSON.parse(JSON.stringify(list)));
      }),
    );
  });

  it('a changed byte is refused in our words, or what is found is what JSON.parse finds', async () => {
    await fc.assert(
      fc.asyncProperty(
        events,
        layout,
        fc.nat(),
        fc.constantFrom('"', '{', '}', '[', ']', ',', ':', '\\', ' ', 'x', ''),
        async (list, { indent, chunkBytes }, at, byte) => {
          const text = JSON.stringify(list, null, indent);
          const place = at % text.length;
          const changed = `${text.slice(0, place)}${byte}${text.slice(place + 1)}`;
          const found = await scan(changed, [], chunkBytes).catch((error: unknown) => {
            expect(error).toBeInstanceOf(FormatError);
            return null;
          });
          const parsed = tryJson(changed);
          // The other way round proves nothing: each event is still read strictly.
          if (!Array.isArray(parsed) || !parsed.every((each) => isObject(each))) return;
          expect(found?.map((each) => JSON.parse(each))).toEqual(parsed);
        },
      ),
      { numRuns: 500 },
    );
  });
});

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

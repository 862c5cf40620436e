import { describe, expect, it } from 'vitest';
import { readRecords } from '../../../shared/adapters/read-records.ts';
import { FormatError } from '../../../shared/bytes/errors.ts';
import { limits } from '../../../shared/bytes/limits.ts';

interface Answer {
  readonly records: readonly string[];
  readonly lines: readonly number[];
  readonly beside: readonly string[];
}

/** Cuts the text into chunks of so many bytes. */
async function read(
  text: string,
  lists: readonly string[] = ['Records'],
  chunkBytes = 1_000,
  lineBytes: number = limits.lineBytes,
): Promise<Answer> {
  const bytes = Buffer.from(text);
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
  }
  const records: string[] = [];
  const lines: number[] = [];
  const beside: string[] = [];
  const order = { lists, name: 'the input', limits: { lineBytes }, onWrapper: push };
  function push(names: readonly string[]): void {
    beside.push(...names);
  }
  for await (const batch of readRecords(chunks(), order)) {
    for (const record of batch) {
      records.push(Buffer.from(record.bytes).toString());
      lines.push(record.line);
    }
  }
  return { records, lines, beside };
}

describe('Events are found', () => {
  it.each([
    ['one a line', '{"a":1}\n{"a":2}\n', ['{"a":1}', '{"a":2}'], [1, 2]],
    ['one a line, the last without its end', '{"a":1}\n{"a":2}', ['{"a":1}', '{"a":2}'], [1, 2]],
    ['in a list', '[{"a":1},{"a":2}]', ['{"a":1}', '{"a":2}'], [1, 1]],
    ['in a list over many lines', '[\n  {\n "a":1\n},\n\n{"a":2}\n]\n', ['{\n "a":1\n}', '{"a":2}'], [2, 6]],
    ['in an empty list', '[ ]', [], []],
    ['in one list after another', '[{"a":1}]\n[{"a":2}]', ['{"a":1}', '{"a":2}'], [1, 2]],
    ['in an object that wraps a list', '{"Records":[{"a":1},{"a":2}]}', ['{"a":1}', '{"a":2}'], [1, 1]],
    [
      'in a wrapper with spaces and an empty list',
      ' { "Records" : [ ] }\n{"Records":[{"a":1}]}',
      ['{"a":1}'],
      [2],
    ],
    ['in no input at all', '', [], []],
  ])('%s', async (_, text, records, lines) => {
    expect(await read(text)).toEqual({ records, lines, beside: [] });
  });

  it('behind a byte order mark, which is no part of the first of them', async () => {
    for (const text of ['{"a":1}\n', '[{"a":1}]', '{"Records":[{"a":1}]}']) {
      expect((await read(`\ufeff${text}`, ['Records'], 1)).records).toEqual(['{"a":1}']);
    }
  });

  it('wherever the chunks end, with brackets, quotes and escapes inside of text', async () => {
    const text = '{"kind":"x","Records":[{"a":"}]\\"\\\\"},{"Records":[{"b":1}]}],"next":{"Records":[1]}}\n';
    const whole = await read(text);
    expect(whole.records).toEqual(['{"a":"}]\\"\\\\"}', '{"Records":[{"b":1}]}']);
    expect(whole.beside).toEqual(['kind', 'next']);
    for (let size = 1; size < text.length; size += 1)
      expect(await read(text, ['Records'], size)).toEqual(whole);
  });

  it('as themselves where the name of the list stands for something else', async () => {
    for (const text of [
      '{"Records":1}',
      '{"a":"Records","b":[1]}',
      '{"a":{"Records":[1]}}',
      '{"records":[1]}',
    ]) {
      expect((await read(text)).records).toEqual([text]);
    }
  });

  it('as one object, however it is spread, where a log has wrappers; elsewhere a line is a line', async () => {
    const text = '{\n"a":1\n}\n';
    expect((await read(text)).records).toEqual(['{\n"a":1\n}']);
    expect((await read(text, [])).records).toEqual(['{', '"a":1', '}']);
  });
});

describe('Between events nothing is passed over', () => {
  it.each([
    ['a list that does not end', '[{"a":1},\n', 2, 'expected a JSON object, found the end of the input'],
    ['an object that does not end', '[\n{"a":1', 2, 'expected the end of the object of line 2'],
    ['a comma too many', '[{"a":1},]', 1, 'expected a JSON object, found byte 5d'],
    ['a comma too few', '[{"a":1}\n{"a":2}]', 2, 'expected "," or "]", found byte 7b'],
    ['a number in a list', '[1]', 1, 'expected a JSON object or "]", found byte 31'],
    ['text behind a list', '[]\nnonsense', 2, 'expected a JSON object or a list of them, found byte 6e'],
    ['a wrapper that is no JSON', '{"Records":[{"a":1}] oops}', 1, 'around the list'],
    ['a wrapper with two lists of one name', '{"Records":[],\n"Records":[]}', 2, 'around the list'],
    ['a wrapper that does not end', '{"Records":[{"a":1}]', 1, 'expected the end of the object of line 1'],
  ])('%s', async (_, text, line, words) => {
    const error = await read(text).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(FormatError);
    expect(error).toMatchObject({ code: 'json', place: { line } });
    expect(String(error)).toContain(`Line ${line} of the input: `);
    expect(String(error)).toContain(words);
  });

  it('an object that is longer than any line may be is not held', async () => {
    const error = await read(`[\n{"a":"${'x'.repeat(100)}"}]`, [], 10, 50).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'member-limit', place: { line: 2 } });
  });
});

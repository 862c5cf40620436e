import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EventMapping, readEventFields } from '../../shared/adapters/read-event.ts';
import type { ObservedLine } from '../../shared/bundle/observation.ts';
import { readLine } from '../../shared/bundle/read-line.ts';
import { scanSegment } from '../../shared/bundle/scan-segment.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import type { EntryRow } from '../../shared/contract/case-protocol.ts';
import { portableBatchDigests } from '../../shared/crypto/batch-digests.ts';
import { firstDifference } from '../../shared/index/compare-parts.ts';
import { type IndexPart, lineCount } from '../../shared/index/index-part.ts';
import { PartBuilder } from '../../shared/index/part-builder.ts';
import { partRow } from '../../shared/index/part-rows.ts';
import { StreamedParts } from '../../shared/index/streamed-parts.ts';

const member = 'data/segments/000000000000.ndjson';
const prev = 'a'.repeat(64);
const commitment = '[{"...":"7xkXkRoTGjnYvTY0kPzFnzmyTfvnMzTTHVUiMoJnXjA"}]';

/** Values as they are spelled, so that spellings which only the parser reads come up as well. */
const value = fc.oneof(
  fc.constantFrom('null', 'true', 'false', '""', '0', '-0', '1.50', '1e3', '12345678901234', '0.0000001'),
  fc.constantFrom('"\\u0041"', '"a\\/b"', '"\\n"', '"\\ud83d\\ude00"', '"é"', '"日本"', '" x "', commitment),
  fc.constantFrom('{}', '[]', '[1,"a"]', '{"id":"deep","0":"zero"}', '[{"id":"first"},{"id":"second"}]'),
  fc.integer().map(String),
  fc.string({ maxLength: 12 }).map((text) => JSON.stringify(text)),
  fc.constantFrom('u-1', 'u-2', 'absent', 'x'.repeat(300)).map((text) => JSON.stringify(text)),
);
const names = ['actor', 'action', 'target', 'id', 'a b', 'é', 'x/y', '0'];
const object = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...names), value), { selector: ([name]) => name, maxLength: 6 })
  .map((pairs) => pairs.map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(','));
const entry = fc
  .tuple(object, object, fc.nat({ max: 9 }), fc.nat({ max: 59 }))
  .map(([top, inner, seq, second]) => {
    const time = `"2026-07-0${1 + (second % 9)}T00:00:${String(second).padStart(2, '0')}Z"`;
    const rest = [`"ts":${time}`, `"nested":{${inner}}`, ...(top === '' ? [] : [top])].join(',');
    return `{"seq":${seq},"prev":"${prev}",${rest}}`;
  });
const line = fc.oneof(
  { weight: 8, arbitrary: entry },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', '{}', 'x', '{"a":1,"a":2}', `#withheld ${prev}`, '#no', '{"seq":1}'),
  },
);
const pointer = fc.constantFrom(
  ...['/actor', '/action', '/target', '/nested/id', '/nested/actor', '/actor/id', '/actor/0', '/actor/0/id'],
  ...['/a b', '/é', '/x~1y', '/nested/x~1y', '/0', '/nested', '/seq', '/ts', '/none/at/all', '/actor/1/id'],
);
const mapping: fc.Arbitrary<EventMapping> = fc.record(
  { actor: pointer, action: pointer, target: pointer, outcome: pointer, service: pointer, session: pointer },
  { requiredKeys: [] },
);

/** The rows by the plain way: each line by itself, with everything in it built. */
function slowRows(lines: readonly string[], map: EventMapping): readonly EntryRow[] {
  return lines.map((text, ordinal) => {
    const { claimedSeq, claimedTime, reading, event } = readLine(encodeUtf8(text), limits);
    const fields = readEventFields(event, map, reading);
    return { ordinal, seq: claimedSeq, time: claimedTime, reading, isDamaged: false, fields };
  });
}

function rowsOf(parts: readonly IndexPart[]): readonly EntryRow[] {
  return parts.flatMap((part) =>
    Array.from({ length: lineCount(part) }, (_, index) =>
      partRow(part, index, part.firstLine - 1, () => false),
    ),
  );
}

function scannedParts(bytes: Uint8Array, map: EventMapping): readonly IndexPart[] {
  const options = { mapping: map, seed: 12_345, jsonDepth: limits.jsonDepth };
  const sink = new PartBuilder(member, options);
  const scan = { limits, digests: portableBatchDigests, rootSizes: [], sink };
  const scanned = scanSegment(member, bytes, scan);
  if (scanned === null) throw new Error('too many lines for this test');
  return sink.build(scanned.starts);
}

function streamedParts(lines: readonly string[], isEnded: boolean, map: EventMapping): readonly IndexPart[] {
  const options = { mapping: map, seed: 1, jsonDepth: limits.jsonDepth };
  const streamed = new StreamedParts(member, options);
  let offset = 0;
  const observed = lines.map((text, index): ObservedLine => {
    const bytes = encodeUtf8(text);
    const isEndedByLf = isEnded || index < lines.length - 1;
    const read = readLine(bytes, limits);
    const at = { ordinal: index, bytes, offset, line: index + 1, isEndedByLf, leaf: new Uint8Array(32) };
    offset += bytes.length + 1;
    return { ...read, ...at };
  });
  return [...streamed.add(observed), ...streamed.finish()];
}

describe('the index of a segment', () => {
  it('gives the rows that reading every line by itself gives', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), mapping, (lines, map) => {
        const parts = scannedParts(encodeUtf8(`${lines.join('\n')}\n`), map);
        expect(rowsOf(parts)).toEqual(slowRows(lines, map));
      }),
      { numRuns: 600 },
    );
  });

  it('is the same whether the segment was held whole or streamed past', () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 12 }),
        mapping,
        fc.boolean(),
        (lines, map, isEnded) => {
          // An empty last line without its end is no line.
          if (!isEnded && lines.at(-1) === '') return;
          const text = lines.join('\n') + (isEnded ? '\n' : '');
          expect(streamedParts(lines, isEnded, map)).toEqual(scannedParts(encodeUtf8(text), map));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is cut into parts of 65,536 lines, each with the places of its own', () => {
    const lines = Array.from({ length: 131_073 }, (_, index) => `${index % 10}`);
    const parts = scannedParts(encodeUtf8(`${lines.join('\n')}\n`), {});
    expect(parts.map(lineCount)).toEqual([65_536, 65_536, 1]);
    expect(parts.map(({ firstLine, offset }) => [firstLine, offset])).toEqual([
      [1, 0],
      [65_537, 131_072],
      [131_073, 262_144],
    ]);
    expect([...(parts[1]?.starts.subarray(0, 3) ?? [])]).toEqual([0, 2, 4]);
    const streamed = streamedParts(lines, true, {});
    expect(parts.map((part, index) => firstDifference(part, streamed[index] ?? part))).toEqual([
      null,
      null,
      null,
    ]);
    expect(streamed).toHaveLength(3);
  });
});

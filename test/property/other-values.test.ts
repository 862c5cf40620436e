import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventMapping } from '../../shared/adapters/read-event.ts';
import { readLine } from '../../shared/bundle/read-line.ts';
import { scanSegment } from '../../shared/bundle/scan-segment.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { portableBatchDigests } from '../../shared/crypto/batch-digests.ts';
import { otherValuesOf } from '../../shared/index/other-columns.ts';
import type { OtherValues } from '../../shared/index/other-values.ts';
import { PartBuilder } from '../../shared/index/part-builder.ts';
import { plainOthers, toPlainOthers } from '../support/plain-others.ts';

const member = 'data/segments/000000000000.ndjson';
const prev = 'a'.repeat(64);
const digest = '{"...":"7xkXkRoTGjnYvTY0kPzFnzmyTfvnMzTTHVUiMoJnXjA"}';

const scalar = fc.oneof(
  fc.constantFrom(
    'null',
    'true',
    'false',
    '""',
    '0',
    '-0',
    '1.50',
    '1e3',
    '0.0000001',
    '-12.5',
    '1000000000.5',
  ),
  fc.constantFrom('"\\u0041"', '"a\\/b"', '"\\n"', '"\\ud83d\\ude00"', '"é"', '"日本"', '"null"', '"~2"'),
  fc.constantFrom(`[${digest}]`, `[ ${digest} ]`, '[{"...":1}]', '[{"...":""}]', '[{"...":"x","y":1}]'),
  fc.constantFrom(
    `[${digest},${digest}]`,
    `[1,${digest}]`,
    `[[${digest}]]`,
    '[{"\\u002e..":"x"}]',
    `{"k":[${digest}]}`,
  ),
  fc.integer().map(String),
  fc.string({ maxLength: 8 }).map((text) => JSON.stringify(text)),
);
const names = [
  'a',
  'b',
  'id',
  '0',
  '1',
  'é',
  'x/y',
  '~2',
  '~',
  'n'.repeat(600),
  'm'.repeat(430),
  'seq',
  '...a',
];
const { value } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'json' },
    { weight: 4, arbitrary: scalar },
    { weight: 2, arbitrary: objectOf(tie('value')) },
    {
      weight: 1,
      arbitrary: fc.array(tie('value'), { maxLength: 4 }).map((items) => `[${items.join(',')}]`),
    },
  ),
}));

function objectOf(member: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const members = fc.uniqueArray(fc.tuple(fc.constantFrom(...names), member), {
    selector: ([name]) => name,
    maxLength: 5,
  });
  return members.map(
    (pairs) => `{${pairs.map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(',')}}`,
  );
}

const entry = fc
  .tuple(value, value, fc.nat({ max: 3 }), fc.constantFrom('', ' ', '\t'))
  .map(([a, b, seq, space]) => {
    const time = '"2026-07-01T00:00:00Z"';
    return `{${space}"seq":${seq},"prev":"${prev}","ts":${time},${space}"a":${a},"b":${space}${b}}`;
  });
const unread = fc.constantFrom(
  '',
  '{}',
  'x',
  '{"a":1,"a":2}',
  `#withheld ${prev}`,
  '#no',
  '{"seq":1}',
  'é\u{fffd}',
);
const broken = fc
  .uint8Array({ maxLength: 6 })
  .map((bytes) => bytes.map((byte) => (byte === 10 ? 255 : byte)));
const line = fc.oneof(
  { weight: 8, arbitrary: entry.map(encodeUtf8) },
  { weight: 1, arbitrary: unread.map(encodeUtf8) },
  { weight: 1, arbitrary: broken },
);
const pointer = fc.constantFrom(
  ...[
    '/a',
    '/b',
    '/a/0',
    '/a/1',
    '/a/0/a',
    '/a/0/1',
    '/a/b',
    '/a/id',
    '/b/0',
    '/b/a/0/a',
    '/b/é',
    '/b/x~1y',
    '/b/~02',
  ],
  ...[
    '/a/0/...',
    '/seq',
    '/ts',
    '/none',
    `/b/${'n'.repeat(600)}`,
    `/b/${'n'.repeat(600)}/${'m'.repeat(430)}`,
    '/0',
  ],
);
const mapping: fc.Arbitrary<EventMapping> = fc.record(
  { actor: pointer, action: pointer, target: pointer, outcome: pointer },
  { requiredKeys: [] },
);

function segmentOf(lines: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(lines.flatMap((bytes) => [bytes, encodeUtf8('\n')]));
}

/** As a segment is read that is held whole. */
function scanned(lines: readonly Uint8Array[], map: EventMapping): OtherValues {
  const sink = new PartBuilder(member, { mapping: map, seed: 77, jsonDepth: limits.jsonDepth });
  const scan = { limits, digests: portableBatchDigests, rootSizes: [], sink };
  const starts = scanSegment(member, segmentOf(lines), scan)?.starts ?? new Uint32Array(0);
  const [part] = sink.build(starts);
  if (part === undefined) throw new Error('there is no part');
  return part.others;
}

/** Each line parsed first. */
function parsed(lines: readonly Uint8Array[], map: EventMapping): OtherValues {
  const builder = new PartBuilder(member, { mapping: map, seed: 5, jsonDepth: limits.jsonDepth });
  for (const bytes of lines) builder.other(readLine(bytes, limits), bytes);
  const [part] = builder.build(new Uint32Array(lines.length + 1));
  if (part === undefined) throw new Error('there is no part');
  return part.others;
}

describe('the values of lines that no event field holds', () => {
  it('are those that going through every parsed line finds, whether a line was parsed or only scanned', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 10 }), mapping, (lines, map) => {
        const expected = plainOthers(lines, map);
        const found = scanned(lines, map);
        expect(toPlainOthers(found)).toEqual(expected);
        expect(parsed(lines, map)).toEqual(found);
      }),
      { numRuns: 1_000 },
    );
  });

  it('are the same again when one line is asked for', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 10 }), mapping, (lines, map) => {
        const found = scanned(lines, map);
        const { paths } = plainOthers(lines, map);
        for (const [index, bytes] of lines.entries()) {
          const { sparse, dense } = plainOthers([bytes], map);
          const ofLine = [
            ...dense.flatMap(({ path, values: [only = null] }) => (only === null ? [] : [[path, only]])),
            ...sparse.map(([path, , text]) => [path, text]),
          ];
          const expected = paths.flatMap((path) => ofLine.filter(([at]) => at === path));
          expect(
            otherValuesOf(found, index).map(({ path, value: { kind, ...rest } }) => [
              path,
              'text' in rest ? `=${rest.text}` : kind,
            ]),
          ).toEqual(expected);
        }
      }),
      { numRuns: 300 },
    );
  });
});

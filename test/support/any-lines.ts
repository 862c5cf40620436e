import fc from 'fast-check';
import type { EventMapping } from '../../shared/adapters/read-event.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';

/** What they state as the digest of the line before. */
export const anyPrev = 'a'.repeat(64);
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
  'r'.repeat(1_015),
  'seq',
  '...a',
  '_id',
  '__v',
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
    return `{${space}"seq":${seq},"prev":"${anyPrev}","ts":${time},${space}"a":${a},"b":${space}${b}}`;
  });
const unread = fc.constantFrom(
  '',
  '{}',
  'x',
  '{"a":1,"a":2}',
  `#withheld ${anyPrev}`,
  '#no',
  '{"seq":1}',
  'é\u{fffd}',
);
const broken = fc
  .uint8Array({ maxLength: 6 })
  .map((bytes) => bytes.map((byte) => (byte === 10 ? 255 : byte)));
/** Lines of a log as nobody writes them: every way to spell a value, and lines that are no entries. */
export const anyLine = fc.oneof(
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
/** Mappings that find and miss values of such lines. */
export const anyMapping: fc.Arbitrary<EventMapping> = fc.record(
  { actor: pointer, action: pointer, target: pointer, outcome: pointer },
  { requiredKeys: [] },
);

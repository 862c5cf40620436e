import fc from 'fast-check';
import type { Query, TimeBound } from '../../shared/query/query-tree.ts';
import { type PatternMark, toPattern } from '../../shared/query/text-pattern.ts';
import { endOfTimes } from '../../shared/query/time-period.ts';

const span = { start: 0, end: 0 };

/** Characters that mean something to the language, that hide, or that change their length in small letters. */
const oddCharacter = fc.constantFrom(
  ...['"', '\\', '*', '?', '/', '(', ')', ':', '=', '<', '>', '-', '.', ' ', '\n', '\t', '\u00a0', '\u200b'],
  ...[
    '\u202e',
    '\ufeff',
    '\ufe0f',
    '\u0130',
    '\u03a3',
    '\u00df',
    '\u{1f600}',
    '\u{e0041}',
    '“',
    '!',
    '&',
    '|',
    '0',
  ],
);
const character = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...'abcXYZ019_') },
  { weight: 2, arbitrary: oddCharacter },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
);
const text = fc.oneof(
  fc.array(character, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('')),
  fc.constantFrom(
    'and',
    'OR',
    'not',
    'ts',
    'Time',
    'seq',
    'has',
    '5..10',
    '10.0.0.0/8',
    '2026-07-01',
    '-',
    '/a/',
  ),
);
const field = fc.oneof(fc.constantFrom('actor', 'user.email', 'ip', 'Ünicode', '$a', 'x-y', '2fa'), text);
const mark: fc.Arbitrary<PatternMark> = fc.oneof(
  { weight: 6, arbitrary: character },
  { weight: 1, arbitrary: fc.constantFrom({ any: 'run' } as const, { any: 'one' } as const) },
);
const pattern = fc
  .oneof(
    fc.array(mark, { minLength: 1, maxLength: 8 }),
    text.map((value): PatternMark[] => Array.from(value)),
  )
  .map(toPattern)
  .filter((each) => each !== null);
const number = fc
  .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .map((value) => (value === 0 ? 0 : value));
const moment = fc
  .tuple(
    fc.integer({ min: -62_167_219_200_000, max: endOfTimes - 1 }),
    fc.constantFrom(1, 1_000, 60_000, 3_600_000, 86_400_000),
  )
  .map(([time, unit]): TimeBound => ({ kind: 'moment', time: Math.ceil(time / unit) * unit + 0 }))
  .filter((bound) => bound.kind === 'moment' && bound.time < endOfTimes);
const relative = fc
  .tuple(
    fc.constantFrom('first', 'last'),
    fc.integer({ min: -5_000, max: 5_000 }),
    fc.constantFrom(1, 1_000, 60_000, 3_600_000, 86_400_000),
    fc.constantFrom(0, 0, 1),
  )
  .map(
    ([to, count, unit, more]): TimeBound => ({
      kind: 'relative',
      to,
      offset: count === 0 ? more : count * unit + more,
    }),
  );
const bound = fc.oneof(moment, relative);
const seq = fc.oneof(fc.nat(), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER - 2 }));

function follows(from: TimeBound, before: TimeBound): boolean {
  if (from.kind === 'moment') return before.kind !== 'moment' || before.time > from.time;
  return before.kind === 'moment' || before.to !== from.to || before.offset > from.offset;
}

const term: fc.Arbitrary<Query> = fc.oneof(
  fc
    .tuple(fc.option(field), pattern)
    .map(([name, each]): Query => ({ kind: 'text', field: name, pattern: each, span })),
  fc.tuple(field, text).map(([name, value]): Query => ({ kind: 'equals', field: name, text: value, span })),
  fc
    .tuple(
      fc.option(field),
      fc.constantFrom('a', '^a/b$', '\\d+', '[/]', 'a\\\\', '\\\\/', ' ', '"', '(a|b)'),
    )
    .map(([name, source]): Query => ({ kind: 'expression', field: name, source, span })),
  fc
    .tuple(field, number, number, fc.constantFrom('from', 'to', 'both'), fc.boolean())
    .map(([name, one, other, ends, isIncluded]): Query => {
      const [low, high] = one < other ? [one, other] : [other, one];
      const range = {
        from: ends === 'to' ? null : { value: low, isIncluded: ends === 'both' || isIncluded },
        to: ends === 'from' ? null : { value: high, isIncluded: ends === 'both' || isIncluded },
      };
      return { kind: 'number', field: name, range, span };
    }),
  fc
    .tuple(
      field,
      fc.uint8Array({ minLength: 16, maxLength: 16 }),
      fc.integer({ min: 0, max: 128 }),
      fc.boolean(),
    )
    .map(([name, bytes, bits, isIpv4]): Query => {
      const prefixBits = isIpv4 ? Math.max(bits, 96) : bits;
      const address = bytes.map((byte, index) => {
        if (isIpv4 && index < 12) return index < 10 ? 0 : 0xff;
        const kept = Math.min(Math.max(prefixBits - 8 * index, 0), 8);
        return Math.floor(byte / 2 ** (8 - kept)) * 2 ** (8 - kept);
      });
      return { kind: 'network', field: name, network: { address, prefixBits }, span };
    }),
  fc
    .tuple(fc.option(bound), fc.option(bound))
    .filter(([from, before]) => (from ?? before) !== null && (!from || !before || follows(from, before)))
    .map(([from, before]): Query => ({ kind: 'time', from, before, span })),
  fc
    .tuple(fc.option(seq), fc.option(seq))
    .filter(
      ([from, before]) => (from ?? before) !== null && (from === null || before === null || before > from),
    )
    .map(([from, before]): Query => ({ kind: 'seq', from, before, span })),
  fc
    .tuple(field, fc.constantFrom('text', 'absent', 'empty', 'withheld'))
    .map(([name, presence]): Query => ({ kind: 'presence', field: name, presence, span })),
  fc
    .constantFrom('entry', 'withheld', 'ambiguous', 'reject', 'damaged')
    .map((state): Query => ({ kind: 'state', state, span })),
);

/** Trees as the parser makes them: a list has at least two parts, and none of its own kind. */
export const queryTree: fc.Arbitrary<Query> = fc.letrec<{ query: Query; list: Query; part: Query }>(
  (tie) => ({
    query: fc.oneof({ maxDepth: 4 }, term, tie('list'), tie('part')),
    part: fc.oneof(
      { maxDepth: 4 },
      term,
      fc.constant({ kind: 'all' } as const),
      tie('query').map((part): Query => ({ kind: 'not', part })),
    ),
    list: fc.tuple(fc.constantFrom('and', 'or'), fc.array(tie('query'), { minLength: 2, maxLength: 4 })).map(
      ([kind, parts]): Query => ({
        kind,
        parts: parts.flatMap((part) => (part.kind === kind ? part.parts : [part])),
      }),
    ),
  }),
).query;

/** The tree alone: where its terms stood in a text is no part of what is asked. */
export function withoutSpans(query: Query): Query {
  switch (query.kind) {
    case 'all':
      return query;
    case 'and':
    case 'or':
      return { kind: query.kind, parts: query.parts.map(withoutSpans) };
    case 'not':
      return { kind: 'not', part: withoutSpans(query.part) };
    default:
      return { ...query, span };
  }
}

/** Words of the language in any order, and what stands between them. */
export const almostQuery: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          'and',
          'or',
          'not',
          'AND',
          ' ',
          ' ',
          ' ',
          '(',
          ')',
          '-',
          ':',
          '=',
          '>',
          '>=',
          '<',
          '<=',
          '..',
          '"',
          '\\',
        ],
        ...[
          '*',
          '?',
          '/',
          'actor',
          'ip',
          'ts',
          'seq',
          'has',
          'is',
          'missing',
          'entry',
          'alice',
          '5',
          '10',
          '-1.5e3',
        ],
        ...[
          '10.0.0.0/8',
          '::1',
          '2026-07-01',
          '2026',
          'T10:30',
          'last-24h',
          'first',
          'now',
          '+02:00',
          '&&',
          '||',
        ],
        ...['!', '!=', '“', '”', '\\u{202e}', '\\u{d800}', '\ud800', 'a b', '(a|', '[', '{1'],
      ),
      character,
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(''));

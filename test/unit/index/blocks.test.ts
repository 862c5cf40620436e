import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EntryReading } from '../../../shared/adapters/entry-reading.ts';
import { eventFields } from '../../../shared/adapters/event-field.ts';
import type { FieldValue } from '../../../shared/adapters/field-value.ts';
import type { EventFields } from '../../../shared/adapters/read-event.ts';
import type { ObservedLine } from '../../../shared/bundle/observation.ts';
import { type Block, lineBytes, lineCount, storedLeaf } from '../../../shared/index/block.ts';
import { BlockBuilder } from '../../../shared/index/block-builder.ts';
import { blockRows } from '../../../shared/index/block-rows.ts';
import { firstDifference } from '../../../shared/index/compare-blocks.ts';
import { forEachField } from '../../../shared/index/dictionary.ts';

/** What a test says of one line; its place follows from the lines before it. */
interface LineSpec {
  readonly bytes: Uint8Array;
  readonly reading: EntryReading;
  readonly seq: number | null;
  readonly time: number | null;
  readonly fields: EventFields;
}

interface Segment {
  readonly member: string;
  readonly lines: readonly ObservedLine[];
  readonly specs: readonly LineSpec[];
}

const fieldValue: fc.Arbitrary<FieldValue> = fc.oneof(
  fc.constant<FieldValue>({ kind: 'absent' }),
  fc.constant<FieldValue>({ kind: 'empty' }),
  fc.constant<FieldValue>({ kind: 'withheld' }),
  // Few texts, so that they repeat, and among them the words themselves and names of an object's prototype.
  fc
    .constantFrom('absent', 'empty', 'withheld', '__proto__', 'constructor', '0', 'u-1')
    .map((text): FieldValue => ({ kind: 'text', text })),
);
const lineSpec: fc.Arbitrary<LineSpec> = fc.record({
  bytes: fc.uint8Array({ maxLength: 12 }).map((bytes) => bytes.filter((byte) => byte !== 0x0a)),
  reading: fc.constantFrom<EntryReading>('entry', 'withheld', 'ambiguous', 'reject'),
  seq: fc.option(fc.nat()),
  time: fc.option(fc.integer()),
  fields: fc.record(forEachField(() => fieldValue)),
});
const bundle = fc.array(fc.tuple(fc.array(lineSpec, { minLength: 1, maxLength: 9 }), fc.boolean()), {
  maxLength: 4,
});

/** Lays the segments out as an observer would report them; the last line of one may lack its LF. */
function toSegments(specs: readonly (readonly [readonly LineSpec[], boolean])[]): readonly Segment[] {
  let ordinal = 0;
  return specs.map(([lines, isCut], number) => {
    let offset = 0;
    const observed = lines.map((spec, index): ObservedLine => {
      const isEndedByLf = !(isCut && index === lines.length - 1 && spec.bytes.length > 0);
      const line: ObservedLine = {
        ordinal,
        bytes: spec.bytes,
        offset,
        line: index + 1,
        isEndedByLf,
        reading: spec.reading,
        reason: null,
        claimedSeq: spec.seq,
        claimedPrev: null,
        claimedTime: spec.time,
        claimedTimeText: null,
        leaf: new Uint8Array(32).fill(ordinal % 256),
        event: null,
      };
      ordinal += 1;
      offset += spec.bytes.length + (isEndedByLf ? 1 : 0);
      return line;
    });
    return { member: `segment-${number}`, lines: observed, specs: lines };
  });
}

function build(segments: readonly Segment[], limits: { lines: number; bytes: number }, run: number) {
  const specOf = new Map(
    segments.flatMap(({ lines, specs }) => lines.map((line, index) => [line, specs[index]])),
  );
  const builder = new BlockBuilder((line) => {
    const spec = specOf.get(line);
    if (spec === undefined) throw new Error('a line that was not given');
    return spec.fields;
  }, limits);
  const blocks: Block[] = [];
  for (const { member, lines } of segments) {
    for (let at = 0; at < lines.length; at += run)
      blocks.push(...builder.add(member, lines.slice(at, at + run)));
  }
  blocks.push(...builder.finish());
  return { blocks, dictionaries: builder.dictionaries };
}

const anyLimits = fc.record({
  lines: fc.integer({ min: 1, max: 5 }),
  bytes: fc.integer({ min: 1, max: 40 }),
});

describe('blocks', () => {
  test('hold a segment byte for byte, whatever its lines and however it is cut into blocks', () => {
    fc.assert(
      fc.property(bundle, anyLimits, (specs, limits) => {
        const segments = toSegments(specs);
        const { blocks } = build(segments, limits, 3);
        for (const { member, lines } of segments) {
          const delivered = lines.flatMap(({ bytes, isEndedByLf }) => [
            ...bytes,
            ...(isEndedByLf ? [0x0a] : []),
          ]);
          const own = blocks.filter((block) => block.member === member);
          expect(own.flatMap(({ raw }) => [...raw])).toEqual(delivered);
          for (const block of own) expect(block.raw.buffer.byteLength).toBe(block.raw.length);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('never hold lines of two segments, nor more lines or bytes than allowed', () => {
    fc.assert(
      fc.property(bundle, anyLimits, (specs, limits) => {
        const { blocks } = build(toSegments(specs), limits, 4);
        let next = 0;
        for (const block of blocks) {
          expect(block.firstOrdinal).toBe(next);
          next += lineCount(block);
          expect(lineCount(block)).toBeLessThanOrEqual(limits.lines);
          if (lineCount(block) > 1) expect(block.raw.length).toBeLessThanOrEqual(limits.bytes);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('give the rows, bytes and digests of the lines that went in', () => {
    fc.assert(
      fc.property(bundle, anyLimits, fc.nat(20), fc.nat(20), (specs, limits, first, count) => {
        const segments = toSegments(specs);
        const { blocks, dictionaries } = build(segments, limits, 2);
        const isDamaged = (member: string, line: number) => member === 'segment-1' && line === 2;
        const expected = segments
          .flatMap(({ member, lines, specs: own }) =>
            lines.map((line, index) => ({
              ordinal: line.ordinal,
              seq: line.claimedSeq,
              time: line.claimedTime,
              reading: line.reading,
              isDamaged: isDamaged(member, line.line),
              fields: own[index]?.fields,
            })),
          )
          .slice(first, first + count);
        expect(blocks.flatMap((block) => blockRows(block, dictionaries, isDamaged, first, count))).toEqual(
          expected,
        );
        const lines = segments.flatMap((segment) => segment.lines);
        for (const block of blocks) {
          for (let index = 0; index < lineCount(block); index++) {
            const line = lines[block.firstOrdinal + index];
            expect([...lineBytes(block, index)]).toEqual([...(line?.bytes ?? [])]);
            expect([...storedLeaf(block, index)]).toEqual([...(line?.leaf ?? [])]);
            expect(block.firstLine + index).toBe(line?.line);
            expect(block.offset + (block.starts[index] ?? -1)).toBe(line?.offset);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  test('are the same however the lines arrive in runs, so that a rebuilt block can be compared', () => {
    fc.assert(
      fc.property(bundle, anyLimits, (specs, limits) => {
        const segments = toSegments(specs);
        const once = build(segments, limits, 100);
        const again = build(segments, limits, 1);
        expect(again.dictionaries).toEqual(once.dictionaries);
        expect(again.blocks).toHaveLength(once.blocks.length);
        again.blocks.forEach((block, index) => {
          const other = once.blocks[index];
          expect(other === undefined ? 'missing' : firstDifference(block, other)).toBeNull();
        });
      }),
      { numRuns: 100 },
    );
  });

  test('refuse a hole between two lines: those bytes would be lost', () => {
    const [segment] = toSegments([[[spec('a'), spec('b'), spec('c')], false]]);
    const builder = new BlockBuilder(() => spec('').fields);
    const [first, , third] = segment?.lines ?? [];
    if (first === undefined || third === undefined) throw new Error('three lines were made');
    expect(() => builder.add('segment-0', [first, third])).toThrow(/Line 3 of segment-0 does not follow/);
  });
});

describe('a comparison names the first part that differs', () => {
  const [segment] = toSegments([[[spec('a'), spec('b')], false]]);
  const {
    blocks: [block],
  } = build(segment === undefined ? [] : [segment], { lines: 9, bytes: 99 }, 9);
  if (block === undefined) throw new Error('one block was built');

  test.each<[string, object]>([
    ['member', { member: 'segment-1' }],
    ['firstOrdinal', { firstOrdinal: 1 }],
    ['firstLine', { firstLine: 2 }],
    ['offset', { offset: 1 }],
    ['raw', { raw: new Uint8Array([0x61, 0x0a, 0x63, 0x0a]) }],
    ['starts', { starts: new Uint32Array([0, 3, 4]) }],
    ['leaves', { leaves: new Uint8Array(64) }],
    ['reading', { reading: new Uint8Array([0, 1]) }],
    ['seq', { seq: new Float64Array([Number.NaN, 0]) }],
    ['time', { time: undefined }],
    ['actor', { fields: { ...block.fields, actor: new Uint32Array([3, 4]) } }],
    // The same bytes in another kind of array would be read as other numbers.
    ['session', { fields: { ...block.fields, session: new Uint8Array(8) } }],
    ['actor', { fields: undefined }],
  ])('%s', (part, change) => {
    expect(firstDifference(block, { ...block, ...change })).toBe(part);
  });

  test('and nothing when nothing differs', () => {
    expect(firstDifference(block, structuredClone(block))).toBeNull();
  });
});

function spec(text: string): LineSpec {
  return {
    bytes: new TextEncoder().encode(text),
    reading: 'entry',
    seq: null,
    time: null,
    fields: forEachField((field) => ({ kind: 'text', text: eventFields.indexOf(field) === 0 ? 'u' : 'v' })),
  };
}

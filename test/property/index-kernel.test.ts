import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workerDigests } from '../../renderer/workers/worker-digests.ts';
import { indexKernelWasm, startIndexKernelHere } from '../../renderer/workers/worker-scan-into-parts.ts';
import type { EventMapping } from '../../shared/adapters/read-event.ts';
import { toHex } from '../../shared/bytes/hex.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { leafDigest } from '../../shared/chain/leaf.ts';
import { firstDifference } from '../../shared/index/compare-parts.ts';
import { scanByKernel } from '../../shared/index/fastest-scan-into-parts.ts';
import { startIndexKernel } from '../../shared/index/index-kernel.ts';
import { lineCount } from '../../shared/index/index-part.ts';
import { portableScanIntoParts, type SegmentOrder } from '../../shared/index/scan-into-parts.ts';
import { anyLine, anyMapping, anyPrev } from '../support/any-lines.ts';

const started = startIndexKernel(indexKernelWasm);
if (started === null) throw new Error('the kernel does not run here');
const kernel = started;

function orderOf(lines: readonly Uint8Array[], mapping: EventMapping): SegmentOrder {
  const bytes = Buffer.concat(lines.flatMap((line) => [line, encodeUtf8('\n')]));
  return {
    member: 'data/segments/000000000000.ndjson',
    bytes,
    scan: { limits, digests: workerDigests, rootSizes: [2, 3] },
    parts: { mapping, seed: 12_345, jsonDepth: limits.jsonDepth },
  };
}

/** The lines that the kernel leaves to the parser. */
let read = 0;
function expectAlike(lines: readonly Uint8Array[], mapping: EventMapping): void {
  const order = orderOf(lines, mapping);
  const reference = portableScanIntoParts(order);
  const found = scanByKernel(kernel, order);
  if (found === null) return;
  read += 1;
  expect(found.scanned).toEqual(reference?.scanned);
  expect(found.parts.map(lineCount)).toEqual(reference?.parts.map(lineCount));
  for (const [index, part] of found.parts.entries()) {
    const other = reference?.parts[index];
    const difference = other === undefined ? 'part' : firstDifference(other, part);
    expect(difference, Buffer.concat([...lines]).toString('latin1')).toBeNull();
  }
}

/** Each entry states the digest of the line before, and the seq after it, as a sound log does. */
function chained(lines: readonly Uint8Array[]): readonly Uint8Array[] {
  const linked: Uint8Array[] = [];
  let prev = anyPrev;
  for (const [seq, line] of lines.entries()) {
    const text = Buffer.from(line).toString('latin1');
    const next = Buffer.from(
      text.replace(`"seq":${text.match(/"seq":(\d)/)?.[1]}`, `"seq":${seq}`).replace(anyPrev, prev),
      'latin1',
    );
    linked.push(next);
    const stub = /^#withheld ([0-9a-f]{64})$/.exec(next.toString('latin1'));
    prev = stub?.[1] ?? toHex(leafDigest(next));
  }
  return linked;
}

it('the kernel runs here, so that the tests below are about it', () => {
  expect(startIndexKernelHere()).not.toBe(portableScanIntoParts);
});

describe('Parts by the kernel', () => {
  it('are those of the reference for lines as nobody writes them', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 10 }), anyMapping, (lines, mapping) =>
        expectAlike(lines, mapping),
      ),
      { numRuns: 600 },
    );
    expect(read).toBeGreaterThan(50);
  });

  it('are those of the reference for lines of a sound chain, stubs and odd lines in it', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 12 }), anyMapping, (lines, mapping) =>
        expectAlike(chained(lines), mapping),
      ),
      { numRuns: 500 },
    );
  });

  it('are those of the reference after single bytes were changed, added or taken away', () => {
    const edit = fc.record({
      line: fc.nat(),
      at: fc.nat(),
      byte: fc.oneof(
        fc.nat({ max: 255 }),
        fc.nat({ max: 18 }).map((place) => '"\\{}[],:. eE-+0_u~/'.charCodeAt(place)),
      ),
      how: fc.nat({ max: 2 }),
    });
    fc.assert(
      fc.property(
        fc.array(anyLine, { minLength: 1, maxLength: 4 }),
        fc.array(edit, { minLength: 1, maxLength: 3 }),
        anyMapping,
        (lines, edits, mapping) => {
          const changed = lines.map((bytes) => [...bytes]);
          for (const { line, at, byte, how } of edits) {
            const bytes = changed[line % changed.length] ?? [];
            if (byte === 0x0a || bytes.length === 0) continue;
            bytes.splice(at % bytes.length, how === 2 ? 0 : 1, ...(how === 0 ? [] : [byte]));
          }
          expectAlike(
            changed.map((bytes) => Uint8Array.from(bytes)),
            mapping,
          );
        },
      ),
      { numRuns: 800 },
    );
  });

  it('are those of the reference whatever a number, a string, a time or a link looks like', () => {
    const digits = fc.stringMatching(/^-?(?:0|[1-9]\d{0,16})(?:\.\d{1,16})?(?:[eE][+-]?\d{1,2})?$/);
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }).map((value) => JSON.stringify(value)),
      fc.stringMatching(/^"(?:[ -~]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4}){0,30}"$/),
    );
    const time = fc.oneof(
      fc.stringMatching(/^20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-6]\d:[0-6]\d(\.\d{0,10})?Z$/),
      fc.constantFrom('2024-02-29T23:59:59.999Z', '2023-02-29T00:00:00Z', '0000-01-01T00:00:00Z'),
    );
    const prev = fc.oneof(fc.constant(anyPrev), fc.stringMatching(/^[0-9a-fA-Fx]{64}$/));
    const entry = fc
      .tuple(digits, text, time, prev, fc.stringMatching(/^(?:\d{1,17}|-1|1\.0)$/))
      .map(
        ([number, string, ts, digest, seq]) =>
          `{"seq":${seq},"prev":"${digest}","ts":"${ts}","a":${number},"b":${string},"c":[${string},${number}]}`,
      );
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 1, maxLength: 6 }),
        fc.constantFrom<EventMapping>({}, { actor: '/b', action: '/a', target: '/c' }),
        (lines, mapping) => expectAlike(lines.map(encodeUtf8), mapping),
      ),
      { numRuns: 800 },
    );
  });

  it('are those of the reference for numbers as other languages write them, many in a line or one in each', () => {
    const written = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.double({ min: 1e-3, max: 1e12, noNaN: true }).map(String),
      fc.double({ min: 0, max: 1e6, noNaN: true }).map((value) => value.toFixed(6)),
      fc.double({ min: 0, max: 1e10, noNaN: true }).map((value) => value.toPrecision(17)),
      fc.nat().map((value) => `${value}.0`),
      fc.constantFrom(
        '-0.0',
        '0.0',
        '0.00',
        '-1.50',
        '0.0000010',
        '0.00000010',
        '123456789012345.0',
        '1.00000000000000000',
      ),
    );
    const entry = fc
      .array(written, { minLength: 1, maxLength: 12 })
      .map((numbers) =>
        encodeUtf8(
          `{"seq":0,"prev":"${anyPrev}","ts":"2026-07-01T00:00:00Z","a":${numbers[0]},"b":[${numbers.join(',')}]}`,
        ),
      );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(entry, fc.constant(encodeUtf8('x'))), { minLength: 1, maxLength: 6 }),
        fc.constantFrom<EventMapping>({}, { actor: '/a', action: '/b' }),
        (lines, mapping) => expectAlike(lines, mapping),
      ),
      { numRuns: 600 },
    );
  });

  it('are those of the reference for every beginning of a sequence of bytes that is no UTF-8, and all that are', () => {
    const seconds = [0x22, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0];
    const tails = [0x41, 0x80, 0xc0];
    const begin = encodeUtf8(`{"seq":0,"prev":"${anyPrev}","ts":"2026-07-01T00:00:00Z","a":"`);
    const lines: Uint8Array[] = [];
    for (let first = 0x7f; first <= 0xff; first++) {
      for (const second of seconds) {
        for (const third of tails) {
          for (const fourth of tails)
            lines.push(Buffer.concat([begin, Uint8Array.of(first, second, third, fourth), encodeUtf8('"}')]));
        }
      }
    }
    expectAlike(lines, {});
  });

  it('are those of the reference where an object has a name twice, at any depth, or another one in between', () => {
    const names = fc.constantFrom(
      'a',
      'b',
      'aa',
      'n'.repeat(20),
      'm'.repeat(1_020),
      'seq',
      'ts',
      '_a',
      '__proto__',
      '...',
      '.',
      '',
    );
    const { object } = fc.letrec<{ object: string; value: string }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom('1', '"x"', '[]'),
        tie('object'),
        tie('object').map((text) => `[${text}]`),
      ),
      object: fc
        .array(fc.tuple(names, tie('value')), { maxLength: 4 })
        .map((pairs) => `{${pairs.map(([name, text]) => `"${name}":${text}`).join(',')}}`),
    }));
    const entry = fc
      .tuple(object, object)
      .map(([one, other]) =>
        encodeUtf8(
          `{"seq":0,"prev":"${anyPrev}","ts":"2026-07-01T00:00:00Z","x":${one},"y":[${other},${one}]}`,
        ),
      );
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 6 }), (lines) => expectAlike(lines, {})),
      { numRuns: 400 },
    );
  });

  it('are those of the reference for a segment of many batches and parts', () => {
    const names = ['id', 'user name', 'é', 'n'.repeat(40), '~/', '_id'];
    const lines = Array.from({ length: 70_000 }, (_, seq) => {
      const day = `2026-07-${String(1 + (seq % 28)).padStart(2, '0')}`;
      const name = names[seq % names.length];
      const rest =
        seq % 9 === 0 ? `,"k${seq}":{"x":${seq / 8}}` : `,"t":"${'t'.repeat(seq % 90)}${seq % 5_000}"`;
      return encodeUtf8(
        `{"seq":${seq},"prev":"${anyPrev}","ts":"${day}T00:00:00.${seq % 1_000}Z","${name}":${seq % 700}${rest}}`,
      );
    });
    expectAlike(lines, { actor: '/t', action: '/id' });
  });
});

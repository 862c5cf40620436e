import fc from 'fast-check';
import { expect, it } from 'vitest';
import { workerDigests } from '../../renderer/workers/worker-digests.ts';
import { indexKernelWasm } from '../../renderer/workers/worker-scan-into-parts.ts';
import { toHex } from '../../shared/bytes/hex.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { leafDigest } from '../../shared/chain/leaf.ts';
import { scanByKernel } from '../../shared/index/fastest-scan-into-parts.ts';
import { startIndexKernel } from '../../shared/index/index-kernel.ts';
import { portableScanIntoParts } from '../../shared/index/scan-into-parts.ts';

const started = startIndexKernel(indexKernelWasm);
if (started === null) throw new Error('the kernel does not run here');
const kernel = started;

const midnight = Date.UTC(2026, 6, 1);
const dayMillis = 86_400_000;
const commitment = '[{"...":"7xkXkRoTGjnYvTY0kPzFnzmyTfvnMzTTHVUiMoJnXjA"}]';

/** What an entry is besides its place in the chain. */
interface Entry {
  readonly kind: 'entry' | 'committed' | 'odd' | 'stub';
  /** After the time of the entry before; mostly none or a little. */
  readonly step: number;
}

const entry = fc.record<Entry>({
  // An odd one has more numbers in an unusual spelling than the kernel asks about: the parser reads it.
  kind: fc.oneof(
    { weight: 30, arbitrary: fc.constant('entry' as const) },
    fc.constantFrom('committed' as const, 'odd' as const, 'stub' as const),
  ),
  step: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(0, 1, 250) },
    fc.integer({ min: -2 * dayMillis, max: 2 * dayMillis }),
  ),
});

/** A segment whose lines link one to the next, from the first one on, with every kind of time between them. */
function segmentOf(entries: readonly Entry[], broken: number | null): Uint8Array {
  let prev = 'a'.repeat(64);
  let time = midnight + 5 * dayMillis;
  const lines: Uint8Array[] = [];
  for (const [seq, { kind, step }] of entries.entries()) {
    time = Math.max(midnight, time + step);
    const value = kind === 'committed' ? commitment : '"a"';
    const stated = seq === broken ? 'b'.repeat(64) : prev;
    const head = `{"seq":${seq},"prev":"${stated}","ts":"${new Date(time).toISOString()}"`;
    const text =
      kind === 'odd'
        ? `${head},"numbers":[1e1,1e2,1e3,1e4,1e5,1e6,1e7,1e8,1e9]}`
        : `${head},"actor":${value}}`;
    const line = encodeUtf8(text);
    prev = toHex(leafDigest(line));
    lines.push(kind === 'stub' && seq > 0 ? encodeUtf8(`#withheld ${prev}`) : line);
  }
  return Buffer.concat(lines.flatMap((line) => [line, encodeUtf8('\n')]));
}

/** What the kernel and the reference find, line by line or many at once. */
function expectSameRun(bytes: Uint8Array, isSound: boolean): void {
  const order = {
    member: 'data/segments/000000000000.ndjson',
    bytes,
    scan: { limits, digests: workerDigests, rootSizes: [2, 700] },
    parts: { mapping: { actor: '/actor' }, seed: 1, jsonDepth: limits.jsonDepth },
  };
  const found = scanByKernel(kernel, order)?.scanned;
  expect(found).toEqual(portableScanIntoParts(order)?.scanned);
  expect(found?.run !== null).toBe(isSound);
}

it('a run of sound lines is the same whether its lines are followed one by one or many at once', () => {
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 60 }), (entries) => {
      const whole = [...entries, { kind: 'entry', step: 0 } as const];
      expectSameRun(segmentOf(whole, null), true);
    }),
    { numRuns: 300 },
  );
});

it('the same over more lines than the kernel takes at once', () => {
  fc.assert(
    fc.property(fc.array(entry, { minLength: 5, maxLength: 40 }), (entries) => {
      const many = Array.from({ length: 2_600 }, (_, at) =>
        at % 97 === 0 ? entries[(at / 97) % entries.length] : ({ kind: 'entry', step: at % 3 } as const),
      ).filter((each) => each !== undefined);
      expectSameRun(segmentOf([...many, { kind: 'entry', step: 0 }], null), true);
    }),
    { numRuns: 12 },
  );
});

it('no run is found where one line states another digest than that of the line before, wherever that is', () => {
  const quiet = Array.from({ length: 1_400 }, (): Entry => ({ kind: 'entry', step: 1 }));
  for (const broken of [1, 2, 640, 1_022, 1_023, 1_024, 1_025, 1_399]) {
    expectSameRun(segmentOf(quiet, broken), false);
  }
  expectSameRun(segmentOf(quiet, null), true);
});

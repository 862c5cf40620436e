import { describe, expect, test } from 'vitest';
import { createLocalIndexing } from '../../../renderer/workers/index-threads.ts';
import { workerDigests } from '../../../renderer/workers/worker-digests.ts';
import { workerSegmentReader } from '../../../renderer/workers/worker-segment-reader.ts';
import type { BundleSource } from '../../../shared/bundle/bundle-source.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { partLines } from '../../../shared/index/index-part.ts';
import { observeIntoParts } from '../../../shared/index/observe-into-parts.ts';
import { sealSmall, smallZip } from './small-bundle.ts';
import { countRows, createComputer, fileOf } from './worker-bench.ts';

const gibibyte = 1024 ** 3;
const mebibyte = 1024 ** 2;
const segmentPath = 'data/segments/000000000000.ndjson';

/** A sound bundle whose only segment is exchanged for one that is made while it is read. */
async function withSegment(size: number, chunks: () => AsyncGenerator<Uint8Array>): Promise<BundleSource> {
  const { members } = await sealSmall({ entries: 3 });
  return {
    name: 'delivered.evb.zip',
    kind: 'zip',
    members: [...members].map(([path, bytes]) => ({
      path,
      size: path === segmentPath ? size : bytes.length,
    })),
    open: (path) => (path === segmentPath ? chunks() : once(members.get(path) ?? new Uint8Array(0))),
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function reading(source: BundleSource, onPart: (lines: number) => void = () => {}) {
  return observeIntoParts(source, {
    digests: workerDigests,
    indexing: createLocalIndexing(workerSegmentReader, 7),
    step: async () => {},
    rootSizes: [],
    onSegments: () => {},
    onParts: async (parts) => {
      for (const { reading } of parts) onPart(reading.length);
    },
    onEntries: () => {},
  });
}

test('a line of a gibibyte is refused where the limit of lines is reached, and no more of it is read', async () => {
  let handedOut = 0;
  const source = await withSegment(gibibyte, async function* () {
    const chunk = new Uint8Array(64 * 1024).fill(0x61);
    for (; handedOut < gibibyte; handedOut += chunk.length) yield chunk;
  });
  const before = process.memoryUsage().arrayBuffers;
  await expect(reading(source)).rejects.toMatchObject({
    name: 'FormatError',
    code: 'member-limit',
    place: { member: segmentPath, line: 1, offset: 0 },
  });
  expect(handedOut).toBeLessThanOrEqual(limits.lineBytes + 64 * 1024);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * limits.lineBytes);
});

test('more empty lines and empty objects than are held at once are read to the end, and few problems are kept', async () => {
  const lines = limits.scannedSegmentLines + 1_000;
  const bytes = Buffer.from('\n{}\n'.repeat(lines / 2));
  const source = await withSegment(bytes.length, async function* () {
    for (let at = 0; at < bytes.length; at += mebibyte) yield bytes.subarray(at, at + mebibyte);
  });
  const parts: number[] = [];
  const observation = await reading(source, (count) => parts.push(count));
  expect(observation).toMatchObject({ lines, entries: 0, rejectCount: lines });
  expect(observation.problems.filter(({ kind }) => kind === 'reject')).toHaveLength(limits.keptProblems);
  expect(Math.max(...parts)).toBe(partLines);
  expect(parts.reduce((sum, count) => sum + count, 0)).toBe(lines);
}, 60_000);

describe('a clock that', () => {
  const hour = 3_600_000;

  test('goes back between two imports loses neither, and the case opens with both verdicts and a whole log', async () => {
    let now = Date.UTC(2026, 9, 1);
    const computer = createComputer();
    const worker = await computer.startWorker({
      now: () => {
        now -= hour;
        return now;
      },
    });
    const first = await worker.request('importBundle', {
      caseId: null,
      source: fileOf(await smallZip({ entries: 3 }), 'first.evb.zip'),
    });
    const { caseId } = first.view.case;
    const second = await worker.request('importBundle', {
      caseId,
      source: fileOf(await smallZip({ entries: 5 }), 'second.evb.zip'),
    });
    expect(second.view.bundles.map(({ fileName }) => fileName).toSorted()).toEqual([
      'first.evb.zip',
      'second.evb.zip',
    ]);
    const again = await computer.startWorker();
    const view = await again.request('openCase', { caseId });
    expect(view.bundles.map(({ verdict }) => verdict.headline)).toEqual([
      'INTACT, SIGNER NOT TRUSTED',
      'INTACT, SIGNER NOT TRUSTED',
    ]);
    expect((await again.request('listCustody', { caseId })).brokenAt).toBeNull();
    expect(await countRows(again)).toMatchObject({ bundles: 2, files: 2, parts: 2, staging: 0 });
  });

  test('jumps an hour forth and back while a bundle is read changes nothing of what is stored', async () => {
    let looks = 0;
    const worker = await createComputer().startWorker({
      elapsed: () => {
        looks += 1;
        return looks % 2 === 0 ? -hour : hour;
      },
    });
    const source = fileOf(await smallZip({ entries: 900, segmentLines: 100 }));
    const { view } = await worker.request('importBundle', { caseId: null, source });
    expect(view.bundles[0]?.verdict.headline).toBe('INTACT, SIGNER NOT TRUSTED');
    expect(await countRows(worker)).toMatchObject({ bundles: 1, files: 1, parts: 9, staging: 0 });
  });
});

import { expect, test } from 'vitest';
import { workerDigests } from '../../../renderer/workers/worker-digests.ts';
import { indexKernelWasm } from '../../../renderer/workers/worker-scan-into-parts.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { fastestScanIntoParts, scanWithKernels } from '../../../shared/index/fastest-scan-into-parts.ts';
import { type IndexKernel, startIndexKernel } from '../../../shared/index/index-kernel.ts';
import { portableScanIntoParts, type SegmentOrder } from '../../../shared/index/scan-into-parts.ts';

function orderOf(action: string): SegmentOrder {
  const lines = Array.from(
    { length: 3_000 },
    (_, seq) =>
      `{"seq":${seq},"prev":"${'a'.repeat(64)}","ts":"2026-07-01T00:00:00Z","action":"${action}","n":${seq}}\n`,
  );
  return {
    member: 'data/segments/000000000000.ndjson',
    bytes: encodeUtf8(lines.join('')),
    scan: { limits, digests: workerDigests, rootSizes: [] },
    parts: { mapping: { action: '/action' }, seed: 7, jsonDepth: limits.jsonDepth },
  };
}

function startKernel(): IndexKernel {
  const kernel = startIndexKernel(indexKernelWasm);
  if (kernel === null) throw new Error('the kernel does not run here');
  return kernel;
}

/** Ends in a trap at the call of this number, counted from when it has answered what it is asked first. */
function trappingKernel(trapAt: number): IndexKernel {
  const kernel = startKernel();
  let calls = 0;
  return {
    ...kernel,
    takeLines(first, count) {
      calls += 1;
      if (count === 1_024 && calls >= trapAt) throw new Error('unreachable');
      return kernel.takeLines(first, count);
    },
  };
}

test('a kernel that ends in a trap in the middle of a segment leaves nothing behind, and another one reads the next', () => {
  const started: IndexKernel[] = [];
  const scan = scanWithKernels(() => {
    const kernel = started.length === 0 ? trappingKernel(3) : startKernel();
    started.push(kernel);
    return kernel;
  });
  expect(started).toHaveLength(1);
  expect(scan(orderOf('one'))).toEqual(portableScanIntoParts(orderOf('one')));
  expect(started).toHaveLength(2);
  expect(scan(orderOf('two'))).toEqual(portableScanIntoParts(orderOf('two')));
  expect(started).toHaveLength(2);
});

test('a kernel that gives another answer than the reference is not used', () => {
  const kernel = startKernel();
  const wrong: IndexKernel = { ...kernel, textCount: (table) => Math.min(1, kernel.textCount(table)) };
  expect(scanWithKernels(() => wrong)).toBe(portableScanIntoParts);
});

test('where no kernel starts the reference reads every segment', () => {
  expect(fastestScanIntoParts(encodeUtf8('no kernel'))).toBe(portableScanIntoParts);
  expect(scanWithKernels(() => null)).toBe(portableScanIntoParts);
});

test('a mapping into lists is read by the reference', () => {
  const order = { ...orderOf('x'), parts: { ...orderOf('x').parts, mapping: { action: '/list/0' } } };
  const scan = scanWithKernels(startKernel);
  expect(scan).not.toBe(portableScanIntoParts);
  expect(scan(order)).toEqual(portableScanIntoParts(order));
});

import { scanSegment } from '../bundle/scan-segment.ts';
import { limits } from '../bytes/limits.ts';
import { splitLines } from '../bytes/split-lines.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { type BatchDigests, portableBatchDigests } from '../crypto/batch-digests.ts';
import { digestBytes } from '../crypto/digest.ts';
import { firstDifference } from './compare-parts.ts';
import { type IndexKernel, startIndexKernel } from './index-kernel.ts';
import { KernelPartBuilder } from './kernel-part-builder.ts';
import { portableScanIntoParts, type ScanIntoParts, type SegmentOrder } from './scan-into-parts.ts';

/**
 * By the kernel where the runtime starts it and it gives what the reference gives, else by the reference: slower, and
 * never wrong. What is found in a log must not hang on what a processor or a browser makes of sixteen bytes at once.
 */
export function fastestScanIntoParts(wasm: Uint8Array): ScanIntoParts {
  return scanWithKernels(() => startIndexKernel(wasm));
}

/** The same with kernels from anywhere: another one is started when one has ended in a trap. */
export function scanWithKernels(startKernel: () => IndexKernel | null): ScanIntoParts {
  let kernel = startKernel();
  if (kernel === null || !answersAlike(kernel)) return portableScanIntoParts;
  return (order) => {
    try {
      const scanned = kernel === null ? null : scanByKernel(kernel, order);
      if (scanned !== null) return scanned;
    } catch {
      // It ran out of memory: another one begins with none. What its trap left is used by nobody.
      kernel = startKernel();
    }
    return portableScanIntoParts(order);
  };
}

/** Null for what the kernel does not do. Throws what a trap throws. */
export function scanByKernel(kernel: IndexKernel, { member, bytes, scan, parts }: SegmentOrder) {
  const sink = KernelPartBuilder.create(kernel, member, parts);
  const scanned = sink === null ? null : scanSegment(member, bytes, { ...scan, sink });
  return sink === null || scanned === null ? null : { scanned, parts: sink.build(scanned.starts) };
}

/** Every leaf is zeros: an entry that states that is linked. The digests themselves are checked elsewhere. */
const noDigests: BatchDigests = {
  ...portableBatchDigests,
  digestLines(bytes, most) {
    const split = splitLines(bytes, most);
    return split === null ? null : { ...split, leaves: new Uint8Array(split.lines * digestBytes) };
  },
  digestNodes() {},
};

/** Asks both for lines of every kind, links and steps back, short texts and long ones, known names and new ones. */
function answersAlike(kernel: IndexKernel): boolean {
  const order: SegmentOrder = {
    member: 'data/segments/000000000000.ndjson',
    bytes: sample(),
    scan: { limits, digests: noDigests, rootSizes: [] },
    parts: {
      mapping: { actor: '/actor', action: '/a/b', target: '/list', outcome: '/list/1/d' },
      seed: 1,
      jsonDepth: limits.jsonDepth,
    },
  };
  try {
    const one = scanByKernel(kernel, order);
    const other = portableScanIntoParts(order);
    if (one === null || other === null) return false;
    const [part] = one.parts;
    const [reference] = other.parts;
    if (part === undefined || reference === undefined || firstDifference(reference, part) !== null)
      return false;
    return JSON.stringify(one.scanned) === JSON.stringify(other.scanned);
  } catch {
    return false;
  }
}

function sample(): Uint8Array {
  const commitment = '[{"...":"7xkXkRoTGjnYvTY0kPzFnzmyTfvnMzTTHVUiMoJnXjA"}]';
  const rests = [
    '"actor":"a","a":{"b":1,"c":"x"},"list":[1,{"d":true}],"long":"0123456789abcdef0123456789abcdef"',
    '"actor":"","a":{"b":"\\u00e9\\n","c":"é日😀"},"list":{"e":"~/"},"~/":0.000001',
    `"actor":${commitment},"a":${commitment},"number":-12.5,"none":null,"deep":[[["x"],[]],{}]`,
    ' "a" : { "b" : "b" } , "actor":"a","list":1e3',
    `"${'n'.repeat(70)}":"${'t'.repeat(150)}","_id":"u","list":[]`,
  ];
  const lines = Array.from({ length: 16 }, (_, seq) => {
    const prev = (seq % 4 === 3 ? 'a' : '0').repeat(64);
    const time = `2026-07-0${1 + (seq % 3)}T00:00:${String(59 - seq).padStart(2, '0')}.5Z`;
    return `{"seq":${seq},"prev":"${prev}","ts":"${time}",${rests[seq % rests.length]},"n":"${'n'.repeat(seq)}"}`;
  });
  return encodeUtf8([...lines, `#withheld ${'b'.repeat(64)}`, '{"a":1,"a":2}', 'x', ''].join('\n'));
}

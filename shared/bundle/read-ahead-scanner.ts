import type { Limits } from '../bytes/limits.ts';
import type { ByteCount } from '../bytes/units.ts';
import { segmentsInOrder } from './bundle-layout.ts';
import type { BundleMember, BundleSource } from './bundle-source.ts';
import type { ScanPool } from './scan-pool.ts';
import type { SegmentScan, SegmentScanner } from './segment-scan.ts';

interface ReadAheadOptions<Made> {
  readonly limits: Limits;
  readonly rootSizes: readonly number[];
  /** Takes what a pool made of a segment, in any order. Awaited before the next segment is read. */
  onMade?(member: string, made: Made): Promise<void>;
}

/**
 * Reads the segments of a bundle one after the other and hands them to a pool, a few ahead of the one that is asked
 * for: no more of them are in memory at a time than the pool reads, and one that waits, and no more than one when they
 * are large. Their memory is used again
 * and again: left to the collector, it made a program of 100 MB one of 400 (measured).
 */
export function createReadAheadScanner<Made>(
  source: BundleSource,
  pool: ScanPool<Made>,
  options: ReadAheadOptions<Made>,
): SegmentScanner {
  const segments = segmentsInOrder(source.members);
  let next = 0;
  const scans = new Map<string, Promise<SegmentScan | null>>();
  let reading: Promise<unknown> = Promise.resolve();
  const freeMemory: ArrayBuffer[] = [];
  let held = 0;
  let heldBytes: ByteCount = 0;

  function readNext(): void {
    while (held <= pool.width) {
      const member = segments[next];
      const isRoom = held === 0 || heldBytes + (member?.size ?? 0) <= options.limits.scannedSegmentBytes;
      if (member === undefined || !isRoom) return;
      next += 1;
      held += 1;
      heldBytes += member.size;
      const bytes = reading.then(() => readSegment(source, member, options.limits, freeMemory));
      const scan = bytes.then((whole) => scanOf(member, whole)).finally(() => release(member));
      // Whoever asks for the segment hears of it; until then nobody may.
      scan.catch(() => {});
      reading = bytes.catch(() => {});
      scans.set(member.path, scan);
    }
  }

  function release({ size }: BundleMember): void {
    held -= 1;
    heldBytes -= size;
    readNext();
  }

  async function scanOf(
    member: BundleMember,
    bytes: Uint8Array<ArrayBuffer> | null,
  ): Promise<SegmentScan | null> {
    if (bytes === null) return null;
    const job = { member: member.path, bytes, rootSizes: options.rootSizes };
    const { read, memory } = await pool.scan(job);
    if (memory !== null) freeMemory.push(memory);
    if (read === null) return null;
    await options.onMade?.(member.path, read.made);
    return read.scan;
  }

  return {
    scan(member) {
      readNext();
      const scan = scans.get(member.path) ?? Promise.resolve(null);
      scans.delete(member.path);
      return scan;
    },
    end() {
      next = segments.length;
    },
  };
}

async function readSegment(
  source: BundleSource,
  { path, size }: BundleMember,
  limits: Limits,
  freeMemory: ArrayBuffer[],
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (size > limits.scannedSegmentBytes) return null;
  const free = freeMemory.pop();
  let bytes = new Uint8Array(
    free !== undefined && free.byteLength >= size ? free : new ArrayBuffer(roomFor(size)),
  );
  if ((await source.copyInto?.(path, bytes.subarray(0, size))) === true) return bytes.subarray(0, size);
  let length = 0;
  for await (const chunk of source.open(path)) {
    // A stored copy that was altered may have more bytes than it says.
    if (length + chunk.length > bytes.length) bytes = grown(bytes, (length + chunk.length) * 2);
    bytes.set(chunk, length);
    length += chunk.length;
  }
  return bytes.subarray(0, length);
}

/** A little more than is asked for: segments of one log differ by some bytes, and each would else find its memory too small. */
function roomFor(size: ByteCount): ByteCount {
  const step = Math.max(1, 2 ** Math.ceil(Math.log2(size + 1)) / 8);
  return Math.ceil(size / step) * step;
}

function grown(bytes: Uint8Array, room: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(room);
  larger.set(bytes);
  return larger;
}

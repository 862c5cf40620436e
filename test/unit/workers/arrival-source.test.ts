import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ArrivalSource, openArrivalSource } from '../../../renderer/workers/arrival-source.ts';
import { FormatError } from '../../../shared/bytes/errors.ts';
import { memorySource } from '../../../shared/bytes/memory-source.ts';
import { portableDigests } from '../../../shared/crypto/digest.ts';

const windowBytes = 100;
/** More than is read ahead for small reads, so that reads of its end leave its middle alone. */
const bytes = Uint8Array.from({ length: 150_003 }, (_, index) => (index * 7) % 251);
const sha256 = digestOf(bytes);

function digestOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The file with another byte at this place. */
function changedAt(at: number): Uint8Array {
  return bytes.with(at, (bytes[at] ?? 0) ^ 1);
}

interface SmallSource {
  readonly source: ArrivalSource;
  readonly reads: [number, number][];
  done(): number;
  /** All memory that windows were read into. */
  readonly memory: ReadonlySet<ArrayBuffer>;
  /** What the file says from now on. */
  become(content: Uint8Array): void;
}

/** Windows of 100 bytes, and what was read of the file for them. */
function openSmall(): SmallSource {
  const reads: [number, number][] = [];
  const memory = new Set<ArrayBuffer>();
  let file = memorySource('file', bytes);
  let done = 0;
  const noting = {
    ...file,
    read: (offset: number, length: number) => {
      reads.push([offset, length]);
      return file.read(offset, length);
    },
    /** As a stream of the platform does it: what was in the memory before is gone. */
    readInto: async (offset: number, length: number, room: ArrayBuffer) => {
      reads.push([offset, length]);
      memory.add(room);
      const filled = new Uint8Array(room, 0, length);
      filled.set(await file.read(offset, length));
      return filled;
    },
  };
  const source = openArrivalSource(noting, {
    digests: portableDigests,
    pace: { step: async () => {} },
    onBytes: (count) => {
      done = count;
    },
    windowBytes,
  });
  return {
    source,
    reads,
    memory,
    done: () => done,
    become(content) {
      file = memorySource('file', content);
    },
  };
}

describe('a file that arrives', () => {
  test('is digested while it is read from its start to its end, and no byte is read twice', async () => {
    const { source, reads, done } = openSmall();
    source.readInOrder();
    for (let at = 0; at < bytes.length; at += 37) {
      const length = Math.min(37, bytes.length - at);
      expect(await source.read(at, length)).toEqual(bytes.subarray(at, at + length));
    }
    expect(await source.finish()).toBe(sha256);
    expect(reads).toEqual(
      Array.from({ length: 1_501 }, (_, index) => [index * 100, index === 1_500 ? 3 : 100]),
    );
    expect(done()).toBe(150_003);
  });

  test('gives what lies far from there by itself, once for all that lies together', async () => {
    const { source, reads } = openSmall();
    expect(await source.read(149_990, 13)).toEqual(bytes.subarray(149_990));
    expect(await source.read(50_000, 4)).toEqual(bytes.subarray(50_000, 50_004));
    expect(await source.read(60_000, 4)).toEqual(bytes.subarray(60_000, 60_004));
    expect(reads).toEqual([
      [150_003 - 65_536, 65_536],
      [50_000, 65_536],
    ]);
    source.readInOrder();
    expect(await source.read(0, 250)).toEqual(bytes.subarray(0, 250));
    expect(await source.finish()).toBe(sha256);
    expect(reads.filter(([, length]) => length === 100)).toHaveLength(1_500);
  });

  test('stays at its first window while it is only looked at, so that its segments are read once', async () => {
    const { source, reads } = openSmall();
    for (const at of [0, 90, 130, 350, 720]) {
      expect(await source.read(at, 30)).toEqual(bytes.subarray(at, at + 30));
    }
    source.readInOrder();
    for (let at = 0; at < 1_000; at += 50) await source.read(at, 50);
    expect(reads.filter(([at, length]) => length === 100 && at < 1_000).map(([at]) => at)).toEqual(
      Array.from({ length: 10 }, (_, index) => index * 100),
    );
    expect(await source.finish()).toBe(sha256);
  });

  test('is digested over a member that nobody asks for', async () => {
    const { source } = openSmall();
    source.readInOrder();
    await source.read(0, 80);
    expect(await source.read(290, 20)).toEqual(bytes.subarray(290, 310));
    expect(await source.read(310, 100)).toEqual(bytes.subarray(310, 410));
    expect(await source.finish()).toBe(sha256);
  });

  test('gives again what has passed, and reads that alone once more', async () => {
    const { source, reads } = openSmall();
    source.readInOrder();
    await source.read(0, 1_000);
    reads.length = 0;
    expect(await source.read(230, 40)).toEqual(bytes.subarray(230, 270));
    expect(await source.read(1_000, 10)).toEqual(bytes.subarray(1_000, 1_010));
    expect(await source.read(270, 40)).toEqual(bytes.subarray(270, 310));
    expect(reads.map(([at]) => at)).toEqual([200, 1_100, 300]);
    expect(await source.finish()).toBe(sha256);
  });

  test('has one digest, however many ask for its bytes at once', async () => {
    const { source } = openSmall();
    source.readInOrder();
    const pieces = await Promise.all(
      [0, 200, 100, 300, 50, 900].map(async (at) => [at, await source.read(at, 90)] as const),
    );
    for (const [at, piece] of pieces) expect(piece).toEqual(bytes.subarray(at, at + 90));
    expect(await source.finish()).toBe(sha256);
  });

  test('refuses what lies beyond its end as the file does', async () => {
    const { source } = openSmall();
    await expect(source.read(150_000, 4)).rejects.toMatchObject({ name: 'FormatError' });
    expect(await source.finish()).toBe(sha256);
  });
});

describe('a file that changes while it arrives is refused', () => {
  const refusal = (offset: number) => ({ code: 'source-changed', place: { offset } });

  test.each([
    ['in its first byte', 80_000],
    ['where a window ends', 80_099],
    ['in its last byte', 80_999],
  ])('when what was read early changes %s before it is digested', async (_where, at) => {
    const { source, become } = openSmall();
    await source.read(80_000, 1_000);
    become(changedAt(at));
    await expect(source.finish()).rejects.toMatchObject(refusal(80_000));
  });

  test('when its end changes, which is read first and digested last', async () => {
    const { source, become } = openSmall();
    await source.read(149_990, 13);
    become(changedAt(150_002));
    source.readInOrder();
    await source.read(0, 1_000);
    // All that lies together there was read at once.
    await expect(source.finish()).rejects.toMatchObject(refusal(150_003 - 65_536));
  });

  test('when what has passed is read again and is another by then', async () => {
    const { source, become } = openSmall();
    source.readInOrder();
    await source.read(0, 1_000);
    become(changedAt(299));
    await expect(source.read(200, 1)).rejects.toMatchObject(refusal(200));
    expect(await source.read(300, 1)).toEqual(bytes.subarray(300, 301));
  });

  test('and is not when it only changes where nothing is read twice', async () => {
    const { source, become } = openSmall();
    await source.read(80_000, 10);
    become(changedAt(79_999));
    expect(await source.finish()).toBe(digestOf(changedAt(79_999)));
  });
});

test('what was only lent is read into the same memory as what comes after it', async () => {
  const { source, memory } = openSmall();
  source.readInOrder();
  const lent: number[] = [];
  await source.lend?.(50, 10_000, (piece) => lent.push(...piece));
  expect(lent).toEqual([...bytes.subarray(50, 10_050)]);
  expect(memory.size).toBe(2);
  expect(await source.finish()).toBe(sha256);
  expect(memory.size).toBe(2);
});

test('what was handed out keeps its bytes, whatever is lent after it', async () => {
  const { source, memory } = openSmall();
  source.readInOrder();
  await source.lend?.(0, 250, () => {});
  const kept = await source.read(260, 20);
  await source.lend?.(280, 5_000, () => {});
  expect(kept).toEqual(bytes.subarray(260, 280));
  expect(memory.size).toBe(3);
  expect(await source.finish()).toBe(sha256);
});

test('what lies elsewhere, or beyond its end, is lent as it is read', async () => {
  const { source } = openSmall();
  const lent: number[] = [];
  await source.lend?.(120_000, 30, (piece) => lent.push(...piece));
  expect(lent).toEqual([...bytes.subarray(120_000, 120_030)]);
  await expect(source.lend?.(bytes.length - 5, 10, () => {})).rejects.toMatchObject({
    code: 'source-unreadable',
  });
});

test('whatever was handed out are bytes of the file whose digest is stated, or the file is refused', async () => {
  const look = fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 350 }));
  // Reads cluster around the byte that changes, and so does the moment.
  const looks = fc.array(look, { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(looks, looks, fc.nat(bytes.length - 1), fc.nat(24), async (early, late, at, moment) => {
      const { source, become } = openSmall();
      const changed = changedAt(at);
      const near = ([offset, length]: readonly [number, number], index: number) =>
        [index % 2 === 0 ? Math.max(0, at - (offset % 300)) : offset, length] as const;
      const pieces: [number, Uint8Array][] = [];
      let digest: string | null = null;
      try {
        for (const [index, [offset, length]] of [...early, ...late].map(near).entries()) {
          if (index === moment) become(changed);
          if (index === early.length) source.readInOrder();
          const rest = Math.min(length, bytes.length - offset);
          if (index % 3 !== 2) pieces.push([offset, await source.read(offset, rest)]);
          else {
            let lentAt = offset;
            await source.lend?.(offset, rest, (piece) => {
              pieces.push([lentAt, piece.slice()]);
              lentAt += piece.length;
            });
          }
        }
        digest = await source.finish();
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(FormatError);
        expect(thrown).toMatchObject({ code: 'source-changed' });
      }
      if (digest === null) return;
      const content = digest === sha256 ? bytes : changed;
      expect(digest).toBe(digestOf(content));
      for (const [offset, piece] of pieces) {
        expect(piece).toEqual(content.subarray(offset, offset + piece.length));
      }
    }),
    { numRuns: 60 },
  );
});

import { describe, expect, it } from 'vitest';
import { nodeDigests } from '../../../cli/platform/digests.ts';
import { deflateRawNode, inflateRawNode } from '../../../cli/platform/inflate.ts';
import { writeZip } from '../../../shared/archive/zip-writer.ts';
import type { BundleSource } from '../../../shared/bundle/bundle-source.ts';
import type { ObservedRepeats } from '../../../shared/bundle/observation.ts';
import { type ObserveOptions, observeBundle } from '../../../shared/bundle/observe-bundle.ts';
import { createReadAheadScanner } from '../../../shared/bundle/read-ahead-scanner.ts';
import { createSerialPool } from '../../../shared/bundle/scan-pool.ts';
import { openZipBundle } from '../../../shared/bundle/zip-source.ts';
import { concatBytes } from '../../../shared/bytes/concat.ts';
import { CancelledError } from '../../../shared/bytes/errors.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { memorySource } from '../../../shared/bytes/memory-source.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { portableBatchDigests } from '../../../shared/crypto/batch-digests.ts';
import { readLines } from '../../../shared/samples/sample-members.ts';
import {
  editLines,
  folderOf,
  type Members,
  observe,
  sealSmall,
  segmentPath,
  stubOf,
} from '../../support/bundle-builder.ts';

const { members: good } = await sealSmall({ entries: 12 });
const [, one = '', two = ''] = readLines(good, segmentPath(0));
const five = readLines(good, segmentPath(4))[1] ?? '';

/** The same number and link, and another action. */
function otherThan(line: string, by = 'x'): string {
  return line.replace('"action":"', `"action":"${by}`);
}

/** The lines behind those of the segment that begins with this number. */
function behind(firstSeq: number, ...lines: readonly string[]): Members {
  return editLines(good, firstSeq, (own) => [...own, ...lines]);
}

async function repeatsOf(members: Members, changed: object = {}): Promise<ObservedRepeats> {
  const { repeats, problemCounts } = await observe(members, changed);
  const { sameBytes, otherContent, notCompared } = repeats;
  expect(sameBytes + otherContent + notCompared).toBe(problemCounts.repeated);
  return repeats;
}

/** Says of each member how often it was opened. */
function counted(source: BundleSource) {
  const opened = new Map<string, number>();
  const open = (path: string) => {
    opened.set(path, (opened.get(path) ?? 0) + 1);
    return source.open(path);
  };
  return { source: { ...source, open }, opened };
}

const options: ObserveOptions = { limits, digests: nodeDigests, onProgress: () => {} };

describe('Lines that repeat a number', () => {
  it.each<[string, Members, readonly [same: number, other: number, open: number]]>([
    [
      'at once, with the same bytes',
      editLines(good, 0, ([a = '', b = '', ...c]) => [a, b, b, ...c]),
      [1, 0, 0],
    ],
    ['in another segment, with the same bytes', behind(8, one), [1, 0, 0]],
    [
      'at once, with other content',
      editLines(good, 0, ([a = '', ...b]) => [a, otherThan(a), ...b]),
      [0, 1, 0],
    ],
    [
      'before the line that belongs there',
      editLines(good, 0, ([a = '', ...b]) => [otherThan(a), a, ...b]),
      [0, 1, 0],
    ],
    ['in another segment, with other content', behind(8, otherThan(one)), [0, 1, 0]],
    ['with both', behind(8, one, otherThan(one), one, otherThan(two)), [2, 2, 0]],
    ['with the same other content twice', behind(8, otherThan(one), otherThan(one)), [1, 1, 0]],
    ['as the last line', behind(8, readLines(good, segmentPath(8))[3] ?? ''), [1, 0, 0]],
    ['of a whole segment', behind(8, ...readLines(good, segmentPath(0))), [4, 0, 0]],
  ])('%s are compared', async (_what, members, [sameBytes, otherContent, notCompared]) => {
    expect(await repeatsOf(members)).toEqual({ sameBytes, otherContent, notCompared });
  });

  it('that no line has are not compared, but with each other', async () => {
    const stub = editLines(good, 0, ([a = '', b = '', ...rest]) => [a, stubOf(b), ...rest]);
    const again = (...lines: readonly string[]) => editLines(stub, 8, (own) => [...own, ...lines]);
    expect(await repeatsOf(again(one))).toEqual({ sameBytes: 0, otherContent: 0, notCompared: 1 });
    expect(await repeatsOf(again(one, one))).toEqual({ sameBytes: 1, otherContent: 0, notCompared: 1 });
  });

  it('beside stubs and lines that cannot be read are compared with lines alone', async () => {
    const members = behind(8, stubOf(one), one.slice(0, -1), one);
    expect(await repeatsOf(members)).toEqual({ sameBytes: 1, otherContent: 0, notCompared: 0 });
  });

  it('beyond the compared ones are counted as not compared', async () => {
    const few = { comparedRepeats: 1, keptProblems: 1 };
    expect(await repeatsOf(behind(8, one, two), few)).toEqual({
      ...{ sameBytes: 1, otherContent: 0, notCompared: 1 },
    });
    // Three contents, of which the third has no room: the fourth line might be its copy.
    const third = otherThan(one, 'y');
    expect(await repeatsOf(behind(8, otherThan(one), third, third, one, otherThan(one)), few)).toEqual({
      ...{ sameBytes: 2, otherContent: 1, notCompared: 2 },
    });
  });

  it('beyond the places that are kept are compared all the same', async () => {
    const members = behind(8, one, two, five, otherThan(five));
    expect(await repeatsOf(members, { keptProblems: 1 })).toEqual({
      ...{ sameBytes: 3, otherContent: 1, notCompared: 0 },
    });
  });

  it('100,000 times are compared to the last one', async () => {
    const copies = Array.from({ length: 100_000 }, () => one);
    const { repeats } = await observeBundle(folderOf(behind(8, ...copies)), options);
    expect(repeats).toEqual({ sameBytes: 100_000, otherContent: 0, notCompared: 0 });
  }, 60_000);

  it('with ever other content are held up to a limit', async () => {
    const others = Array.from({ length: 600 }, (_, index) => otherThan(one, String(index)));
    expect(await repeatsOf(behind(8, ...others))).toMatchObject({ otherContent: 600, notCompared: 0 });
    expect(await repeatsOf(behind(8, ...others), { comparedRepeats: 500 })).toEqual({
      ...{ sameBytes: 0, otherContent: 500, notCompared: 100 },
    });
  });

  it('in a ZIP that is compressed are compared as well, from chunks of any length', async () => {
    const members = behind(8, one, otherThan(two));
    const inputs = async function* () {
      for (const [path] of members) yield { path, chunks: folderOf(members).open(path) };
    };
    const pieces: Uint8Array[] = [];
    for await (const piece of writeZip(inputs(), { deflate: deflateRawNode })) pieces.push(piece);
    const source = await openZipBundle(memorySource('z', concatBytes(pieces)), inflateRawNode, limits);
    expect((await observeBundle(source, options)).repeats).toMatchObject({ sameBytes: 1, otherContent: 1 });
    const byByte: BundleSource = {
      ...folderOf(members),
      async *open(path) {
        for (const byte of members.get(path) ?? []) yield Uint8Array.of(byte);
      },
    };
    expect((await observeBundle(byByte, options)).repeats).toMatchObject({ sameBytes: 1, otherContent: 1 });
  });

  it('are compared alike when segments are read by themselves', async () => {
    const members = behind(8, one, otherThan(five));
    const source = folderOf(members);
    const pool = createSerialPool(limits, portableBatchDigests);
    const openScanner = () => createReadAheadScanner(source, pool, { limits, rootSizes: [] });
    const { source: seen, opened } = counted(source);
    const { repeats } = await observeBundle(seen, { ...options, openScanner });
    expect(repeats).toEqual({ sameBytes: 1, otherContent: 1, notCompared: 0 });
    // Read by the scanner, which has its own source, then line by line where it did not fit, then to compare.
    expect([0, 4, 8].map((seq) => opened.get(segmentPath(seq)))).toEqual([1, 1, 2]);
  });
});

describe('The second reading', () => {
  it('is of no byte of a bundle without repeated lines, sound or not', async () => {
    for (const members of [good, editLines(good, 4, (lines) => lines.slice(1))]) {
      const { source, opened } = counted(folderOf(members));
      const { repeats } = await observeBundle(source, options);
      expect(repeats).toEqual({ sameBytes: 0, otherContent: 0, notCompared: 0 });
      expect(new Set(opened.values())).toEqual(new Set([1]));
      expect(opened.size).toBe(members.size);
    }
  });

  it('is of the segments alone in which the repeated numbers can lie', async () => {
    const empty = new Map(behind(8, one)).set(segmentPath(99), encodeUtf8(`${stubOf(one)}\n`));
    const { source, opened } = counted(folderOf(empty));
    await observeBundle(source, options);
    const twice = [...opened].flatMap(([path, times]) => (times === 2 ? [path] : []));
    // The last numbers of segment 8 are 11 and 1, so it spans those of segment 4, which are not looked for there.
    expect(twice).toEqual([segmentPath(0), segmentPath(8)]);
  });

  it('goes on telling how far it is, counts no byte twice and can be stopped', async () => {
    const members = behind(8, one);
    const total = [...members.values()].reduce((sum, { length }) => sum + length, 0);
    const told: (readonly [bytes: number, lines: number])[] = [];
    const onProgress = (bytes: number, lines: number) => void told.push([bytes, lines]);
    await observeBundle(folderOf(members), { limits, onProgress });
    expect(told.slice(-3)).toEqual([
      [total, 13],
      [total, 13],
      [total, 13],
    ]);
    let calls = 0;
    const stopping = observeBundle(folderOf(members), {
      limits,
      onProgress: () => {
        calls += 1;
        if (calls === told.length) throw new CancelledError();
      },
    });
    await expect(stopping).rejects.toThrow(CancelledError);
  });

  it('refuses other bytes than the first one had', async () => {
    const members = behind(8, one);
    const folder = folderOf(members);
    let opened = 0;
    const source: BundleSource = {
      ...folder,
      open(path) {
        if (path === segmentPath(0)) opened += 1;
        return (opened === 2 ? folderOf(behind(0, two)) : folder).open(path);
      },
    };
    await expect(observeBundle(source, options)).rejects.toMatchObject({
      ...{ code: 'source-changed', place: { member: segmentPath(0) } },
    });
  });
});

import { describe, expect, it } from 'vitest';
import type { BundleSource } from '../../../shared/bundle/bundle-source.ts';
import { observeBundle, rootSizesOf } from '../../../shared/bundle/observe-bundle.ts';
import { createReadAheadScanner } from '../../../shared/bundle/read-ahead-scanner.ts';
import { createSerialPool, type ScanPool } from '../../../shared/bundle/scan-pool.ts';
import { scanSegment } from '../../../shared/bundle/scan-segment.ts';
import { FormatError } from '../../../shared/bytes/errors.ts';
import { type Limits, limits } from '../../../shared/bytes/limits.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { portableBatchDigests } from '../../../shared/crypto/batch-digests.ts';
import { readLines } from '../../../shared/samples/sample-members.ts';
import {
  editLines,
  folderOf,
  type Members,
  observe,
  rechained,
  sealSmall,
  segmentPath,
  stubOf,
} from '../../support/bundle-builder.ts';

const { members: good } = await sealSmall({ entries: 12 });

interface Reading {
  readonly source?: BundleSource;
  readonly pool?: ScanPool<null>;
  readonly changed?: Partial<Limits>;
}

/** What is observed when each segment is read by itself, ahead of the one that is asked for. */
function observeAhead(members: Members, { source = folderOf(members), pool, changed }: Reading = {}) {
  const maxima = { ...limits, ...changed };
  const rootSizes = rootSizesOf(source.members);
  const used = pool ?? createSerialPool(maxima, portableBatchDigests);
  const openScanner = () => createReadAheadScanner(source, used, { limits: maxima, rootSizes });
  return observeBundle(source, { limits: maxima, onLines: () => {}, onProgress: () => {}, openScanner });
}

/** Entries 4 to 7 state an hour that is over: the log signed them so, and each still links to the one before it. */
function withClocksBack(members: Members): Members {
  const late = editLines(members, 0, (lines) => lines.map((line) => line.replace('T00:', 'T03:')));
  const mixed = editLines(late, 4, (lines) =>
    lines.map((line, index) => line.replace('T00:', index % 2 === 0 ? 'T02:' : 'T01:')),
  );
  return rechained(mixed);
}

describe('Segments that are read by themselves', () => {
  it('say of clocks that went back what their lines say, between segments and inside of them', async () => {
    const members = withClocksBack(good);
    const ahead = await observeAhead(members);
    expect(ahead).toEqual(await observe(members));
    const steps = ahead.problems.filter(({ kind }) => kind === 'time-backwards');
    expect(steps.map(({ at }) => [at.member, at.line])).toEqual([
      [segmentPath(4), 1],
      [segmentPath(4), 2],
      [segmentPath(4), 4],
      [segmentPath(8), 1],
    ]);
    const few = { keptProblems: 1 };
    expect(await observeAhead(members, { changed: few })).toEqual(await observe(members, few));
  });

  it('say the same of lines that only the parser reads', async () => {
    const odd = editLines(withClocksBack(good), 4, (lines) =>
      lines.map((line) => line.replace('"action"', '"n":1e3,"action"')),
    );
    const members = rechained(odd);
    const ahead = await observeAhead(members);
    expect(ahead).toEqual(await observe(members));
    expect(ahead.problemCounts['time-backwards']).toBe(4);
  });

  it('say the same of a range that continues another, whose first link nothing here can tell', async () => {
    const first = await sealSmall({ entries: 12 });
    const { members } = await sealSmall({ entries: 8, continues: first.end });
    const ahead = await observeAhead(members);
    expect(ahead).toEqual(await observe(members));
    expect(ahead.problems).toEqual([]);
  });

  it('say the same of commitments, also in lines that only the parser reads', async () => {
    const { members } = await sealSmall({ entries: 12, commitsEmail: true });
    const odd = editLines(members, 4, (lines) =>
      lines.map((line) => line.replace('"action"', '"n":1e3,"action"')),
    );
    const unopened = new Map([...rechained(odd)].filter(([path]) => !path.includes('disclosures')));
    const ahead = await observeAhead(unopened);
    expect(ahead).toEqual(await observe(unopened));
    expect(ahead.disclosures.redactedFields).toBe(12);
  });

  const edited = (lines: readonly string[], index: number, edit: (line: string) => string) =>
    lines.with(index, edit(lines[index] ?? ''));
  const other = (line: string) => line.replace('"action":"act', '"action":"x');
  it.each<[string, (lines: readonly string[]) => readonly string[], readonly (string | number)[]]>([
    ['a line was left out', (lines) => lines.toSpliced(1, 1), ['missing', 4, 2]],
    ['a line was changed', (lines) => edited(lines, 1, other), ['chain', 4, 3]],
    ['the last line was changed', (lines) => edited(lines, 3, other), ['chain', 8, 1]],
    ['a line was withheld', (lines) => edited(lines, 1, stubOf), []],
    ['the first line was withheld', (lines) => edited(lines, 0, stubOf), []],
    ['the last line was withheld', (lines) => edited(lines, 3, stubOf), []],
  ])('say the same when %s, and where', async (_what, edit, [kind, firstSeq, line]) => {
    const members = editLines(good, 4, edit);
    const ahead = await observeAhead(members);
    expect(ahead).toEqual(await observe(members));
    const expected = kind === undefined ? [] : [[kind, segmentPath(Number(firstSeq)), line]];
    expect(ahead.problems.map((each) => [each.kind, each.at.member, each.at.line])).toEqual(expected);
    expect(ahead.withheld).toBe(kind === undefined ? 1 : 0);
  });

  it('say the same of a line that does not fit and that only the parser reads, and name it', async () => {
    const members = editLines(good, 8, (lines) =>
      edited(lines, 3, (line) => line.replace(/"prev":"[^"]+"/, `"prev":"${'0'.repeat(64)}","n":1e3`)),
    );
    const ahead = await observeAhead(members);
    expect(ahead).toEqual(await observe(members));
    expect(ahead.problems).toMatchObject([{ kind: 'chain', at: { member: segmentPath(8), line: 4 } }]);
  });

  it('say the same of a last line that no line end closes, and name it', async () => {
    const lines = readLines(good, segmentPath(8)).join('\n');
    const members = new Map(good).set(segmentPath(8), encodeUtf8(lines));
    const ahead = await observeAhead(members);
    expect(ahead).toEqual(await observe(members));
    expect(ahead.problems.map(({ at }) => [at.member, at.line])).toEqual([[segmentPath(8), 4]]);
  });

  it('are taken in the order of their numbers, in whatever order they lie', async () => {
    const reversed: Members = new Map([...good].reverse());
    expect(await observeAhead(reversed)).toEqual(await observe(good));
  });

  it('are read line by line when they are larger than is read ahead', async () => {
    const small = { scannedSegmentBytes: 10 };
    expect(await observeAhead(good, { changed: small })).toEqual(await observe(good));
  });

  it('are read line by line when they have more lines than are read at once', async () => {
    const few = { scannedSegmentLines: 3 };
    expect(await observeAhead(good, { changed: few })).toEqual(await observe(good));
  });

  it('may have more bytes than their container said', async () => {
    const source = folderOf(good);
    const understated = { ...source, members: source.members.map(({ path }) => ({ path, size: 1 })) };
    expect(await observeAhead(good, { source: understated })).toEqual(await observe(good));
  });

  it('fail like a line by line reading when the source does, also while nobody waits for them', async () => {
    const source = folderOf(good);
    const failing: BundleSource = {
      ...source,
      async *open(path) {
        if (path === segmentPath(8)) throw new FormatError('member-crc', 'Another CRC.', { member: path });
        yield* source.open(path);
      },
    };
    const place = { code: 'member-crc', place: { member: segmentPath(8) } };
    await expect(observeAhead(good, { source: failing })).rejects.toMatchObject(place);
  });

  it('are refused when a second reading gives other bytes', async () => {
    // The scan is of a segment whose chain does not fit, so it is read again, and is another by then.
    const broken = editLines(good, 4, (lines) => lines.toReversed());
    const before = folderOf(broken);
    let readings = 0;
    const changing: BundleSource = {
      ...before,
      open: (path) => {
        if (path === segmentPath(4)) readings += 1;
        return (readings < 2 ? before : folderOf(good)).open(path);
      },
    };
    await expect(observeAhead(broken, { source: changing })).rejects.toMatchObject({
      code: 'source-changed',
      place: { member: segmentPath(4) },
    });
  });

  it('work with a pool that keeps the memory it was given', async () => {
    const serial = createSerialPool(limits, portableBatchDigests);
    const keeping = {
      ...serial,
      scan: async (job: Parameters<typeof serial.scan>[0]) => ({ ...(await serial.scan(job)), memory: null }),
    };
    expect(await observeAhead(good, { pool: keeping })).toEqual(await observe(good));
    serial.end();
  });

  it('are taken from a container that copies them, and streamed from one that does not', async () => {
    const folder = folderOf(good);
    const streamed: string[] = [];
    const copying: BundleSource = {
      ...folder,
      open: (path) => {
        streamed.push(path);
        return folder.open(path);
      },
      copyInto: async (path, room) => {
        if (path !== segmentPath(4)) return false;
        room.set(good.get(path) ?? []);
        return true;
      },
    };
    expect(await observeAhead(good, { source: copying })).toEqual(await observe(good));
    expect(streamed).toContain(segmentPath(0));
    expect(streamed).not.toContain(segmentPath(4));
  });

  it('that are not among the members are nothing that was read', async () => {
    const source = folderOf(good);
    const pool = createSerialPool(limits, portableBatchDigests);
    const scanner = createReadAheadScanner(source, pool, { limits, rootSizes: [] });
    expect(await scanner.scan({ path: segmentPath(16), size: 0 })).toBeNull();
  });

  it('may have any number of lines, however short they are', () => {
    const bytes = encodeUtf8('x\n'.repeat(5_000));
    const options = { limits, digests: portableBatchDigests, rootSizes: [], sink: null };
    const scanned = scanSegment(segmentPath(0), bytes, options);
    expect([scanned?.lines, scanned?.starts.at(-1), scanned?.run]).toEqual([5_000, bytes.length, null]);
  });
});

import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { observeBundle, rootSizesOf } from '../../shared/bundle/observe-bundle.ts';
import { createReadAheadScanner } from '../../shared/bundle/read-ahead-scanner.ts';
import { createSerialPool } from '../../shared/bundle/scan-pool.ts';
import { FormatError } from '../../shared/bytes/errors.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { portableBatchDigests } from '../../shared/crypto/batch-digests.ts';
import { readLines, replaceLines } from '../../shared/samples/sample-members.ts';
import {
  disclosuresPath,
  folderOf,
  type Members,
  rechained,
  sealSmall,
  segmentPath,
  stubOf,
} from '../support/bundle-builder.ts';

let bundles: readonly Members[];
/** Segments that did not join and were read line by line after all. */
let readAgain = 0;
beforeAll(async () => {
  const first = await sealSmall({ entries: 12, commitsEmail: true });
  const later = await sealSmall({ entries: 11, continues: first.end });
  bundles = [first.members, later.members];
});

async function observed(members: Members, isScanned: boolean) {
  const source = folderOf(members);
  const shared = { limits: { ...limits, keptProblems: 3 }, onProgress: () => {} };
  const rootSizes = rootSizesOf(source.members, [5, 9]);
  const pool = createSerialPool(shared.limits, portableBatchDigests);
  const openScanner = () => createReadAheadScanner(source, pool, { limits: shared.limits, rootSizes });
  const onLines = () => {
    readAgain += 1;
  };
  const options = { ...shared, rootSizes: [5, 9], ...(isScanned ? { openScanner, onLines } : {}) };
  return observeBundle(source, options).catch((error: unknown) => {
    if (error instanceof FormatError) return { code: error.code, place: error.place };
    throw error;
  });
}

const edit = fc.record({
  segment: fc.constantFrom(0, 4, 8, 12, 16, 20),
  at: fc.nat({ max: 3 }),
  other: fc.nat({ max: 3 }),
  byte: fc.nat({ max: 400 }),
  how: fc.constantFrom(
    'drop',
    'double',
    'swap',
    'stub',
    'flip',
    'renumber',
    'time',
    'odd',
    'disclosure',
    'no-lf',
  ),
});
type Edit = typeof edit extends fc.Arbitrary<infer Value> ? Value : never;

function edited(members: Members, { segment, at, other, byte, how }: Edit): Members {
  const path = segmentPath(segment);
  if (!members.has(path)) return members;
  const lines = [...readLines(members, path)];
  const line = lines[at] ?? '';
  if (line === '') return members;
  const put = (changed: string) => replaceLines(members, path, lines.with(at, changed));
  switch (how) {
    case 'drop':
      return replaceLines(members, path, lines.toSpliced(at, 1));
    case 'double':
      return replaceLines(members, path, lines.toSpliced(other, 0, line));
    case 'swap':
      // Earlier edits may have left fewer lines than there were.
      if (other >= lines.length) return members;
      return replaceLines(members, path, lines.with(at, lines[other] ?? line).with(other, line));
    case 'stub':
      return put(stubOf(line));
    case 'flip':
      return put(`${line.slice(0, byte % line.length)}x${line.slice((byte % line.length) + 1)}`);
    case 'renumber':
      return put(line.replace(/"seq":\d+/, `"seq":${byte % 20}`));
    case 'time':
      return put(line.replace('T00:', 'T01:'));
    case 'odd':
      return put(line.replace('"action"', '"n":1e3,"action"'));
    case 'no-lf':
      return new Map(members).set(path, encodeUtf8(lines.join('\n')));
    case 'disclosure':
      return new Map(members).set(disclosuresPath(segment), encodeUtf8(''));
    default:
      return how satisfies never;
  }
}

describe('Reading segments by themselves', () => {
  it('observes what reading line by line observes, whatever was done to the bundle', async () => {
    let sound = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 1 }),
        fc.array(edit, { maxLength: 4 }),
        fc.boolean(),
        async (which, edits, isRechained) => {
          const start = bundles[which] ?? new Map();
          const damaged = edits.reduce(edited, start);
          const members = isRechained ? rechained(damaged) : damaged;
          const byScan = await observed(members, true);
          expect(byScan).toEqual(await observed(members, false));
          if ('problems' in byScan && byScan.problems.length === 0) sound += 1;
        },
      ),
      { numRuns: 400 },
    );
    expect(sound).toBeGreaterThan(10);
    readAgain = 0;
    for (const members of bundles) await observed(members, true);
    expect(readAgain).toBe(0);
  });
});

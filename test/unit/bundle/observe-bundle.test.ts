import { beforeAll, describe, expect, it } from 'vitest';
import { memberPaths, roleOfMember } from '../../../shared/bundle/bundle-layout.ts';
import type { ObservedLine } from '../../../shared/bundle/observation.ts';
import { observeBundle } from '../../../shared/bundle/observe-bundle.ts';
import { FormatError } from '../../../shared/bytes/errors.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import {
  allLines,
  checkpointPath,
  disclosuresPath,
  editDescriptor,
  editLines,
  editText,
  folderOf,
  type Members,
  observe,
  sealSmall,
  segmentPath,
  stubOf,
  without,
  zipped,
} from '../../support/bundle-builder.ts';

let good: Members;
let committed: Members;
beforeAll(async () => {
  good = (await sealSmall({ entries: 8 })).members;
  committed = (await sealSmall({ entries: 8, commitsEmail: true })).members;
});

async function refusal(members: Members, changed: object = {}): Promise<FormatError> {
  const error = await observe(members, changed).catch((thrown: unknown) => thrown);
  if (error instanceof FormatError) return error;
  throw new Error('The bundle was read.');
}

describe('Reading a bundle', () => {
  it('hands on every line in order, with its place, and reports how far it is', async () => {
    const seen: ObservedLine[] = [];
    const progress: [number, number][] = [];
    await observeBundle(folderOf(good), {
      limits,
      onLines: (_member, lines) => void seen.push(...lines),
      onProgress: (bytes, lines) => void progress.push([bytes, lines]),
    });
    expect(seen.map(({ ordinal, line, claimedSeq }) => [ordinal, line, claimedSeq])).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7].map((seq) => [seq, (seq % 4) + 1, seq]),
    );
    expect(seen.map(({ bytes }) => new TextDecoder().decode(bytes))).toEqual(allLines(good));
    const total = [...good.values()].reduce((sum, { length }) => sum + length, 0);
    expect(progress.map(([, lines]) => lines)).toEqual([4, 8]);
    expect(progress.at(-1)?.[0]).toBe(total);
  });

  it('counts what it found, by reading and by day', async () => {
    const mixed = editLines(good, 4, ([a = '', b = '', c = '', d = '']) => [
      stubOf(a),
      b.replace('}', ',"id":"x"}'),
      c.replace('{', '['),
      d.replace('2025-11-20', '2025-11-21'),
    ]);
    expect(await observe(mixed)).toMatchObject({
      lines: 8,
      entries: 5,
      withheld: 1,
      ambiguous: 1,
      rejectCount: 1,
      nextSeq: 8,
      missingEntries: 0,
      entriesByDay: new Map([
        ['2025-11-20', 4],
        ['2025-11-21', 1],
      ]),
      firstTime: Date.UTC(2025, 10, 20, 0, 0),
      lastTime: Date.UTC(2025, 10, 21, 0, 7),
    });
  });

  it('keeps the first problems of each kind and counts all of them', async () => {
    const broken = editLines(good, 4, (lines) => lines.map((line) => line.replace('{', '[')));
    const { problems, problemCounts } = await observe(broken, { keptProblems: 2 });
    expect(problemCounts.reject).toBe(4);
    expect(problems.filter(({ kind }) => kind === 'reject').map(({ at }) => at.line)).toEqual([1, 2]);
  });

  it('keeps the first disclosures that belong to no field and counts all of them', async () => {
    const { disclosures } = await observe(without(committed, segmentPath(4)), { keptProblems: 1 });
    expect(disclosures).toMatchObject({ total: 8, unreferencedCount: 4, redactedFields: 0 });
    expect(disclosures.unreferenced).toHaveLength(1);
  });
});

describe('A disclosure member', () => {
  const reasons = async (edit: (text: string) => string, changed: object = {}) => {
    const { disclosures } = await observe(editText(committed, disclosuresPath(4), edit), changed);
    return disclosures.unreferenced.map(({ line, seq, reason }) => `${line} (${seq}): ${reason}`);
  };
  const first = '{"seq":4,"d":["WyJzIiwxXQ"]}\n';

  it.each([
    ['is no JSON', 'x\n', '1 (null): Expected a value, found "x" at byte 0.'],
    ['is a list', '[]\n', '1 (null): "seq" is not a whole number'],
    ['has a number below 0', '{"seq":-1}\n', '1 (null): "seq" is not a whole number'],
    ['has a text for a number', '{"seq":"4"}\n', '1 (null): "seq" is not a whole number'],
    ['has half a number', '{"seq":4.5}\n', '1 (null): "seq" is not a whole number'],
    ['has no list', '{"seq":4,"d":"x"}\n', '1 (null): "d" is not a list of disclosures'],
    ['lists a number', '{"seq":4,"d":[1]}\n', '1 (null): "d" holds something that is no disclosure'],
    [
      'lists a text that is no disclosure',
      '{"seq":4,"d":["x"]}\n',
      '1 (null): "d" holds something that is no disclosure',
    ],
    [
      'nests deeper than its list',
      '{"seq":4,"d":[{}]}\n',
      expect.stringMatching(/^1 \(null\): .*depth|^1 \(null\): .*deep|^1 \(null\): .*nest/i),
    ],
    ['is empty', '\n', '1 (null): Expected a value, found the end at byte 0.'],
  ])('with a line that %s names that line', async (_what, text, reason) => {
    expect(await reasons(() => text)).toEqual([reason]);
  });

  it('with two lines for one entry names the second', async () => {
    expect(await reasons((text) => text.replace('"seq":5', '"seq":4'))).toEqual([
      '2 (4): an earlier line names the same entry',
    ]);
  });

  it('with one disclosure twice names its line', async () => {
    expect(await reasons((text) => text.replace(/"d":\[("[^"]+")\]/, '"d":[$1,$1]'))).toEqual([
      '1 (4): it holds the same disclosure twice',
    ]);
  });

  it('with more lines than a segment has is not read to its end', async () => {
    expect(
      (await reasons((text) => first.repeat(9) + text, { segmentLines: 6, keptProblems: 9 })).at(-2),
    ).toBe('7 (null): there are more lines than segmentLines, 6');
  });

  it('that lacks the end of its last line was cut', async () => {
    expect(await reasons((text) => text.slice(0, -1))).toEqual([
      expect.stringContaining('the line is not ended by LF'),
    ]);
  });

  it('is used once for each place: a digest that stands twice in its entry is refused', async () => {
    const twice = editLines(committed, 4, ([line = '', ...rest]) => [
      line.replace(/"email":(\[[^\]]*\])/, '"email":$1,"again":[[$1],null]'),
      ...rest,
    ]);
    const { disclosures } = await observe(twice);
    expect(disclosures.unreferenced).toEqual([
      expect.objectContaining({
        line: 1,
        seq: 4,
        reason: expect.stringMatching(/stands 2 times in entry 4$/),
      }),
    ]);
  });
});

describe('Something that is no bundle', () => {
  it('has no description', async () => {
    expect(await refusal(without(good, memberPaths.descriptor))).toMatchObject({ code: 'not-a-bundle' });
  });

  it('of a later format is named as such, also when it has members that this one does not know', async () => {
    const later = new Map(editDescriptor(good, { format: 'evb/2' })).set(
      'data/index.cbor',
      new Uint8Array(1),
    );
    expect(await refusal(later)).toMatchObject({ code: 'unsupported-format' });
  });

  it.each([
    'readme.txt',
    'data/segments/0.ndjson',
    'data/segments/0000000000000.ndjson',
    'data/segments/000000000000.ndjson.bak',
    'data/checkpoints/04.note',
    'data/checkpoints/latest.note',
    'data/keys/a/b.note',
    'data/attachments/ABCD',
    'Data/bundle.json',
  ])('has a member without a place in the format: %s', async (path) => {
    const error = await refusal(new Map(good).set(path, new Uint8Array(0)));
    expect(error).toMatchObject({ code: 'member-unexpected', place: { member: path } });
  });

  it.each(['data/keys/x.note', 'data/provenance/x'])(
    'has a member that is too large for its kind: %s',
    async (path) => {
      const error = await refusal(new Map(good).set(path, new Uint8Array(1_001)), {
        smallMemberBytes: 1_000,
      });
      expect(error).toMatchObject({ code: 'member-limit', place: { member: path } });
      expect(error.message).toContain('smallMemberBytes, 1000');
    },
  );

  it('has more bytes beside its segments than are held', async () => {
    const path = disclosuresPath(0);
    const error = await refusal(new Map(good).set(path, new Uint8Array(9_000)), { otherMembersBytes: 9_000 });
    expect(error).toMatchObject({ code: 'member-limit', place: { member: path } });
    expect(error.message).toContain('otherMembersBytes, 9000');
  });

  it('has more checkpoints than are read', async () => {
    const error = await refusal(good, { checkpoints: 1 });
    expect(error).toMatchObject({ code: 'member-limit' });
    expect(error.message).toContain('2 checkpoints, more than checkpoints, 1');
  });

  it('has a line that is too long to be held', async () => {
    const error = await refusal(good, { lineBytes: 20 });
    expect(error).toMatchObject({ code: 'member-limit', place: { member: segmentPath(0), line: 1 } });
  });
});

describe('A bundle in a ZIP', () => {
  it('gives out the members that it lists, and no other one', async () => {
    const source = await zipped(good);
    expect(source.members.map(({ path }) => path).toSorted()).toEqual([...good.keys()].toSorted());
    expect(() => source.open('data/other')).toThrow(
      expect.objectContaining({ code: 'member-missing', place: { member: 'data/other' } }),
    );
  });
});

describe('The role of a member', () => {
  it.each([
    ['bagit.txt', 'bag-declaration'],
    ['tagmanifest-sha256.txt.sig.tsr', 'time-stamp'],
    [checkpointPath(0), 'checkpoint'],
    ['data/keys/ünï.note', 'key-note'],
    ['data/provenance/any/where', 'provenance'],
    ['data/provenance/', null],
    ['bagit.txt/x', null],
  ])('%s is %s', (path, role) => {
    expect(roleOfMember(path)).toBe(role);
  });
});

describe('A description that is not the first member', () => {
  it('is read once all the same', async () => {
    const opened: string[] = [];
    const folder = folderOf(new Map(good).set('data/keys/x.note', encodeUtf8('x')));
    const open = (path: string) => {
      opened.push(path);
      return folder.open(path);
    };
    await observeBundle({ ...folder, open }, { limits, onLines: () => {}, onProgress: () => {} });
    expect(opened.toSorted()).toEqual(folder.members.map(({ path }) => path).toSorted());
  });
});

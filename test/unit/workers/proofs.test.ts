import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fingerprints, origin, sealSmall, senderKeys, zipOf } from './small-bundle.ts';
import { createComputer, fileOf, type TestWorker } from './worker-bench.ts';

type Members = ReadonlyMap<string, Uint8Array>;

async function importMembers(members: Members) {
  const worker = await createComputer().startWorker();
  const answer = await worker.request('importBundle', {
    caseId: null,
    source: fileOf(await zipOf(members)),
  });
  return { worker, bundleId: answer.bundleId, caseId: answer.view.case.caseId };
}

async function prove(worker: TestWorker, bundleId: string, ordinal: number) {
  await worker.request('gatherLeaves', { bundleId });
  return worker.request('proveEntry', { bundleId, ordinal });
}

const text = (members: Members, path: string) => Buffer.from(members.get(path) ?? []).toString();
const digest = (...parts: (string | Uint8Array)[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

/** The root that a path leads to, by RFC 6962 and with Node's digests. */
function climb(leaf: string, steps: readonly { readonly side: string; readonly digest: string }[]): string {
  const end = steps.reduce((node, { side, digest: sibling }) => {
    const [left, right] = side === 'left' ? [sibling, node] : [node, sibling];
    return digest('\u0001', Buffer.from(left, 'hex'), Buffer.from(right, 'hex'));
  }, leaf);
  return Buffer.from(end, 'hex').toString('base64');
}

describe('the proof of an entry', () => {
  test('leads from the line through the tree to the root that the newest checkpoint states', async () => {
    const { members } = await sealSmall({ entries: 11, segmentLines: 4 });
    const { worker, bundleId } = await importMembers(members);
    const lines = [0, 4, 8].flatMap((first) =>
      text(members, `data/segments/${String(first).padStart(12, '0')}.ndjson`)
        .split('\n')
        .slice(0, -1),
    );
    const [, , root = ''] = text(members, 'data/checkpoints/11.note').split('\n');
    for (const [ordinal, line] of lines.entries()) {
      const { index, checkpoint, path } = await prove(worker, bundleId, ordinal);
      expect(index).toBe(ordinal);
      expect(checkpoint).toMatchObject({ kind: 'found', member: 'data/checkpoints/11.note', size: 11, root });
      expect(path?.leaf).toBe(digest('\0', line));
      expect(climb(path?.leaf ?? '', path?.steps ?? [])).toBe(root);
      expect(path?.leadsToRoot).toBe(true);
    }
  });

  test('says for which entries each digest beside its path stands', async () => {
    const { worker, bundleId } = await importMembers((await sealSmall({ entries: 6 })).members);
    const { path } = await prove(worker, bundleId, 4);
    expect(path?.steps.map(({ side, from, before }) => [side, from, before])).toEqual([
      ['right', 5, 6],
      ['left', 0, 4],
    ]);
  });

  test('of a later range goes through the frontier that stands for what came before', async () => {
    const first = await sealSmall({ entries: 7 });
    const { members } = await sealSmall({ entries: 6, continues: first.end });
    const { worker, bundleId } = await importMembers(members);
    for (const ordinal of [0, 3, 5]) {
      const { index, path, checkpoint } = await prove(worker, bundleId, ordinal);
      expect(index).toBe(7 + ordinal);
      expect(checkpoint).toMatchObject({ size: 13 });
      expect(path?.leadsToRoot).toBe(true);
    }
  });

  test('of a withheld entry starts with the leaf that its stub states', async () => {
    const { members } = await sealSmall({ entries: 3 });
    const path = 'data/segments/000000000000.ndjson';
    const [line = ''] = text(members, path).split('\n').slice(1);
    const stub = `#withheld ${digest('\0', line)}`;
    const withheld = new Map(members).set(path, Buffer.from(text(members, path).replace(line, stub)));
    const { worker, bundleId } = await importMembers(withheld);
    const proof = await prove(worker, bundleId, 1);
    expect(proof.path).toMatchObject({ leaf: digest('\0', line), leadsToRoot: true });
  });

  test('of a changed line leads elsewhere, and so does that of every other line', async () => {
    const { members } = await sealSmall({ entries: 5 });
    const path = 'data/segments/000000000000.ndjson';
    const changed = new Map(members).set(path, Buffer.from(text(members, path).replace('"u-2"', '"u-9"')));
    const { worker, bundleId } = await importMembers(changed);
    expect((await prove(worker, bundleId, 2)).path?.leadsToRoot).toBe(false);
    expect((await prove(worker, bundleId, 0)).path?.leadsToRoot).toBe(false);
  });

  test('has no path before the leaves were gathered, and every path after', async () => {
    const { worker, bundleId } = await importMembers((await sealSmall({ entries: 3 })).members);
    expect(await worker.request('proveEntry', { bundleId, ordinal: 0 })).toMatchObject({
      checkpoint: { kind: 'found' },
      path: null,
    });
    await worker.request('gatherLeaves', { bundleId });
    for (const ordinal of [0, 1, 2]) {
      const { path } = await worker.request('proveEntry', { bundleId, ordinal });
      expect(path?.leadsToRoot).toBe(true);
    }
  });
});

describe('gathering the leaves', () => {
  test('says how far it is, and ends when the person asks for it', async () => {
    const { worker, bundleId } = await importMembers(
      (await sealSmall({ entries: 40, segmentLines: 8 })).members,
    );
    const stop = new AbortController();
    const heard: number[] = [];
    const gathering = worker.request(
      'gatherLeaves',
      { bundleId },
      {
        signal: stop.signal,
        onProgress: ({ bytesDone, bytesTotal }) => {
          heard.push(bytesDone / bytesTotal);
          stop.abort();
        },
      },
    );
    await expect(gathering).rejects.toMatchObject({ name: 'CancelledError' });
    expect(heard.length).toBeGreaterThan(0);
    expect(heard.every((part) => part >= 0 && part < 1)).toBe(true);
    expect((await worker.request('proveEntry', { bundleId, ordinal: 0 })).path).toBeNull();
  });
});

describe('the checkpoint over an entry', () => {
  const of = async (members: Members, ordinal: number) => {
    const { worker, bundleId } = await importMembers(members);
    return (await prove(worker, bundleId, ordinal)).checkpoint;
  };
  const segment = 'data/segments/000000000000.ndjson';

  test('is named as missing where the bundle has none', async () => {
    const { members } = await sealSmall({ entries: 2 });
    expect(await of(without(members, 'data/checkpoints/2.note'), 0)).toEqual({ kind: 'none' });
  });

  test('is an earlier one where lines at the end are gone, and the lines behind it are called uncovered', async () => {
    const { members } = await sealSmall({ entries: 6, segmentLines: 4 });
    const cut = new Map(members);
    cut.set(
      'data/segments/000000000004.ndjson',
      Buffer.from(`${text(members, 'data/segments/000000000004.ndjson').split('\n')[0]}\n`),
    );
    expect(await of(cut, 1)).toMatchObject({ kind: 'found', size: 4 });
    expect(await of(cut, 4)).toEqual({ kind: 'cut-off' });
  });

  test('does not reach a line that was added behind the head', async () => {
    const { members } = await sealSmall({ entries: 2 });
    const [line = ''] = text(members, segment).split('\n');
    const longer = new Map(members).set(segment, Buffer.from(`${text(members, segment)}${line}\n`));
    expect(await of(longer, 2)).toEqual({ kind: 'behind' });
  });

  test('that cannot be read says why', async () => {
    const { members } = await sealSmall({ entries: 2 });
    const torn = new Map(members).set('data/checkpoints/2.note', Buffer.from('torn'));
    expect(await of(torn, 0)).toMatchObject({ kind: 'unreadable', member: 'data/checkpoints/2.note' });
    const other = (await sealSmall({ entries: 3 })).members.get('data/checkpoints/3.note');
    const misnamed = new Map(members).set('data/checkpoints/2.note', other ?? new Uint8Array(0));
    expect(await of(misnamed, 0)).toMatchObject({ kind: 'unreadable', reason: 'It is for size 3.' });
  });
});

describe('the signer of the checkpoint', () => {
  const signerOf = async (worker: TestWorker, bundleId: string) => {
    const { checkpoint } = await worker.request('proveEntry', { bundleId, ordinal: 0 });
    return checkpoint.kind === 'found' ? checkpoint.signer : checkpoint;
  };

  test('is a key that the bundle offers, until a person pins it', async () => {
    const { worker, bundleId, caseId } = await importMembers((await sealSmall({ entries: 2 })).members);
    expect(await signerOf(worker, bundleId)).toEqual({
      kind: 'offered',
      publicKey: senderKeys.log,
      fingerprint: fingerprints.log,
    });
    const pin = { caseId, role: 'log', origin, publicKey: senderKeys.log } as const;
    const words = { typedFingerprint: fingerprints.log, compared: 'by telephone', comparedBy: 'B. Auditor' };
    await worker.request('pinKey', { ...pin, ...words });
    expect(await signerOf(worker, bundleId)).toMatchObject({
      kind: 'pinned',
      key: { publicKey: senderKeys.log, compared: 'by telephone', comparedBy: 'B. Auditor' },
    });
  });

  test('is false when the signature under its name is not valid', async () => {
    const { members } = await sealSmall({ entries: 2 });
    const note = text(members, 'data/checkpoints/2.note');
    const start = note.lastIndexOf(' ') + 12;
    const flipped = note.slice(0, start) + (note[start] === 'A' ? 'B' : 'A') + note.slice(start + 1);
    const { worker, bundleId } = await importMembers(
      new Map(members).set('data/checkpoints/2.note', Buffer.from(flipped)),
    );
    expect(await signerOf(worker, bundleId)).toEqual({ kind: 'false', whose: 'offered' });
  });

  test('is nobody when the log is not among those who signed', async () => {
    const { members } = await sealSmall({ entries: 2 });
    const note = text(members, 'data/checkpoints/2.note').replace(`— ${origin} `, '— stranger.example ');
    const { worker, bundleId } = await importMembers(
      new Map(members).set('data/checkpoints/2.note', Buffer.from(note)),
    );
    expect(await signerOf(worker, bundleId)).toEqual({ kind: 'unsigned' });
  });

  test('is unknown when the bundle offers no key and none is pinned', async () => {
    const { members } = await sealSmall({ entries: 2 });
    const { offeredLogKey: _offered, ...described } = JSON.parse(text(members, 'data/bundle.json'));
    const { worker, bundleId } = await importMembers(
      new Map(members).set('data/bundle.json', Buffer.from(JSON.stringify(described))),
    );
    expect(await signerOf(worker, bundleId)).toEqual({ kind: 'unknown' });
  });
});

function without(members: Members, path: string): Members {
  return new Map([...members].filter(([each]) => each !== path));
}

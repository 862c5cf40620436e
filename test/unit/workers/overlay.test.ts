import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readZipLayout } from '../../../shared/archive/zip-layout.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { memorySource } from '../../../shared/bytes/memory-source.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { foldCaseWork } from '../../../shared/casework/case-work.ts';
import type { MadeContent } from '../../../shared/casework/made-content.ts';
import type { MergeRequest } from '../../../shared/contract/overlay-protocol.ts';
import { makeIdentity, signFile } from '../../../shared/identity/identity.ts';
import { sealSmall, zipOf } from './small-bundle.ts';
import { createComputer, fileOf } from './worker-bench.ts';

const folder = mkdtempSync(join(tmpdir(), 'vouch-overlay-'));
afterAll(() => rmSync(folder, { recursive: true }));
const hasSsh = spawnSync('ssh-keygen', ['-?']).error === undefined;
const passphrase = 'correct horse battery staple';

/** A reviewer on a computer of their own, with the same evidence. */
async function reviewer(name: string, id: string) {
  const computer = createComputer();
  const worker = await computer.startWorker({ newId: () => `${id}-${Math.random()}` });
  const source = fileOf(await zipOf((await sealSmall({ entries: 5 })).members));
  const { view } = await worker.request('importBundle', { caseId: null, source });
  const { caseId } = view.case;
  const bundleId = view.bundles[0]?.bundleId ?? '';
  const [line] = await worker.request('nameLines', { caseId, lines: [{ bundleId, ordinal: 1 }] });
  if (line === null || line === undefined) throw new Error('the line has no name');
  const { origin, seq, leaf, fileSha256 } = line;
  const target = { kind: 'entry', origin, line: { seq, leaf } } as const;
  const make = (content: MadeContent) => worker.request('make', { caseId, content });
  return {
    worker,
    caseId,
    line,
    note: (note: string) => make({ kind: 'annotation', by: name, targets: [target], note }),
    noteElsewhere: () =>
      make({
        kind: 'annotation',
        by: name,
        targets: [{ ...target, line: { seq, leaf: '0'.repeat(64) } }],
        note: 'lost',
      }),
    exhibit: (title: string, leafOfLine = leaf) =>
      make({
        ...{ kind: 'exhibit', by: name, number: 'EX-0001', title, query: '', queryDigest: '' },
        sources: [{ origin, fileSha256, lines: [{ seq, leaf: leafOfLine }] }],
      } as MadeContent),
    undo: (record: number) => make({ kind: 'undo', by: name, record }),
    work: async () => foldCaseWork(await worker.request('listMade', { caseId })),
    identity: () => worker.request('makeIdentity', { name, passphrase }),
    save: () => worker.request('exportOverlay', { caseId, reviewer: name }),
    read: (bytes: Uint8Array) => worker.request('readOverlay', { caseId, bytes }),
    merge: (bytes: Uint8Array, rest: Partial<MergeRest> = {}) =>
      worker.request('mergeOverlay', {
        ...{ caseId, bytes, reviewer: name, choices: [], typedFingerprint: '' },
        ...rest,
      }),
  };
}
type MergeRest = Pick<MergeRequest, 'choices' | 'typedFingerprint'>;

async function partsOf(bytes: Uint8Array): Promise<Record<string, Uint8Array>> {
  const { members } = await readZipLayout(memorySource('overlay', bytes), limits);
  return Object.fromEntries(
    members.map(({ path, dataOffset, size }) => [path, bytes.slice(dataOffset, dataOffset + size)]),
  );
}

async function overlayZip(lines: string, sign: (bytes: Uint8Array) => Uint8Array): Promise<Uint8Array> {
  const bytes = encodeUtf8(lines);
  return zipOf(
    new Map([
      ['overlay.ndjson', bytes],
      ['overlay.ndjson.sig', sign(bytes)],
    ]),
  );
}

describe('An overlay', () => {
  test('is not saved while the identity is locked, and what is saved is verified by ssh-keygen', async () => {
    const one = await reviewer('Auditor One', 'one');
    await one.note('look here');
    await expect(one.save()).rejects.toMatchObject({ code: 'identity-refused' });
    const { sshPublicKey, fingerprint } = await one.identity();
    const saved = await one.save();
    expect(saved).toMatchObject({ records: 1, fingerprint });
    const parts = await partsOf(saved.bytes);
    if (!hasSsh) return;
    const [lines = new Uint8Array(), signature = new Uint8Array()] = [
      parts['overlay.ndjson'],
      parts['overlay.ndjson.sig'],
    ];
    writeFileSync(join(folder, 'signers'), `one namespaces="vouch-overlay" ${sshPublicKey}\n`);
    writeFileSync(join(folder, 'sig'), signature);
    const verify = (input: Uint8Array) =>
      spawnSync(
        'ssh-keygen',
        ['-Y', 'verify', '-f', 'signers', '-I', 'one', '-n', 'vouch-overlay', '-s', 'sig'],
        { cwd: folder, input },
      ).status;
    expect(verify(lines)).toBe(0);
    expect(verify(lines.slice(1))).not.toBe(0);
  });

  test('brings what one made to the other with name, digest and key, and a second time nothing', async () => {
    const [one, two] = [await reviewer('Auditor One', 'one'), await reviewer('Auditor Two', 'two')];
    const { fingerprint } = await one.identity();
    await one.note('look here');
    await one.noteElsewhere();
    const { bytes, sha256 } = await one.save();
    expect(await two.read(bytes)).toMatchObject({
      reviewer: 'Auditor One',
      signer: { fingerprint, standing: { kind: 'unknown' } },
      fresh: { annotation: 2 },
      missing: { annotations: 1, exhibits: 0, samples: 0 },
      conflicts: [],
    });
    expect((await two.work()).made).toEqual([]);
    await expect(two.merge(bytes, { typedFingerprint: 'SHA256:other' })).rejects.toMatchObject({
      code: 'overlay-refused',
    });
    expect(await two.merge(bytes, { typedFingerprint: fingerprint })).toEqual({ taken: 2, corrections: 0 });
    const [first] = (await two.work()).made;
    expect(first?.content).toMatchObject({
      by: 'Auditor One',
      note: 'look here',
      from: { overlay: sha256, signer: fingerprint },
    });
    const { records } = await two.worker.request('listCustody', { caseId: two.caseId });
    expect(records.map(({ action }) => action).slice(-3)).toEqual([
      'overlay-merged',
      'annotated',
      'annotated',
    ]);
    expect(await two.read(bytes)).toMatchObject({ fresh: {}, signer: { standing: { kind: 'compared' } } });
    await expect(two.merge(bytes)).rejects.toMatchObject({ code: 'overlay-refused' });
  });

  test('names each record that would be undone here, before anything is', async () => {
    const [one, two] = [await reviewer('Auditor One', 'one'), await reviewer('Auditor Two', 'two')];
    await one.identity();
    await one.note('kept');
    await one.note('taken back <b>later</b>');
    await two.merge((await one.save()).bytes);
    const back = (await one.work()).made.at(-1)?.record ?? -1;
    await one.undo(back);
    const { bytes } = await one.save();
    const preview = await two.read(bytes);
    const mine = (await two.work()).made.at(-1)?.record;
    expect(preview.undoneThere).toBe(1);
    expect(preview.undone).toMatchObject([{ record: mine, kind: 'annotation', by: 'Auditor One' }]);
    const [undone] = preview.undone;
    expect(undone?.facts.map(({ name }) => name)).toEqual(['of', 'note']);
    expect(undone?.facts.at(-1)?.value).toBe('taken back <b>later</b>');
    expect((await two.work()).made.every(({ counts }) => counts)).toBe(true);
    expect(await two.merge(bytes)).toEqual({ taken: 1, corrections: 0 });
    expect((await two.work()).made.filter(({ counts }) => !counts).map(({ record }) => record)).toEqual([
      mine,
    ]);
  });

  test('whose note contradicts mine is taken only once I have chosen', async () => {
    const [one, two] = [await reviewer('Auditor One', 'one'), await reviewer('Auditor Two', 'two')];
    await one.identity();
    await one.note('theirs');
    await two.note('mine');
    const { bytes } = await one.save();
    const { conflicts } = await two.read(bytes);
    expect(conflicts).toMatchObject([
      {
        subject: { attribute: 'note' },
        mine: { value: 'mine', by: 'Auditor Two' },
        theirs: { value: 'theirs', by: 'Auditor One' },
      },
    ]);
    await expect(two.merge(bytes)).rejects.toMatchObject({ code: 'overlay-refused' });
    const choices = conflicts.map(({ id }) => ({ id, take: 'mine' as const }));
    expect(await two.merge(bytes, { choices })).toEqual({ taken: 1, corrections: 1 });
    expect([...(await two.work()).annotations.values()].map(({ note }) => note)).toEqual(['mine']);
    expect((await two.read(bytes)).conflicts).toEqual([]);
  });

  test('with an exhibit under a taken number gets the next number, and says so', async () => {
    const [one, two] = [await reviewer('Auditor One', 'one'), await reviewer('Auditor Two', 'two')];
    await one.identity();
    await one.exhibit('theirs');
    await two.exhibit('mine', '1'.repeat(64));
    const { bytes } = await one.save();
    expect((await two.read(bytes)).renumbered).toEqual([
      { theirs: 'EX-0001', here: 'EX-0002', title: 'theirs' },
    ]);
    await two.merge(bytes);
    const { exhibits } = await two.work();
    expect([...exhibits].map(([number, { made }]) => [number, made.content.title])).toEqual([
      ['EX-0001', 'mine'],
      ['EX-0002', 'theirs'],
    ]);
  });
});

describe('What is refused by name, with nothing changed', async () => {
  const one = await reviewer('Auditor One', 'one');
  const two = await reviewer('Auditor Two', 'two');
  await one.identity();
  await one.note('look here');
  const saved = await one.save();
  const parts = await partsOf(saved.bytes);
  const lines = new TextDecoder().decode(parts['overlay.ndjson']);
  const [head = '', record = ''] = lines.split('\n');
  const key = makeIdentity('Somebody', new Uint8Array(32).fill(7), 0);
  if (key === null) throw new Error('no key');
  const sign = (bytes: Uint8Array) => signFile(key, bytes, 'vouch-overlay');
  const signature = parts['overlay.ndjson.sig'] ?? new Uint8Array();
  const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;

  const cases: readonly (readonly [string, () => Promise<Uint8Array>, RegExp])[] = [
    [
      'a line that was altered',
      () => overlayZip(lines.replace('look', 'LOOK'), () => signature),
      /signature does not fit/,
    ],
    [
      'a signature for another purpose',
      () => overlayZip(lines, (bytes) => signFile(key, bytes, 'file')),
      /another purpose/,
    ],
    [
      'a signature that is none',
      () => overlayZip(lines, () => encodeUtf8('yes')),
      /Expected -----BEGIN SSH SIGNATURE/,
    ],
    ['another format', () => overlayZip(lines.replace('vouch-overlay/1', 'vouch-overlay/2'), sign), /format/],
    [
      'a record that is there twice',
      () => overlayZip(`${head}\n${record}\n${record}\n`, sign),
      /order.*line 3/,
    ],
    ['a record that is missing', () => overlayZip(`${head}\n`, sign), /Expected 1 records, found 0/],
    ['nesting without end', () => overlayZip(`${head}\n${deep}\n`, sign), /nesting.*line 2/],
    [
      'other evidence',
      () => overlayZip(lines.replaceAll(one.line.origin, 'log.example/other'), sign),
      /other evidence/,
    ],
    [
      'undoings in disguise',
      () =>
        overlayZip(
          `${head}\n{"record":3,"at":"2026-10-01T00:00:00.000Z","content":{"kind":"undo","by":"x","record":1}}\n`,
          sign,
        ),
      /not facts or undoings/,
    ],
    ['a file that is no ZIP', async () => encodeUtf8('hello'), /ZIP/i],
    ['a file that is too large', async () => new Uint8Array(17 * 1024 * 1024), /at most/],
  ];
  for (const [title, bytes, message] of cases) {
    test(title, async () => {
      const before = await two.worker.request('listCustody', { caseId: two.caseId });
      const hostile = await bytes();
      await expect(two.read(hostile)).rejects.toMatchObject({ code: 'overlay-refused' });
      await expect(two.read(hostile)).rejects.toThrow(message);
      await expect(two.merge(hostile)).rejects.toMatchObject({ code: 'overlay-refused' });
      expect(await two.worker.request('listCustody', { caseId: two.caseId })).toEqual(before);
    });
  }
});

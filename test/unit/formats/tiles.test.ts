import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseTilePath, renderTilePath } from '../../../shared/bundle/formats/tile-paths.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { publicKeyOf } from '../../../shared/crypto/ed25519.ts';
import { renderSignedNote } from '../../../shared/crypto/signed-note.ts';
import { renderVerifierKey, toVerifierKey } from '../../../shared/crypto/verifier-key.ts';
import { createCliBench } from '../cli/cli-bench.ts';
import { complaints, type Files, judge } from './folder.ts';

const origin = 'logs.example/tiles';
const secretKey = new Uint8Array(32).fill(7);
const logKey = toVerifierKey(origin, publicKeyOf(secretKey));
const logKeys = [logKey];

const hash = (...parts: readonly Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
const leaf = (entry: Uint8Array) => hash(Buffer.from([0]), entry);

/** RFC 6962 section 2.1, word for word, and so another way than that of the code under test. */
function rootOf(leaves: readonly Uint8Array[]): Buffer {
  const [first] = leaves;
  if (first === undefined) return hash();
  if (leaves.length === 1) return Buffer.from(first);
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return hash(Buffer.from([1]), rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)));
}

function bundleOf(entries: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    entries.map((entry) => Buffer.concat([Buffer.from([entry.length >> 8, entry.length & 255]), entry])),
  );
}

function checkpointOf(leaves: readonly Uint8Array[], signer = { name: origin, secretKey }): Uint8Array {
  return renderSignedNote(`${origin}\n${leaves.length}\n${rootOf(leaves).toString('base64')}\n`, [signer]);
}

const entries = Array.from({ length: 600 }, (_, index) => Buffer.from(`entry ${index}`));
const leaves = entries.map(leaf);
const log: Files = {
  checkpoint: checkpointOf(leaves),
  'tile/entries/000': bundleOf(entries.slice(0, 256)),
  'tile/entries/001': bundleOf(entries.slice(256, 512)),
  'tile/entries/002.p/88': bundleOf(entries.slice(512)),
  'tile/0/000': Buffer.concat(leaves.slice(0, 256)),
  'tile/0/001': Buffer.concat(leaves.slice(256, 512)),
  'tile/0/002.p/88': Buffer.concat(leaves.slice(512)),
  'tile/1/000.p/2': Buffer.concat([rootOf(leaves.slice(0, 256)), rootOf(leaves.slice(256, 512))]),
};

function without(path: string): Files {
  return Object.fromEntries(Object.entries(log).filter(([each]) => each !== path));
}

describe('A log in tiles', () => {
  it('is verified from its entries, with all of its tiles', async () => {
    const verdict = await judge(log, { logKeys });
    expect(complaints(verdict)).toEqual([]);
    expect(verdict).toMatchObject({ headline: 'VERIFIED', state: 'verified' });
    expect(verdict.results.find(({ code }) => code === 'tiles-digests')?.statement).toContain('4 tiles');
    expect(verdict.axes.completeness.tone).toBe('open');
  });

  it('needs no tiles of digests', async () => {
    const bare = Object.fromEntries(Object.entries(log).filter(([path]) => !/^tile\/\d/.test(path)));
    expect((await judge(bare, { logKeys })).headline).toBe('VERIFIED');
  });

  it('with entries beyond its checkpoint is not verifiable: nothing vouches for those', async () => {
    const grown = {
      ...without('tile/entries/002.p/88'),
      'tile/entries/002.p/90': bundleOf([...entries.slice(512), Buffer.from('x'), Buffer.from('y')]),
      'tile/0/002.p/90': 'z',
    };
    const verdict = await judge(grown, { logKeys });
    expect(complaints(verdict)).toEqual([
      'unknown tiles-other tile/entries/002.p/90',
      'warning tiles-other tile/0/002.p/90',
    ]);
    expect(verdict.headline).toBe('NOT VERIFIABLE');
  });

  it('beside other files is not verifiable: a genuine log must not lend its verdict to what lies beside it', async () => {
    const verdict = await judge({ ...log, 'forged.log': 'x' }, { logKeys });
    expect(complaints(verdict)).toEqual(['unknown tiles-other forged.log']);
    expect(verdict.headline).toBe('NOT VERIFIABLE');
  });

  it('with a bundle larger than is read is not verifiable, never failed', async () => {
    const verdict = await judge(log, { logKeys }, { ...limits, smallMemberBytes: 1000 });
    expect(complaints(verdict)).toEqual(
      [
        'unknown tiles-entries tile/entries/000',
        'warning tiles-other tile/entries/001',
        'warning tiles-other tile/entries/002.p/88',
      ].concat(
        ['tile/0/000', 'tile/0/001', 'tile/0/002.p/88', 'tile/1/000.p/2'].map(
          (path) => `warning tiles-other ${path}`,
        ),
      ),
    );
    expect(verdict).toMatchObject({ headline: 'NOT VERIFIABLE', state: 'not-verifiable' });
  });

  it('with a changed, a swapped or a moved entry does not have the signed root', async () => {
    const changed = {
      ...log,
      'tile/entries/002.p/88': bundleOf([Buffer.from('forged'), ...entries.slice(513)]),
    };
    const verdict = await judge(changed, { logKeys });
    expect(complaints(verdict)).toEqual(['fail tiles-root checkpoint', 'fail tiles-digests tile/0/002.p/88']);
    expect(verdict.headline).toBe('BROKEN');
    const swapped = {
      ...log,
      'tile/entries/000': log['tile/entries/001'] ?? '',
      'tile/entries/001': log['tile/entries/000'] ?? '',
    };
    expect((await judge(swapped, { logKeys })).headline).toBe('BROKEN');
  });

  it('with a tile of other digests is broken, even where the root is right', async () => {
    const verdict = await judge({ ...log, 'tile/1/000.p/2': Buffer.alloc(64) }, { logKeys });
    expect(complaints(verdict)).toEqual(['fail tiles-digests tile/1/000.p/2']);
    const short = await judge({ ...log, 'tile/0/001': '' }, { logKeys });
    expect(complaints(short)).toEqual(['fail tiles-digests tile/0/001']);
  });

  it('names the first bundle of entries that is gone', async () => {
    const verdict = await judge(without('tile/entries/001'), { logKeys });
    expect(complaints(verdict)[0]).toBe('fail tiles-missing tile/entries/001');
    expect(verdict.headline).toBe('INCOMPLETE');
  });

  it.each([
    ['ends inside of an entry', Buffer.from([0, 9, 1])],
    ['ends inside of a length', Buffer.from([0])],
    ['holds fewer entries than its path says', bundleOf(entries.slice(0, 255))],
    ['holds more entries than its path says', bundleOf(entries.slice(0, 257))],
  ])('with a bundle that %s is broken', async (_, bytes) => {
    const verdict = await judge({ ...log, 'tile/entries/000': bytes }, { logKeys });
    expect(complaints(verdict)[0]).toBe('fail tiles-entries tile/entries/000');
    expect(verdict.headline).toBe('BROKEN');
  });

  it('is trusted only with a named key of its own name', async () => {
    expect((await judge(log)).headline).toBe('INTACT, SIGNER NOT TRUSTED');
    const other = { name: 'other.example', secretKey };
    const foreign = { ...log, checkpoint: checkpointOf(leaves, other) };
    const verdict = await judge(foreign, {
      logKeys: [logKey, toVerifierKey(other.name, publicKeyOf(secretKey))],
    });
    expect(complaints(verdict)).toEqual(['unknown tiles-signature checkpoint']);
    expect(verdict.headline).toBe('INTACT, UNSIGNED');
  });

  it('with a false signature is broken', async () => {
    const note = Buffer.from(log['checkpoint'] ?? '').toString();
    const forged = note.replace('\n600\n', '\n512\n');
    const verdict = await judge({ ...log, checkpoint: forged }, { logKeys });
    expect(complaints(verdict)).toContain('fail tiles-signature checkpoint');
    expect(verdict.headline).toBe('BROKEN');
  });

  it('without a checkpoint that can be read is refused', async () => {
    await expect(judge({ ...log, checkpoint: 'x' })).rejects.toMatchObject({ code: 'note' });
  });

  it('is verified by the command line with the key of the log', async () => {
    const bench = createCliBench();
    for (const [path, bytes] of Object.entries(log)) {
      mkdirSync(dirname(bench.path(`log/${path}`)), { recursive: true });
      writeFileSync(bench.path(`log/${path}`), bytes);
    }
    writeFileSync(bench.path('log.vkey'), `# the log\n${renderVerifierKey(logKey)}\n`);
    const named = await bench.run(['verify', bench.path('log'), '--vkey', bench.path('log.vkey')]);
    expect(named).toMatchObject({ code: 0, out: expect.stringContaining('VERIFIED  log') });
  });
});

describe('The path of a tile', () => {
  it.each([
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 3, index: 1_234_067, width: 256 }, 'tile/3/x001/x234/067'],
    [{ level: 'entries', index: 1000, width: 5 }, 'tile/entries/x001/000.p/5'],
  ] as const)('of %o is %s', (tile, path) => {
    expect(renderTilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual(tile);
  });

  it.each([
    'tile/00/000',
    'tile/0/x000/001',
    'tile/0/001.p/256',
    'tile/0/001.p/0',
    'tile/0/001.p/05',
    'tile/0/1',
    'tile/data/000',
  ])('is never spelled %s', (path) => {
    expect(parseTilePath(path)).toBeNull();
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Answer,
  authorityFile,
  logKeyFile,
  readVectorFolders,
  signersFile,
  toAnswer,
} from '../../vectors/vector-folders.ts';
import { minuteLines } from '../cli/seal-bench.ts';
import { builtProgram, openWorkplace, type Workplace } from './run-built.ts';

let place: Workplace;
/** Somewhere else, where no key was pinned and no head was seen. */
let stranger: Workplace;
let program: string;

beforeAll(() => {
  place = openWorkplace();
  stranger = openWorkplace();
  program = builtProgram();
});
afterAll(() => {
  place.remove();
  stranger.remove();
});

const vouch = (...args: readonly string[]) => place.run(process.execPath, [program, ...args]);
const sealKeys = [
  '--origin',
  'logs.example/a',
  '--log-key',
  'keys/log.key',
  '--signer-key',
  'keys/signer.key',
];
const pins = ['--vkey', 'keys/log.vkey', '--signers', 'keys/allowed_signers'];

describe('The built program', () => {
  it('is what npx starts: a file that the system runs by itself, in the version of the package', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(readFileSync(program, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(statSync(program).mode & 0o111).toBe(0o111);
    expect(await place.run(program, ['--version'])).toEqual({ code: 0, out: `vouch ${version}\n`, err: '' });
  });

  it('makes keys, seals, pins, verifies and shows an entry, with the exit codes that scripts go by', async () => {
    expect((await vouch('keygen', '--origin', 'logs.example/a', '--out', 'keys')).code).toBe(0);
    expect((await vouch('keygen', '--signer', 'packer@logs.example', '--out', 'keys')).code).toBe(0);
    writeFileSync(place.path('first.ndjson'), minuteLines(5));
    writeFileSync(place.path('second.json'), `[${minuteLines(3, 5).trimEnd().replaceAll('\n', ',')}]`);
    const sealed = await vouch('seal', 'first.ndjson', ...sealKeys, '--out', 'first.evb.zip');
    expect(sealed).toMatchObject({ code: 0, out: '' });
    expect(sealed.err).toMatch(/^Sealed 5 events of logs\.example\/a into first\.evb\.zip\.\n/);
    const more = ['--continue', 'first.evb.zip', '--dir', '--out', 'second'];
    expect((await vouch('seal', 'second.json', ...sealKeys, ...more)).code).toBe(0);

    // Before anything is pinned, the same bundle is intact and nobody's.
    const unpinned = await vouch('verify', 'first.evb.zip', '--json');
    expect(JSON.parse(unpinned.out)).toMatchObject({ headline: 'INTACT, SIGNER NOT TRUSTED' });
    expect(unpinned.code).toBe(4);

    const said = ['--compared', 'read out by phone', '--by', 'A. Auditor'];
    const added = await vouch('trust', 'add', '--origin', 'logs.example/a', ...pins, ...said);
    expect(added.code).toBe(0);
    for (const bundle of ['first.evb.zip', 'second']) {
      const { code, out } = await vouch('verify', bundle, '--json');
      expect(JSON.parse(out)).toMatchObject({
        schemaVersion: 1,
        name: bundle,
        state: 'verified',
        headline: 'VERIFIED',
      });
      expect(code).toBe(0);
    }
    const remembered = JSON.parse((await vouch('verify', 'second', '--json')).out).results;
    expect(remembered).toContainEqual(expect.objectContaining({ code: 'head-memory', outcome: 'pass' }));

    const inspected = await vouch('inspect', 'second', '--entry', '6', '--json');
    expect(JSON.parse(JSON.parse(inspected.out).entries[0].raw)).toMatchObject({
      seq: 6,
      actor: { id: 'u-6' },
    });
    expect(inspected.code).toBe(0);
  });

  it('ends with 1 for a changed entry, 3 for what is no bundle, and 2 for what cannot be asked', async () => {
    const segment = place.path('second/data/segments/000000000005.ndjson');
    const genuine = readFileSync(segment, 'utf8');
    writeFileSync(segment, genuine.replace('u-6', 'u-9'));
    const changed = await vouch('verify', 'second', '--json');
    writeFileSync(segment, genuine);
    expect(JSON.parse(changed.out)).toMatchObject({ state: 'failed', headline: 'BROKEN' });
    expect(JSON.parse(changed.out).results).toContainEqual(
      expect.objectContaining({ code: 'chain', outcome: 'fail', place: expect.objectContaining({ seq: 6 }) }),
    );
    expect(changed.code).toBe(1);
    const unreadable = await vouch('verify', 'first.ndjson', '--json');
    expect(JSON.parse(unreadable.out)).toMatchObject({ state: 'unreadable', error: { code: 'not-a-zip' } });
    expect(unreadable.code).toBe(3);
    expect((await vouch('seal', '-')).code).toBe(2);
    expect((await vouch('conjure')).code).toBe(2);
  });

  it('ends with 130 when it is interrupted at a silent pipe, and leaves no file', async () => {
    const before = readdirSync(place.folder);
    for (const more of [
      ['--out', 'cut.evb.zip'],
      ['--dir', '--out', 'cut'],
    ]) {
      const child = spawn(process.execPath, [program, 'seal', '-', ...sealKeys, ...more], {
        cwd: place.folder,
      });
      // All of it is taken, so that the output was begun; then the pipe stays open and gives nothing.
      await new Promise((taken) => child.stdin.write(minuteLines(600).repeat(20), taken));
      const deadline = Date.now() + 10_000;
      while (readdirSync(place.folder).length === before.length && Date.now() < deadline) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      expect(readdirSync(place.folder).length).toBe(before.length + 1);
      child.kill('SIGINT');
      const [code] = await once(child, 'exit');
      expect(code).toBe(130);
      expect(readdirSync(place.folder)).toEqual(before);
    }
  });
});

describe('The built program answers the test vectors as the format says', () => {
  /** The sound ones first, so that what is remembered are the heads that most of the others have too. */
  const folders = readVectorFolders().toReversed();
  const keys = ['--vkey', logKeyFile, '--signers', signersFile, '--tsa', authorityFile];

  async function ask(bundles: readonly string[]) {
    const answer = await stranger.run(process.execPath, [program, 'verify', ...bundles, ...keys, '--json']);
    // Documents follow one another; each ends with a brace at the beginning of a line.
    const documents = answer.out.split(/(?<=^\}\n)/m).map((text) => toAnswer(JSON.parse(text)));
    return { ...answer, documents };
  }

  it('each alone, or all in one run where the heads of the others change nothing', async () => {
    const together = await ask(folders.map(({ bundle }) => bundle));
    expect(together).toMatchObject({ code: 1, err: '' });
    expect(together.documents).toHaveLength(folders.length);
    // All are of one log: a head that one of them showed is remembered, and said of the next ones, or contradicts them.
    const changed = folders.filter(
      ({ expected }, at) =>
        !isDeepStrictEqual(withoutMemory(together.documents[at]), withoutMemory(expected)),
    );
    expect(changed.length).toBeLessThan(40);
    const waiting = [...changed];
    async function askAlone(): Promise<void> {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        const { name, bundle, expected, exitCode } = next;
        const { documents, code, err } = await ask([bundle]);
        expect({ name, documents, code, err }).toEqual({
          name,
          documents: [expected],
          code: exitCode,
          err: '',
        });
      }
    }
    await Promise.all([askAlone(), askAlone()]);
  }, 120_000);

  function withoutMemory(answer: Answer | undefined): object {
    const results = answer?.results.filter((result) => !result.startsWith('unknown head-memory: '));
    return { ...answer, results };
  }
});

import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withBundle } from '../../../cli/platform/open-bundle.ts';
import { writeNewFolder } from '../../../cli/platform/write-new-folder.ts';
import { createCliBench, pinBoth } from './cli-bench.ts';
import { makeKeys, minuteLines, sealFiles } from './seal-bench.ts';

async function membersOf(path: string): Promise<ReadonlyMap<string, string>> {
  return withBundle(path, async (source) => {
    const members = new Map<string, string>();
    for (const member of source.members) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of source.open(member.path)) chunks.push(chunk);
      members.set(member.path, Buffer.concat(chunks).toString('latin1'));
    }
    return new Map([...members].sort());
  });
}

describe('vouch seal --dir', () => {
  it('writes the members of the ZIP as files, byte for byte, and the folder verifies like it', async () => {
    const bench = createCliBench();
    await makeKeys(bench);
    const lines = minuteLines(7);
    expect((await sealFiles(bench, ['-'], 'a.evb.zip', [], lines)).code).toBe(0);
    expect((await sealFiles(bench, ['-'], 'folder/', ['--dir'], lines)).code).toBe(0);
    const zipped = await membersOf(bench.path('a.evb.zip'));
    expect(await membersOf(bench.path('folder'))).toEqual(zipped);
    expect([...zipped.keys()]).toContain('data/segments/000000000000.ndjson');
    const { code, out } = await bench.run(['verify', bench.path('folder'), ...pinBoth(bench)]);
    expect(out).toMatch(/^VERIFIED /);
    expect(code).toBe(0);
  });

  it.each([
    ['a file', (path: string) => writeFileSync(path, 'mine')],
    ['a folder', (path: string) => mkdirSync(path)],
    ['a folder with something in it', (path: string) => mkdirSync(join(path, 'mine'), { recursive: true })],
  ])('does not replace %s', async (_, make) => {
    const bench = createCliBench();
    await makeKeys(bench);
    make(bench.path('out'));
    const { code, err } = await sealFiles(bench, ['-'], 'out', ['--dir'], minuteLines(1));
    expect(code).toBe(2);
    expect(err).toContain('out cannot be written: it exists already.');
    expect(readdirSync(bench.folder).sort()).toEqual(['keys', 'out']);
  });

  it('leaves nothing behind when the input turns out to be wrong half way', async () => {
    const bench = createCliBench();
    await makeKeys(bench);
    const { code } = await sealFiles(bench, ['-'], 'out', ['--dir'], `${minuteLines(3)}nonsense\n`);
    expect(code).toBe(3);
    expect(readdirSync(bench.folder)).toEqual(['keys']);
  });

  it('ends with 2 where it cannot write', async () => {
    const bench = createCliBench();
    await makeKeys(bench);
    const { code, err } = await sealFiles(bench, ['-'], 'gone/out', ['--dir'], minuteLines(1));
    expect(code).toBe(2);
    expect(err).toContain('out cannot be written: ENOENT.');
  });

  it('has its name only when it is whole, also when somebody takes that name meanwhile', async () => {
    const bench = createCliBench();
    const out = bench.path('out');
    async function* chunks(): AsyncGenerator<Uint8Array> {
      expect(readdirSync(bench.folder)).toEqual([expect.stringMatching(/^\.out\..*\.part$/)]);
      mkdirSync(out);
      yield Buffer.from('bytes');
    }
    async function* members() {
      yield { path: 'data/a', chunks: chunks() };
    }
    await expect(writeNewFolder(out, members())).rejects.toThrow('out cannot be written: it exists already.');
    expect(readdirSync(bench.folder)).toEqual(['out']);
    expect(readdirSync(out)).toEqual([]);
  });
});

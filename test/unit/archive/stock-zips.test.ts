import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { contentsOf, refusalOf } from './zip-reading.ts';

const folder = mkdtempSync(join(tmpdir(), 'vouch-stock-'));
afterAll(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'bag/data'), { recursive: true });
writeFileSync(join(folder, 'bag/bagit.txt'), 'BagIt-Version: 1.0\n');
writeFileSync(join(folder, 'bag/data/log.ndjson'), '{"seq":0}\n'.repeat(1000));

const contents = new Map([
  ['bag/bagit.txt', 'BagIt-Version: 1.0\n'],
  ['bag/data/log.ndjson', '{"seq":0}\n'.repeat(1000)],
]);

function shell(script: string): Uint8Array {
  const { status, stderr } = spawnSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return readFileSync(join(folder, 'out.zip'));
}

const hasCommand = (name: string) => spawnSync(name, ['--help']).error === undefined;
const sorted = (map: ReadonlyMap<string, string>) => [...map].sort();

const pythonStream = `
import sys, zipfile
class Pipe:
    def __init__(self, file): self.file = file
    def write(self, data): return self.file.write(data)
    def flush(self): pass
with open('out.zip', 'wb') as file, zipfile.ZipFile(Pipe(file), 'w', zipfile.ZIP_DEFLATED) as archive:
    for name in ('bag/bagit.txt', 'bag/data/log.ndjson'):
        with archive.open(name, 'w', force_zip64=(sys.argv[1] == 'zip64')) as member:
            member.write(open(name, 'rb').read())
`;

describe('What stock tools write is accepted (skipped where they are not installed)', () => {
  it.skipIf(!hasCommand('zip')).each([
    ['zip -r', 'zip -qr out.zip bag'],
    ['zip -r without directories', 'zip -qrD out.zip bag'],
    ['zip -r without extra fields', 'zip -qrX out.zip bag'],
    ['zip -r stored', 'zip -qr0 out.zip bag'],
    ['zip -r into a pipe', 'zip -qr - bag | cat > out.zip'],
    ['zip -r with data descriptors', 'zip -qrfd out.zip bag'],
    ['zip -r with ZIP64 everywhere', 'zip -qr -fz out.zip bag'],
  ])('%s', async (_name, command) => {
    expect(sorted(await contentsOf(shell(`rm -f out.zip; ${command}`)))).toEqual(sorted(contents));
  });

  it.skipIf(!hasCommand('python3')).each(['zip32', 'zip64'])('Python, into a pipe, %s', async (width) => {
    writeFileSync(join(folder, 'stream.py'), pythonStream);
    expect(await contentsOf(shell(`python3 stream.py ${width}`))).toEqual(contents);
  });
});

describe('What stock tools write of things that are not files is refused (skipped where they are not installed)', () => {
  it.skipIf(!hasCommand('zip'))('a symbolic link', async () => {
    const zip = shell('rm -f out.zip; ln -sf /etc/passwd bag/link; zip -qry out.zip bag; rm bag/link');
    expect(await refusalOf(zip)).toMatchObject({ code: 'zip-method', place: { member: 'bag/link' } });
  });

  it.skipIf(!hasCommand('zip'))('an archive comment', async () => {
    const zip = shell('rm -f out.zip; zip -qr out.zip bag; echo hello | zip -qz out.zip');
    expect(await refusalOf(zip)).toMatchObject({ code: 'zip-layout' });
  });
});

import { appendFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inflateRawNode } from '../../../cli/platform/inflate.ts';
import { openZipBundle } from '../../../shared/bundle/zip-source.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { memorySource } from '../../../shared/bytes/memory-source.ts';
import { makeSampleMembers, zipSample } from '../../../shared/samples/sample-bundles.ts';
import { type CliBench, createCliBench, pinBoth, sealInput, threeLines } from './cli-bench.ts';

/** The members of the sealed bundle as files in `folder/`, for tests that change one of them. */
async function unpack(bench: CliBench): Promise<string> {
  const folder = bench.path('folder');
  const zip = memorySource('sealed.evb.zip', readFileSync(bench.path('sealed.evb.zip')));
  const bundle = await openZipBundle(zip, inflateRawNode, limits);
  for (const { path } of bundle.members) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    for await (const chunk of bundle.open(path)) appendFileSync(join(folder, path), chunk);
  }
  return folder;
}

const segment = 'data/segments/000000000000.ndjson';

describe('vouch verify', () => {
  it('ends with 0 and says VERIFIED when both keys are named and everything fits', async () => {
    const bench = createCliBench();
    await sealInput(bench, threeLines);
    const { code, out } = await bench.run(['verify', bench.path('sealed.evb.zip'), ...pinBoth(bench)]);
    expect(code).toBe(0);
    expect(out).toMatch(/^VERIFIED {2}sealed\.evb\.zip\n {2}bytes {9}good {2}intact\n/);
  });

  it('ends with 4 when no key is named, and never calls an intact bundle verified', async () => {
    const bench = createCliBench();
    await sealInput(bench, threeLines);
    const { code, out, err } = await bench.run(['verify', bench.path('sealed.evb.zip')]);
    expect(code).toBe(4);
    expect(out).toMatch(/^INTACT, SIGNER NOT TRUSTED {2}/);
    expect(err).toContain('no signer can be trusted in this run');
  });

  it('reads an unpacked bundle as it reads the ZIP', async () => {
    const bench = createCliBench();
    await sealInput(bench, threeLines);
    const folder = await unpack(bench);
    const [zip, unpacked] = [
      await bench.run(['verify', bench.path('sealed.evb.zip'), '--json', ...pinBoth(bench)]),
      await bench.run(['verify', folder, '--json', ...pinBoth(bench)]),
    ];
    expect(unpacked.code).toBe(0);
    expect({ ...JSON.parse(unpacked.out), name: '' }).toEqual({ ...JSON.parse(zip.out), name: '' });
  });

  it('ends with 1 for an edited entry and prints its place, what was expected and what was found', async () => {
    const bench = createCliBench();
    await sealInput(bench, threeLines);
    const file = `${await unpack(bench)}/${segment}`;
    writeFileSync(file, readFileSync(file, 'utf8').replace('"action":"write"', '"action":"erase"'));
    const { code, out } = await bench.run(['verify', bench.path('folder'), ...pinBoth(bench)]);
    expect(code).toBe(1);
    expect(out).toMatch(/^BROKEN {2}folder\n/);
    expect(out).toMatch(
      /fail {2}chain {2}data\/segments\/000000000000\.ndjson, line 2, byte \d+ \(seq 1\)\n.*\n {6}expected {2}[0-9a-f]{64}\n {6}found {5}[0-9a-f]{64}\n/,
    );
  });

  it('says of many places of one kind how many they are and where the last one is, so that nothing else is buried', async () => {
    const bench = createCliBench();
    const hours = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? '10' : '09'));
    await sealInput(
      bench,
      hours.map((hour) => `{"ts":"2026-03-01T${hour}:00:00Z","action":"read"}\n`).join(''),
    );
    const { out } = await bench.run(['verify', bench.path('sealed.evb.zip'), ...pinBoth(bench)]);
    // Every second line goes back: ten of twenty, five of them with their places.
    expect(out.match(/The clock goes back at line \d+/g)).toHaveLength(5);
    expect(out).toMatch(
      / {2}warning {2}claimed-time {2}5 more of this kind, the last one at\n.*line 20, .*--json/,
    );
    const { out: document } = await bench.run([
      'verify',
      bench.path('sealed.evb.zip'),
      '--json',
      ...pinBoth(bench),
    ]);
    const warned = JSON.parse(document).results.filter(
      ({ outcome }: { outcome: string }) => outcome === 'warning',
    );
    expect(warned).toHaveLength(10);
  });

  it('ends with 3 for what is no bundle, without any verdict', async () => {
    const bench = createCliBench();
    writeFileSync(bench.path('photo.zip'), 'not a zip at all, whatever its name says');
    const { code, out } = await bench.run(['verify', bench.path('photo.zip')]);
    expect(code).toBe(3);
    expect(out).toMatch(/^photo\.zip: UNREADABLE, nothing was decided\. .* \[not-a-zip\]\n$/);
  });

  it('ends with 3 for a file that is not there, and does not show where it looked', async () => {
    const bench = createCliBench();
    const { code, out } = await bench.run(['verify', bench.path('absent.zip'), '--json']);
    expect(code).toBe(3);
    expect(JSON.parse(out)).toEqual({
      schemaVersion: 1,
      name: 'absent.zip',
      state: 'unreadable',
      error: { code: 'source-unreadable', message: expect.any(String), place: {} },
    });
    expect(out).not.toContain(bench.folder);
  });

  it('lets one failed bundle among good and unreadable ones decide the exit code', async () => {
    const bench = createCliBench();
    await sealInput(bench, threeLines);
    const file = `${await unpack(bench)}/${segment}`;
    writeFileSync(file, readFileSync(file, 'utf8').replace('write', 'erase'));
    const { code, out } = await bench.run([
      'verify',
      bench.path('sealed.evb.zip'),
      bench.path('absent.zip'),
      bench.path('folder'),
      ...pinBoth(bench),
    ]);
    expect(code).toBe(1);
    expect(out).toMatch(/VERIFIED {2}sealed[\s\S]*absent\.zip: UNREADABLE[\s\S]*BROKEN {2}folder/);
  });

  it('prints one JSON document with state, headline, four axes and every result', async () => {
    const bench = createCliBench();
    await sealInput(bench, threeLines);
    const { out } = await bench.run(['verify', bench.path('sealed.evb.zip'), '--json', ...pinBoth(bench)]);
    const document = JSON.parse(out);
    expect(document).toMatchObject({
      schemaVersion: 1,
      name: 'sealed.evb.zip',
      state: 'verified',
      headline: 'VERIFIED',
    });
    expect(Object.keys(document.axes)).toEqual(['bytes', 'signer', 'completeness', 'time']);
    expect(document.results).toContainEqual(
      expect.objectContaining({ code: 'log-signature', outcome: 'pass', place: expect.any(Object) }),
    );
  });

  it('ends with 130 when it is interrupted, without a verdict', async () => {
    const bench = createCliBench();
    await sealInput(bench, threeLines);
    const interruption = new AbortController();
    interruption.abort();
    const { code, out, err } = await bench.run(['verify', bench.path('sealed.evb.zip'), ...pinBoth(bench)], {
      signal: interruption.signal,
    });
    expect([code, out]).toEqual([130, '']);
    expect(err).toContain('nothing was decided');
  });

  it.each([
    ['no path', ['verify']],
    ['an option that does not exist', ['verify', 'a.zip', '--trust-me']],
    ['no command', []],
    ['a command that does not exist', ['trust']],
  ])('ends with 2 for %s', async (_, args) => {
    const { code, out, err } = await createCliBench().run(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^vouch: /);
  });

  it('names itself and explains itself on request', async () => {
    const bench = createCliBench();
    expect(await bench.run(['--version'])).toMatchObject({ code: 0, out: 'vouch 1.2.3\n' });
    expect((await bench.run(['verify', '--help'])).out).toContain('130 interrupted');
  });
});

// By ssh-keygen.
const soundKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4';

describe('the keys named for a run', () => {
  async function verifyWith(option: string, content: string) {
    const bench = createCliBench();
    await sealInput(bench, threeLines);
    writeFileSync(bench.path('named'), content);
    return bench.run(['verify', bench.path('sealed.evb.zip'), option, bench.path('named')]);
  }

  it.each([
    // The identity point, for which the signature 01 00 00 ... verifies every message unless one is strict.
    // Its key hash was computed with Python: only the key itself is wrong.
    [
      'a weak key',
      '--vkey',
      'logs.example/a+e8049a9d+AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n',
      'cannot be trusted',
    ],
    [
      'a verifier key whose hash is not its own',
      '--vkey',
      'logs.example/a+00000000+AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n',
      'key hash e8049a9d',
    ],
    ['an empty file', '--vkey', '# nothing\n', 'holds no key'],
    ['an RSA key', '--signers', 'packer ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC\n', 'ssh-rsa'],
    ['a window that is none', '--signers', `p valid-before="2027" ${soundKey}\n`, 'no time: "2027"'],
    ['a key for another purpose', '--signers', `p namespaces="git" ${soundKey}\n`, 'the key is for git'],
    ['a certificate authority', '--signers', `p cert-authority ${soundKey}\n`, 'certificate authority'],
    ['text', '--signers', 'whatever\n', 'Expected principals'],
  ])('are refused when there is %s among them', async (_, option, content, words) => {
    const { code, out, err } = await verifyWith(option, content);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^vouch: named /);
    expect(err).toContain(words);
  });

  it('do not trust another log: its key verifies nothing here', async () => {
    const bench = createCliBench();
    await sealInput(bench, threeLines);
    await bench.run(['keygen', '--origin', 'logs.example/b', '--out', bench.path('other')]);
    const { code } = await bench.run([
      'verify',
      bench.path('sealed.evb.zip'),
      '--vkey',
      bench.path('other/log.vkey'),
    ]);
    expect(code).toBe(4);
  });
});

describe('a folder', () => {
  it('with a link in it is refused: what the link leads to was not delivered', async () => {
    const bench = createCliBench();
    await sealInput(bench, threeLines);
    const folder = await unpack(bench);
    symlinkSync('/etc/hostname', `${folder}/data/attachments`);
    const { code, out } = await bench.run(['verify', folder]);
    expect(code).toBe(3);
    expect(out).toContain('data/attachments is not a regular file. [member-unexpected]');
  });

  it('with a file more is refused, because the file could say anything', async () => {
    const bench = createCliBench();
    await sealInput(bench, threeLines);
    const folder = await unpack(bench);
    mkdirSync(`${folder}/extra`);
    appendFileSync(`${folder}/extra/READ-ME-VERIFIED.txt`, 'All is well.');
    const { code, out } = await bench.run(['verify', folder]);
    expect(code).toBe(3);
    expect(out).toContain('[member-unexpected]');
  });
});

it('control characters, colours and reordering marks of evidence never reach the terminal', async () => {
  const bench = createCliBench();
  const evil = '\\u001b[2K\\u001b]8;;http://x\\u0007\\rVERIFIED\\u009b31m\\u202e\\u200b';
  await sealInput(bench, `{"ts":"2026-03-01T10:00:00Z","actor":"${evil}"}\n`, [
    '--title',
    'x\u001b[32mVERIFIED\n',
  ]);
  for (const args of [
    ['inspect', bench.path('sealed.evb.zip')],
    ['inspect', bench.path('sealed.evb.zip'), '--entry', '0'],
    ['inspect', bench.path('sealed.evb.zip'), '--json'],
    ['verify', bench.path('sealed.evb.zip'), '--json'],
  ]) {
    const { out } = await bench.run(args);
    expect(out).not.toMatch(/[^\n -~]/);
  }
  expect((await bench.run(['inspect', bench.path('sealed.evb.zip')])).out).toContain(
    '  title     x<U+001B>[32mVERIFIED<U+000A>\n',
  );
});

it('the sample bundles get their exit codes from the command line too', async () => {
  const bench = createCliBench();
  const chunks: Uint8Array[] = [];
  for await (const chunk of zipSample(await makeSampleMembers('tampered-truncated'), null))
    chunks.push(chunk);
  writeFileSync(bench.path('t.evb.zip'), Buffer.concat(chunks));
  const { code, out } = await bench.run(['verify', bench.path('t.evb.zip')]);
  expect(code).toBe(1);
  expect(out).toMatch(/^INCOMPLETE {2}t\.evb\.zip\n/);
}, 60_000);

import { spawnSync } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultStoreFolder } from '../../../cli/platform/default-store-folder.ts';
import { type CliBench, createCliBench, pinBoth, sealInput, threeLines } from './cli-bench.ts';

const origin = 'logs.example/a';
const day = 86_400_000;
const start = Date.UTC(2026, 0, 1);

/** A sealed bundle, and both of its keys in a store. */
async function withStore(): Promise<{ bench: CliBench; store: readonly string[]; bundle: string }> {
  const bench = createCliBench();
  await sealInput(bench, threeLines);
  const store = ['--store', bench.path('store')];
  const said = ['--compared', 'read out by phone', '--by', 'A. Auditor'];
  const added = await bench.run(['trust', 'add', '--origin', origin, ...pinBoth(bench), ...said, ...store]);
  expect(added).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^log SHA256:\S+\npacker SHA256:\S+\n$/),
  });
  return { bench, store, bundle: bench.path('sealed.evb.zip') };
}

async function logFingerprint(bench: CliBench, store: readonly string[]): Promise<string> {
  const { out } = await bench.run(['trust', 'list', '--json', ...store]);
  return JSON.parse(out).keys.find(({ role }: { role: string }) => role === 'log').fingerprint;
}

describe('vouch trust', () => {
  it('pins keys that count in later runs, with how and by whom', async () => {
    const { bench, store, bundle } = await withStore();
    expect(await bench.run(['verify', bundle, ...store])).toMatchObject({ code: 0 });
    expect(await bench.run(['verify', bundle])).toMatchObject({ code: 4 });
    const { out } = await bench.run(['trust', 'list', ...store]);
    expect(out).toContain(`log key of ${origin}`);
    expect(out).toContain('pinned 2026-01-01T00:00:00.000Z by A. Auditor: read out by phone');
    expect(out).toContain('head of logs.example/a: size 3, root ');
  });

  it('keeps its word on a head: the same delivery does not confirm itself, a smaller one is a CONFLICT', async () => {
    const { bench, store, bundle } = await withStore();
    await bench.run(['verify', bundle, ...store]);
    bench.setClock(start + day);
    const again = await bench.run(['verify', bundle, ...store]);
    expect(again).toMatchObject({ code: 0, out: expect.stringContaining('cannot confirm itself') });
    const larger = bench.path('larger.evb.zip');
    const keys = ['--log-key', bench.path('keys/log.key'), '--signer-key', bench.path('keys/signer.key')];
    const more = `${threeLines}{"ts":"2026-03-01T10:03:00Z"}\n`;
    await bench.run(['seal', '-', '--origin', origin, '--out', larger, ...keys], { stdin: more });
    const grown = await bench.run(['verify', larger, '--json', ...store]);
    expect(grown).toMatchObject({ code: 0, out: expect.stringContaining('continue the head of size 3') });
    bench.setClock(start + 2 * day);
    const back = await bench.run(['verify', bundle, '--json', ...store]);
    expect(back.code).toBe(1);
    const verdict = JSON.parse(back.out);
    expect(verdict.headline).toBe('CONFLICT');
    const rollback = verdict.results.find(({ code }: { code: string }) => code === 'rollback');
    expect(rollback).toMatchObject({ place: { kind: 'member', member: 'data/checkpoints/3.note' } });
    expect(rollback.notes).toHaveLength(2);
    expect((await bench.run(['verify', bundle, '--expect-size', '3', ...store])).code).toBe(0);
  });

  it('does not call one of two bundles in one run a step back from the other', async () => {
    const { bench, store, bundle } = await withStore();
    const larger = bench.path('larger.evb.zip');
    const keys = ['--log-key', bench.path('keys/log.key'), '--signer-key', bench.path('keys/signer.key')];
    await bench.run(['seal', '-', '--origin', origin, '--out', larger, ...keys], {
      stdin: `${threeLines}{"ts":"2026-03-01T10:03:00Z"}\n`,
    });
    expect((await bench.run(['verify', larger, bundle, ...store])).code).toBe(0);
  });

  it('finds a fork between two bundles of one run', async () => {
    const { bench, store, bundle } = await withStore();
    const other = bench.path('other.evb.zip');
    const keys = ['--log-key', bench.path('keys/log.key'), '--signer-key', bench.path('keys/signer.key')];
    const changed = threeLines.replace('"write"', '"read"');
    await bench.run(['seal', '-', '--origin', origin, '--out', other, ...keys], { stdin: changed });
    const { code, out } = await bench.run(['verify', bundle, other, ...store]);
    expect(code).toBe(1);
    expect(out).toMatch(/^VERIFIED {2}sealed(?:.*\n)*CONFLICT {2}other/);
  });

  it('revokes a key from a time on, and a later revocation does not put it off', async () => {
    const { bench, store, bundle } = await withStore();
    const key = await logFingerprint(bench, store);
    const said = ['--reason', 'stolen', '--by', 'A. Auditor', ...store];
    expect(await bench.run(['trust', 'revoke', key, '--from', '20251231Z', ...said])).toMatchObject({
      code: 0,
    });
    expect(
      await bench.run(['trust', 'revoke', key, '--from', '2027-01-01T00:00:00Z', ...said]),
    ).toMatchObject({ code: 0 });
    const judged = await bench.run(['verify', bundle, ...store]);
    expect(judged.code).toBe(4);
    expect(judged.out).toContain('revoked since 2025-12-31T00:00:00.000Z by A. Auditor (stolen)');
    expect((await bench.run(['verify', bundle, '--at', '2025-12-30T00:00:00Z', ...store])).code).toBe(0);
  });

  it('does not let a key that is named for one run undo its revocation', async () => {
    const { bench, store, bundle } = await withStore();
    const key = await logFingerprint(bench, store);
    await bench.run(['trust', 'revoke', key, '--from', '20200101Z', '--reason', 'x', '--by', 'y', ...store]);
    expect((await bench.run(['verify', bundle, ...pinBoth(bench), ...store])).code).toBe(4);
    expect((await bench.run(['verify', bundle, ...pinBoth(bench)])).code).toBe(0);
  });

  it('gives a log key a window', async () => {
    const { bench, store, bundle } = await withStore();
    const said = ['--compared', 'x', '--by', 'y', '--valid-before', '2025-12-31T00:00:00Z', ...store];
    const vkey = ['--vkey', bench.path('keys/log.vkey')];
    expect((await bench.run(['trust', 'add', '--origin', origin, ...vkey, ...said])).code).toBe(0);
    const judged = await bench.run(['verify', bundle, ...store]);
    expect(judged).toMatchObject({ code: 4, out: expect.stringContaining('expired since 2025-12-31') });
  });

  it('forgets a key that is unpinned', async () => {
    const { bench, store, bundle } = await withStore();
    const key = await logFingerprint(bench, store);
    expect((await bench.run(['trust', 'unpin', key, '--by', 'A. Auditor', ...store])).code).toBe(0);
    expect((await bench.run(['verify', bundle, ...store])).code).toBe(4);
    expect(await bench.run(['trust', 'unpin', key, '--by', 'A. Auditor', ...store])).toMatchObject({
      code: 2,
    });
  });

  it('imports a policy with its witnesses, and exports what stock tools read', async () => {
    const { bench, store, bundle } = await withStore();
    const vkey = readFileSync(bench.path('keys/log.vkey'), 'utf8').trim();
    // A witness of the public network: it has not seen this log.
    const policy = `log ${vkey}\nwitness R remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2\nquorum R\n`;
    writeFileSync(bench.path('log.policy'), policy);
    const said = ['--compared', 'x', '--by', 'y', ...store];
    const added = await bench.run([
      'trust',
      'import',
      '--origin',
      origin,
      '--policy',
      bench.path('log.policy'),
      ...said,
    ]);
    expect(added.code).toBe(0);
    expect(await bench.run(['verify', bundle, ...store])).toMatchObject({
      code: 4,
      out: expect.stringContaining('quorum "R"'),
    });
    const exported = await bench.run(['trust', 'export', 'policy', '--origin', origin, ...store]);
    expect(exported.out).toBe(policy);
    const signers = await bench.run(['trust', 'export', 'allowed-signers', '--origin', origin, ...store]);
    expect(signers.out).toMatch(/^logs\.example\/a namespaces="evidence-bundle@v1" ssh-ed25519 AAAA\S+\n$/);
    expect(readFileSync(bench.path('store/allowed_signers'), 'utf8')).toBe(signers.out);
    expect(readdirSync(bench.path('store')).sort()).toEqual([
      'allowed_signers',
      'decisions.end',
      'decisions.ndjson',
      expect.stringMatching(/^log-[0-9a-f]{16}\.policy$/),
      'revoked_keys',
    ]);
  });

  it('never exports a revoked packer so that OpenSSH would take it', async () => {
    const { bench, store } = await withStore();
    const { out } = await bench.run(['trust', 'list', '--json', ...store]);
    const packer = JSON.parse(out).keys.find(({ role }: { role: string }) => role === 'packer').keyId;
    await bench.run([
      'trust',
      'revoke',
      packer,
      '--from',
      '19700101Z',
      '--reason',
      'x',
      '--by',
      'y',
      ...store,
    ]);
    const signers = await bench.run(['trust', 'export', 'allowed-signers', '--origin', origin, ...store]);
    expect(signers.out).toBe('');
    expect(readFileSync(bench.path('store/revoked_keys'), 'utf8')).toMatch(/^ssh-ed25519 AAAA/);
  });
});

describe('A trust store that was edited by hand', () => {
  it.each<[string, (bench: CliBench) => void]>([
    [
      'a decision is another one',
      (bench) => {
        const path = bench.path('store/decisions.ndjson');
        writeFileSync(path, readFileSync(path, 'utf8').replace('A. Auditor', 'B. Auditor'));
      },
    ],
    [
      'the last decision is gone',
      (bench) => {
        const path = bench.path('store/decisions.ndjson');
        writeFileSync(path, readFileSync(path, 'utf8').replace(/[^\n]*\n$/, ''));
      },
    ],
    ['its end is gone', (bench) => writeFileSync(bench.path('store/decisions.end'), '')],
    ['everything but its end is gone', (bench) => writeFileSync(bench.path('store/decisions.ndjson'), '')],
  ])('is refused when %s, and nothing is verified with the rest', async (_what, edit) => {
    const { bench, store, bundle } = await withStore();
    edit(bench);
    const judged = await bench.run(['verify', bundle, ...pinBoth(bench), ...store]);
    expect(judged).toMatchObject({ code: 3, out: '', err: expect.stringContaining('[trust-store]') });
    expect(await bench.run(['trust', 'list', ...store])).toMatchObject({ code: 3 });
  });

  it('is not changed by the stock files beside it: they are written and never read', async () => {
    const { bench, store, bundle } = await withStore();
    writeFileSync(bench.path('store/revoked_keys'), 'nonsense');
    copyFileSync(bench.path('keys/allowed_signers'), bench.path('store/allowed_signers'));
    expect((await bench.run(['verify', bundle, ...store])).code).toBe(0);
  });
});

describe('The folder of the store', () => {
  it('must be there when it is named: a mistyped path must not turn memory off', async () => {
    const { bench, bundle } = await withStore();
    const judged = await bench.run(['verify', bundle, '--store', bench.path('stoer')]);
    expect(judged).toMatchObject({ code: 2, err: expect.stringContaining('no trust store') });
  });

  it('loses nothing when ten commands write at once', async () => {
    const { bench, store } = await withStore();
    const policy = bench.path('p');
    writeFileSync(policy, 'quorum none\n');
    const add = (index: number) =>
      bench.run([
        'trust',
        'add',
        '--origin',
        `log.example/${index}`,
        '--policy',
        policy,
        '--compared',
        'x',
        '--by',
        'y',
        ...store,
      ]);
    const codes = await Promise.all(Array.from({ length: 10 }, (_, index) => add(index)));
    expect(codes.map(({ code }) => code)).toEqual(Array(10).fill(0));
    const { out } = await bench.run(['trust', 'list', '--json', ...store]);
    expect(JSON.parse(out).policies).toHaveLength(10);
  });

  it('is opened again after a process that was killed left its lock behind', async () => {
    const { bench, store } = await withStore();
    const lock = bench.path('store/lock');
    writeFileSync(lock, 'somebody');
    utimesSync(lock, new Date(0), new Date(0));
    const key = await logFingerprint(bench, store);
    expect((await bench.run(['trust', 'unpin', key, '--by', 'x', ...store])).code).toBe(0);
    expect(readdirSync(bench.path('store'))).not.toContain('lock');
  });

  it('lies where the system keeps what a person configures', () => {
    expect(defaultStoreFolder('linux', { HOME: '/home/a' })).toBe('/home/a/.config/vouch/trust');
    expect(defaultStoreFolder('linux', { HOME: '/home/a', XDG_CONFIG_HOME: '/c' })).toBe('/c/vouch/trust');
    expect(defaultStoreFolder('linux', { HOME: '/home/a', XDG_CONFIG_HOME: 'c' })).toBe(
      '/home/a/.config/vouch/trust',
    );
    expect(defaultStoreFolder('darwin', { HOME: '/Users/a' })).toBe(
      '/Users/a/Library/Application Support/vouch/trust',
    );
    expect(defaultStoreFolder('win32', { APPDATA: 'C:\\Users\\a\\Roaming' })).toBe(
      'C:\\Users\\a\\Roaming\\vouch\\trust',
    );
    expect(defaultStoreFolder('win32', {})).toBeNull();
    expect(defaultStoreFolder('linux', {})).toBeNull();
  });
});

describe('What cannot be pinned', () => {
  it.each<[string, (bench: CliBench) => readonly string[], string]>([
    [
      'the key of another log',
      (bench) => ['--origin', 'logs.example/b', '--vkey', bench.path('keys/log.vkey')],
      'logs.example/b',
    ],
    ['nothing at all', () => ['--origin', origin], '--vkey, --signers or --policy'],
    [
      'a file that holds no key',
      (bench) => ['--origin', origin, '--signers', bench.path('empty')],
      'holds no key',
    ],
    [
      'a certificate authority',
      (bench) => ['--origin', origin, '--signers', bench.path('authority')],
      'line 2: The line trusts a certificate authority',
    ],
    [
      'a key for another purpose',
      (bench) => ['--origin', origin, '--signers', bench.path('email')],
      'is for email',
    ],
    ['a policy without a quorum', (bench) => ['--origin', origin, '--policy', bench.path('empty')], 'quorum'],
    [
      'a window in words',
      (bench) => ['--origin', origin, '--vkey', bench.path('keys/log.vkey'), '--valid-before', 'never'],
      '--valid-before needs a time',
    ],
  ])('is %s, and then nothing else is', async (_what, options, words) => {
    const { bench, store } = await withStore();
    const signers = readFileSync(bench.path('keys/allowed_signers'), 'utf8');
    writeFileSync(bench.path('empty'), '# nothing\n');
    writeFileSync(
      bench.path('authority'),
      `${signers}* cert-authority ${signers.split(' ').slice(2).join(' ')}`,
    );
    writeFileSync(bench.path('email'), signers.replace('evidence-bundle@v1', 'email'));
    const before = readFileSync(bench.path('store/decisions.ndjson'), 'utf8');
    const refused = await bench.run([
      'trust',
      'add',
      ...options(bench),
      '--compared',
      'x',
      '--by',
      'y',
      ...store,
    ]);
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining(words) });
    expect(readFileSync(bench.path('store/decisions.ndjson'), 'utf8')).toBe(before);
  });

  it.each([
    [['trust'], 'trust needs one of'],
    [['trust', 'list'], '--store is needed'],
    [['trust', 'revoke', 'x', '--store', 's'], '--from is needed'],
    [['trust', 'export', 'krl', '--origin', 'o', '--store', 's'], 'allowed-signers, policy'],
    [['trust', 'add', '--origin', 'o', '--store', 's'], '--compared is needed'],
  ])('%j is answered by what is missing', async (args, words) => {
    expect(await createCliBench().run(args)).toMatchObject({ code: 2, err: expect.stringContaining(words) });
  });
});

describe('What a person was told of the head', () => {
  it('is compared with it', async () => {
    const { bench, store, bundle } = await withStore();
    const verdict = async (...options: readonly string[]) =>
      (await bench.run(['verify', bundle, ...store, ...options])).out.split('  ')[0];
    expect(await verdict('--expect-size', '3')).toBe('VERIFIED');
    expect(await verdict('--expect-size', '4')).toBe('INCOMPLETE');
    expect(await verdict('--expect-head', 'A'.repeat(43).concat('='))).toBe('CONFLICT');
  });

  it.each([
    [['--expect-size', '1e3'], '--expect-size needs'],
    [['--expect-head', 'abc'], '--expect-head needs'],
    [['--at', 'yesterday'], '--at needs a time'],
  ])('%j is refused as a usage', async (options, words) => {
    const { bench, store, bundle } = await withStore();
    const refused = await bench.run(['verify', bundle, ...options, ...store]);
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining(words) });
  });
});

const hasSshKeygen = spawnSync('ssh-keygen', ['-?']).error === undefined;

describe.skipIf(!hasSshKeygen)('ssh-keygen (skipped where it is not installed)', () => {
  it('takes the packer signature by the allowed_signers of the store', async () => {
    const { bench, store, bundle } = await withStore();
    const unpacked = bench.path('unpacked');
    const unzip = spawnSync('python3', ['-m', 'zipfile', '-e', bundle, unpacked]);
    if (unzip.status !== 0) return;
    expect(store).toHaveLength(2);
    const file = (name: string) => `${unpacked}/${name}`;
    const { status, stdout } = spawnSync(
      'ssh-keygen',
      [
        '-Y',
        'verify',
        '-f',
        bench.path('store/allowed_signers'),
        '-I',
        origin,
        '-n',
        'evidence-bundle@v1',
        '-s',
        file('tagmanifest-sha256.txt.sig'),
        '-r',
        bench.path('store/revoked_keys'),
      ],
      { input: readFileSync(file('tagmanifest-sha256.txt')), encoding: 'utf8' },
    );
    expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining('Good') });
  });
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { codeSigner, timeAuthority } from '../../../scripts/vectors/time-authority.ts';
import { vectorOrigin } from '../../../scripts/vectors/vector-keys.ts';
import { toBase64 } from '../../../shared/bytes/base64.ts';
import {
  authorityFile,
  logKeyFile,
  signersFile,
  vectorRoot,
  vectorTime,
} from '../../vectors/vector-folders.ts';
import { type CliBench, createCliBench } from './cli-bench.ts';

const bundle = join(vectorRoot, 'verified--time-stamp-before-revocation/bundle.evb.zip');
const keys = ['--vkey', logKeyFile, '--signers', signersFile];
const said = ['--compared', 'by phone', '--by', 'A. Auditor'];

let bench: CliBench;
let store: readonly string[];
beforeEach(() => {
  bench = createCliBench();
  bench.setClock(vectorTime);
  store = ['--store', bench.path('trust')];
});

describe('Time authorities on the command line', () => {
  it('are pinned without an origin, and then date a bundle in every run', async () => {
    const added = await bench.run(['trust', 'add', '--tsa', authorityFile, ...said, ...store]);
    expect(added.code).toBe(0);
    expect(added.out).toMatch(/^tsa SHA256:[A-Za-z0-9+/]{43}\n$/);
    expect(added.err).toContain('Pinned for all logs.');
    const verified = await bench.run(['verify', bundle, ...keys, ...store]);
    expect(verified.code).toBe(0);
    expect(verified.out).toContain('not after 2026-03-02T12:00:01.000Z, by a pinned time authority');
    // Without them the key of the log is revoked by now.
    expect((await bench.run(['verify', bundle, ...keys])).code).toBe(4);
    expect((await bench.run(['verify', bundle, ...keys, '--tsa', authorityFile])).code).toBe(0);
  });

  it('are pinned together with the keys of a log', async () => {
    const args = [
      'trust',
      'add',
      '--origin',
      vectorOrigin,
      ...keys,
      '--tsa',
      authorityFile,
      ...said,
      ...store,
    ];
    const { out, err } = await bench.run(args);
    expect(out.split('\n').map((line) => line.split(' ')[0])).toEqual(['log', 'packer', 'tsa', '']);
    expect(err).toContain(`Pinned for ${vectorOrigin}.`);
    expect((await bench.run(['verify', bundle, ...store])).code).toBe(0);
  });

  it('are listed, revoked, exported and unpinned by their fingerprint', async () => {
    const added = await bench.run(['trust', 'add', '--tsa', authorityFile, ...said, ...store]);
    const fingerprint = added.out.trim().replace('tsa ', '');
    const listed = await bench.run(['trust', 'list', ...store]);
    expect(listed.out).toContain(`time authority CN=Vouch test vectors: authority\n  ${fingerprint}\n`);
    const document = JSON.parse((await bench.run(['trust', 'list', '--json', ...store])).out);
    expect(document.authorities).toEqual([
      {
        authorityId: `tsa ${fingerprint}`,
        name: 'CN=Vouch test vectors: authority',
        fingerprint,
        compared: 'by phone',
        comparedBy: 'A. Auditor',
        pinnedAt: '2026-07-01T00:00:00.000Z',
        revoked: null,
      },
    ]);
    const exported = await bench.run(['trust', 'export', 'tsa', ...store]);
    writeFileSync(bench.path('ca.pem'), exported.out);
    expect((await bench.run(['verify', bundle, ...keys, '--tsa', bench.path('ca.pem')])).code).toBe(0);

    const why = ['--from', '2026-06-01T00:00:00Z', '--reason', 'stolen', '--by', 'A. Auditor'];
    expect((await bench.run(['trust', 'revoke', fingerprint, ...why, ...store])).code).toBe(0);
    expect((await bench.run(['trust', 'list', ...store])).out).toContain('REVOKED from 2026-06-01');
    expect((await bench.run(['trust', 'export', 'tsa', ...store])).out).toBe('');
    // The store goes before what is named for one run: a revoked authority does not come back by a file.
    const after = await bench.run(['verify', bundle, ...keys, ...store, '--tsa', authorityFile]);
    expect(after.code).toBe(4);

    const unpinned = await bench.run(['trust', 'unpin', fingerprint, '--by', 'A. Auditor', ...store]);
    expect(unpinned.code).toBe(0);
    expect((await bench.run(['trust', 'list', ...store])).err).toContain('The trust store is empty.');
  });

  it.each<[string, () => Uint8Array | string, string]>([
    ['no certificate', () => 'Trust me.\n', 'cannot be used'],
    ['a certificate for programs', () => codeSigner.certificate, 'neither for time stamps nor for issuing'],
    ['nothing', () => '', 'cannot be used'],
  ])('are refused when the file holds %s', async (_what, content, words) => {
    writeFileSync(bench.path('file'), content());
    for (const args of [
      ['trust', 'add', '--tsa', bench.path('file'), ...said, ...store],
      ['verify', bundle, ...keys, '--tsa', bench.path('file')],
    ]) {
      expect(await bench.run(args)).toMatchObject({ code: 2, err: expect.stringContaining(words) });
    }
    expect((await bench.run(['verify', bundle, '--tsa', bench.path('absent')])).code).toBe(3);
  });

  it('may be given as one certificate in DER', async () => {
    writeFileSync(bench.path('tsa.der'), timeAuthority.certificate);
    expect((await bench.run(['verify', bundle, ...keys, '--tsa', bench.path('tsa.der')])).code).toBe(0);
  });

  it('that were changed in the store make it unusable as a whole', async () => {
    await bench.run(['trust', 'add', '--tsa', authorityFile, ...said, ...store]);
    const file = bench.path('trust/decisions.ndjson');
    const other = toBase64(timeAuthority.certificate);
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(/"certificate":"[^"]+"/, `"certificate":"${other}"`),
    );
    expect(await bench.run(['verify', bundle, ...keys, ...store])).toMatchObject({
      code: 3,
      err: expect.stringContaining('[trust-store]'),
    });
  });
});

import { spawnSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nodePassphrases } from '../../../cli/platform/passphrases.ts';
import { openIdentity, parseIdentityFile } from '../../../shared/identity/identity-file.ts';
import { type CliBench, createCliBench } from './cli-bench.ts';

const passphrase = 'correct horse battery staple';

function make(bench: CliBench, name: string, words = `${passphrase}\n`) {
  writeFileSync(bench.path('words'), words);
  return bench.run([
    'keygen',
    '--identity',
    name,
    '--passphrase-file',
    bench.path('words'),
    '--out',
    bench.path('keys'),
  ]);
}

describe('vouch keygen --identity', () => {
  it('makes a key that its passphrase opens, and only that', async () => {
    const bench = createCliBench();
    const { code, out } = await make(bench, 'A. Auditor');
    expect(code).toBe(0);
    const file = parseIdentityFile(new Uint8Array(readFileSync(bench.path('keys/identity.pem'))));
    expect(file.name).toBe('A. Auditor');
    expect(out).toContain(file.fingerprint);
    expect((await openIdentity(file, passphrase, nodePassphrases))?.fingerprint).toBe(file.fingerprint);
    expect(await openIdentity(file, `${passphrase}\n`, nodePassphrases)).toBeNull();
    expect(statSync(bench.path('keys/identity.pem')).mode & 0o777).toBe(0o600);
  });

  it('is opened by openssl, and its public files are of the same key', async ({ skip }) => {
    if (spawnSync('openssl', ['version']).error !== undefined) skip('openssl is not installed');
    const bench = createCliBench();
    await make(bench, 'A. Auditor');
    const openssl = (...args: readonly string[]) => {
      const { status, stdout } = spawnSync('openssl', [...args], { encoding: 'utf8' });
      return { status, stdout };
    };
    const source = `file:${bench.path('words')}`;
    const ofKey = openssl('pkey', '-in', bench.path('keys/identity.pem'), '-passin', source, '-pubout');
    const ofCertificate = openssl('x509', '-in', bench.path('keys/identity.cert.pem'), '-noout', '-pubkey');
    expect(ofKey.status).toBe(0);
    expect(ofKey.stdout).toBe(ofCertificate.stdout);
    const der = Buffer.from(ofKey.stdout.replaceAll(/-----.*-----|\n/g, ''), 'base64');
    const [principal, namespaces, , blob = ''] = readFileSync(
      bench.path('keys/reviewers.allowed_signers'),
      'utf8',
    ).split(/\s+/);
    expect([principal, namespaces]).toEqual(['a.-auditor', 'namespaces="evidence-report@v1"']);
    // Both end with the uncompressed point of the curve.
    expect(Buffer.from(blob, 'base64').subarray(-65)).toEqual(der.subarray(-65));
  });

  it.each([
    ['a short passphrase', 'A. Auditor', 'short\n', 'at least 12 characters'],
    ['no name', ' ', `${passphrase}\n`, 'An identity has a name'],
    ['a name with a character that is not seen', 'A\u202eB', `${passphrase}\n`, 'not seen'],
  ])('refuses %s, and writes nothing', async (_, name, words, statement) => {
    const bench = createCliBench();
    const { code, err } = await make(bench, name, words);
    expect(code).toBe(2);
    expect(err).toContain(statement);
    expect(() => statSync(bench.path('keys'))).toThrow();
  });

  it('takes one kind of key at a time, and a passphrase for no other', async () => {
    const bench = createCliBench();
    const out = ['--out', bench.path('keys')];
    expect((await bench.run(['keygen', '--identity', 'A', '--signer', 'b', ...out])).code).toBe(2);
    expect((await bench.run(['keygen', '--identity', 'A', ...out])).err).toContain(
      '--passphrase-file is needed',
    );
    writeFileSync(bench.path('words'), passphrase);
    const packer = ['keygen', '--signer', 'b', '--passphrase-file', bench.path('words'), ...out];
    expect((await bench.run(packer)).code).toBe(2);
  });

  it('overwrites no key', async () => {
    const bench = createCliBench();
    await make(bench, 'A. Auditor');
    const before = readFileSync(bench.path('keys/identity.pem'));
    expect((await make(bench, 'B. Auditor')).code).toBe(2);
    expect(readFileSync(bench.path('keys/identity.pem'))).toEqual(before);
  });
});

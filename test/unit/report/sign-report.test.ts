import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { nodePassphrases } from '../../../cli/platform/passphrases.ts';
import { renderCertificatePem } from '../../../shared/certificates/certificate-pem.ts';
import { parseCertificate } from '../../../shared/certificates/parse-certificate.ts';
import { makeIdentity } from '../../../shared/identity/identity.ts';
import { openPkcs12 } from '../../../shared/identity/pkcs12-identity.ts';
import { signReport } from '../../../shared/report/signatures/sign-report.ts';

const made = makeIdentity("Jörg O'Example", new Uint8Array(32).fill(7), Date.UTC(2026, 0, 2, 3, 4, 5));
if (made === null) throw new Error('The key is none.');
const identity = made;
const signedAt = Date.UTC(2026, 6, 1, 12, 30, 15);
const report = { name: 'report.json', bytes: Buffer.from('{"format":"evidence-report/1"}\n') };

const folder = mkdtempSync(join(tmpdir(), 'vouch-sign-report-'));
const save = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content);
const run = (program: string, args: readonly string[], input = '') =>
  spawnSync(program, args, { cwd: folder, encoding: 'utf8', input });
const has = (program: string, ...args: readonly string[]) => spawnSync(program, args).error === undefined;
afterAll(() => rmSync(folder, { recursive: true }));

for (const file of [report, ...signReport(report, identity, 'preparer', signedAt)])
  save(file.name, file.bytes);
save('changed.json', '{"format":"evidence-report/2"}\n');
save('cert.pem', renderCertificatePem(parseCertificate(identity.certificate)));
save('signers', `jorg ${identity.sshPublicKey}\n`);

describe('A signed report', () => {
  it('is signed alike each time, so that nothing but report, key and time is in the signatures', () => {
    expect(signReport(report, identity, 'preparer', signedAt)).toEqual(
      signReport(report, identity, 'preparer', signedAt),
    );
  });

  it.skipIf(!has('openssl', 'version'))(
    'is good to openssl, and a changed one is not (skipped without openssl)',
    () => {
      const verify = (content: string) =>
        run('openssl', [
          ...['cms', '-verify', '-binary', '-inform', 'DER', '-in', 'report.json.p7s'],
          ...['-content', content, '-CAfile', 'cert.pem', '-purpose', 'any', '-cades'],
        ]);
      const good = verify('report.json');
      expect(good.stderr).toContain('CAdES Verification successful');
      expect(good.status).toBe(0);
      expect(verify('changed.json').status).not.toBe(0);
    },
  );

  it.skipIf(!has('openssl', 'version'))(
    'says to openssl when it was signed (skipped without openssl)',
    () => {
      const { stdout } = run('openssl', [
        'cms',
        '-cmsout',
        '-print',
        '-inform',
        'DER',
        '-in',
        'report.json.p7s',
      ]);
      expect(stdout).toContain('UTCTIME:Jul  1 12:30:15 2026 GMT');
      expect(stdout).toContain('id-smime-aa-signingCertificateV2');
    },
  );

  it.skipIf(!has('openssl', 'version'))(
    'is good to openssl by the authority of an organisation that handed out its signer’s key as PKCS #12 (skipped without openssl)',
    async () => {
      const commands = `
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout root.key -out root.pem -days 9 -subj '/O=Example/CN=Root'
        openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout own.key -out own.csr -subj '/O=Example/CN=Auditor Two'
        printf 'keyUsage=critical,digitalSignature,nonRepudiation\\n' > ext
        openssl x509 -req -in own.csr -CA root.pem -CAkey root.key -set_serial 7 -days 9 -extfile ext -out own.pem
        openssl pkcs12 -export -inkey own.key -in own.pem -certfile root.pem -passout pass:handed-out -out own.p12`;
      expect(run('sh', ['-ec', commands]).status).toBe(0);
      const handedOut = new Uint8Array(readFileSync(join(folder, 'own.p12')));
      const taken = await openPkcs12(handedOut, 'handed-out', nodePassphrases);
      if (taken === null) throw new Error('The passphrase is right.');
      const now = Math.floor(Date.now() / 1000) * 1000;
      for (const file of signReport({ ...report, name: 'theirs.json' }, taken, 'preparer', now))
        save(file.name, file.bytes);
      const verify = (authority: string) =>
        run('openssl', [
          ...[
            'cms',
            '-verify',
            '-binary',
            '-inform',
            'DER',
            '-in',
            'theirs.json.p7s',
            '-content',
            'report.json',
          ],
          ...['-CAfile', authority, '-purpose', 'any', '-cades'],
        ]);
      expect(verify('root.pem').stderr).toContain('CAdES Verification successful');
      expect(verify('cert.pem').status).not.toBe(0);
    },
  );

  it.skipIf(!has('ssh-keygen', '-V'))('is good to ssh-keygen (skipped without ssh-keygen)', () => {
    const args = ['-Y', 'verify', '-f', 'signers', '-I', 'jorg', '-n', 'evidence-report@v1'];
    const good = run('ssh-keygen', [...args, '-s', 'report.json.sig'], report.bytes.toString());
    expect(good.stdout).toContain(`Good "evidence-report@v1" signature for jorg`);
    expect(run('ssh-keygen', [...args, '-s', 'report.json.sig'], 'changed').status).not.toBe(0);
  });
});

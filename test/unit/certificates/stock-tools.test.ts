import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAnswer, makeTimeStamp } from '../../../scripts/vectors/make-time-stamp.ts';
import {
  codeSigner,
  expiredAuthority,
  renderAuthorityFile,
  strangerAuthority,
  timeAuthority,
} from '../../../scripts/vectors/time-authority.ts';
import { equalBytes } from '../../../shared/bytes/equal.ts';
import { checkCertificatePath } from '../../../shared/certificates/certificate-path.ts';
import { parseCertificateFile } from '../../../shared/certificates/certificate-pem.ts';
import { checkSignedContent } from '../../../shared/certificates/check-signed-data.ts';
import { parseTimeStampToken } from '../../../shared/certificates/time-stamp-token.ts';
import { digestBy } from '../../../shared/crypto/digest-name.ts';

const folder = mkdtempSync(join(tmpdir(), 'vouch-openssl-ts-'));
const path = (name: string) => join(folder, name);
const stamped = Buffer.from('what is stamped\n');

function openssl(...args: readonly string[]) {
  return spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
}

function mustRun(...args: readonly string[]): void {
  const { status, stderr } = openssl(...args);
  if (status !== 0) throw new Error(`openssl ${args.join(' ')}: ${stderr}`);
}

const isInstalled = spawnSync('openssl', ['version']).status === 0;
const config = `
[ca]
basicConstraints=critical,CA:true
keyUsage=critical,keyCertSign
[tsa]
keyUsage=critical,digitalSignature
extendedKeyUsage=critical,timeStamping
[tsa_config]
serial=./serial
signer_digest=sha384
default_policy=1.2.3.4
digests=sha256,sha384,sha512,sha1
accuracy=secs:1,millisecs:500,microsecs:100
ordering=yes
tsa_name=yes
ess_cert_id_chain=no
`;

beforeAll(() => {
  if (!isInstalled) return;
  writeFileSync(path('data'), stamped);
  writeFileSync(path('our.pem'), renderAuthorityFile());
  writeFileSync(path('config'), config);
  writeFileSync(path('serial'), '01\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

const kinds: readonly (readonly [string, readonly string[]])[] = [
  ['RSA of 2048 bits', ['-newkey', 'rsa:2048']],
  ['ECDSA on P-384', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384']],
  ['ECDSA on P-256', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']],
];

describe.skipIf(!isInstalled)('A time stamp that OpenSSL makes (skipped where it is not installed)', () => {
  it.each(kinds)(
    'is accepted from an authority with %s',
    (_what, newKey) => {
      const subject = (name: string) => ['-subj', `/O=Test/CN=${name}`, '-nodes', '-config', 'config'];
      writeFileSync(path('config'), `[req]\ndistinguished_name=dn\n[dn]\n${config}`);
      mustRun(
        'req',
        '-x509',
        ...newKey,
        '-keyout',
        'ca.key',
        '-out',
        'ca.crt',
        '-extensions',
        'ca',
        ...subject('root'),
      );
      mustRun('req', '-new', ...newKey, '-keyout', 'tsa.key', '-out', 'tsa.csr', ...subject('clock'));
      mustRun(
        ...'x509 -req -in tsa.csr -CA ca.crt -CAkey ca.key -CAcreateserial -out tsa.crt -extfile config -extensions tsa'.split(
          ' ',
        ),
      );
      for (const digest of ['sha256', 'sha384', 'sha512'] as const) {
        mustRun(...`ts -query -data data -${digest} -cert -out request`.split(' '));
        for (const options of [
          ['-tspolicy', '1.2.3.4'],
          ['-tspolicy', '1.2.3.4', '-token_out'],
        ]) {
          mustRun(
            ...'ts -reply -queryfile request -signer tsa.crt -inkey tsa.key -config config -section tsa_config -chain ca.crt -out answer'.split(
              ' ',
            ),
            ...options,
          );
          const token = parseTimeStampToken(readFileSync(path('answer')));
          if (token.kind === 'unsupported') throw new Error(token.what);
          expect(token.info).toMatchObject({
            policy: '1.2.3.4',
            imprintDigest: digest,
            accuracyMillis: 1501,
          });
          expect(equalBytes(token.info.imprint, digestBy(digest, stamped))).toBe(true);
          const answer = checkSignedContent(token.signed, []);
          if (answer.kind !== 'signed') throw new Error(answer.reason);
          const found = checkCertificatePath({
            leaf: answer.certificate,
            intermediates: token.signed.certificates,
            pinned: parseCertificateFile(readFileSync(path('ca.crt'))),
            at: token.info.time,
            purpose: 'time-stamping',
          });
          expect(found.kind).toBe('trusted');
        }
      }
    },
    60_000,
  );
});

describe.skipIf(!isInstalled)(
  'OpenSSL reads the time stamps of the vectors (skipped where it is not installed)',
  () => {
    const noon = { over: stamped, time: '20260302120000Z' };
    const atNoon = ['-attime', String(Date.UTC(2026, 2, 2, 12) / 1000)];

    function ask(token: Uint8Array, ...more: readonly string[]) {
      writeFileSync(path('token'), token);
      const args = [
        'ts',
        '-verify',
        '-data',
        'data',
        '-in',
        'token',
        '-CAfile',
        'our.pem',
        ...atNoon,
        ...more,
      ];
      const { status, stderr } = openssl(...args);
      return { isGood: status === 0, said: stderr };
    }

    it('and accepts what is accepted here, alone and in an answer', () => {
      const token = makeTimeStamp({ ...noon, signer: timeAuthority });
      expect(ask(token, '-token_in')).toMatchObject({ isGood: true });
      expect(ask(makeAnswer(token))).toMatchObject({ isGood: true });
    });

    it.each([
      ['by a stranger', { signer: strangerAuthority }, 'unable to get local issuer certificate'],
      ['by one who has expired', { signer: expiredAuthority }, 'certificate has expired'],
      ['by a signer of programs', { signer: codeSigner }, 'unsuitable certificate purpose'],
      ['by two', { signer: timeAuthority, moreSigners: [expiredAuthority] }, 'there must be one signer'],
      ['over other bytes', { signer: timeAuthority, over: Buffer.from('x') }, 'message imprint mismatch'],
    ])('and refuses one %s', (_what, order, words) => {
      const answer = ask(makeTimeStamp({ ...noon, ...order }), '-token_in');
      expect(answer).toMatchObject({ isGood: false, said: expect.stringContaining(words) });
    });
  },
);

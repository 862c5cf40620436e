import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { context, type Der, objectId, sequence } from '../../../scripts/vectors/der-writer.ts';
import { makeCertificate } from '../../../scripts/vectors/make-certificate.ts';
import { makeTimeStamp } from '../../../scripts/vectors/make-time-stamp.ts';
import { timeAuthority } from '../../../scripts/vectors/time-authority.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { checkDetachedSignature } from '../../../shared/certificates/check-detached-signature.ts';
import { type DerElement, derElements } from '../../../shared/certificates/der-elements.ts';
import { renderDetachedSignature } from '../../../shared/certificates/detached-signature.ts';
import { sha256 } from '../../../shared/crypto/digest.ts';

const content = encodeUtf8('what is signed\n');
const secretKey = new Uint8Array(32).fill(9);
const certificate = makeCertificate({
  ...{ subject: 'A. Signer', key: secretKey, issuer: 'A. Signer', issuerKey: secretKey, serial: 300 },
  extensions: [],
});
const order = { contentDigest: sha256(content), certificate, secretKey };

function signedAt(claimedTime: number | null): Uint8Array {
  return renderDetachedSignature({ ...order, claimedTime });
}

/** The parts of signed data (version, digests, content, certificates, signers), put together in another way. */
function rebuilt(signature: Uint8Array, change: (parts: readonly DerElement[]) => readonly Der[]): Der {
  const [info] = derElements(signature);
  const [, outer] = derElements(info?.content ?? new Uint8Array(0));
  const [signed] = derElements(outer?.content ?? new Uint8Array(0));
  const parts = derElements(signed?.content ?? new Uint8Array(0));
  return sequence(objectId('1.2.840.113549.1.7.2'), context(0, sequence(...change(parts))));
}

describe('A signature that lies beside its content', () => {
  it('says who signed, and when as the signer says', () => {
    const answer = checkDetachedSignature(signedAt(Date.UTC(2026, 6, 1, 2, 3, 4, 567)), content);
    expect(answer).toMatchObject({ kind: 'signed', claimedTime: Date.UTC(2026, 6, 1, 2, 3, 4) });
    expect(answer.kind === 'signed' && answer.certificate.subject.text).toBe('CN=A. Signer');
  });

  it.each([
    ['1975', Date.UTC(1975, 0, 2)],
    ['2049', Date.UTC(2049, 11, 31)],
    ['2050, from when on years have four digits', Date.UTC(2050, 0, 1)],
  ])('says a time of %s', (_year, time) => {
    expect(checkDetachedSignature(signedAt(time), content)).toMatchObject({ claimedTime: time });
  });

  it('need not say when', () => {
    expect(checkDetachedSignature(signedAt(null), content)).toMatchObject({
      kind: 'signed',
      claimedTime: null,
    });
  });

  it('is none for another content', () => {
    expect(checkDetachedSignature(signedAt(null), encodeUtf8('what was not signed\n'))).toEqual({
      kind: 'invalid',
      reason: 'the content has another digest than the signer signed',
    });
  });

  it('is not read when it brings a content of its own, of which nobody would know which one is meant', () => {
    const attached = makeTimeStamp({ over: content, time: '20260302120000Z', signer: timeAuthority });
    expect(checkDetachedSignature(attached, content)).toMatchObject({
      kind: 'unreadable',
      reason: 'Expected a signature without the content, found another content in it.',
    });
  });

  it('is neither good nor bad without the certificate, in another form, and when it is too large', () => {
    const bare = rebuilt(signedAt(null), (parts) =>
      parts.filter(({ tag }) => tag !== 0xa0).map(({ whole }) => whole),
    );
    expect(checkDetachedSignature(bare, content)).toMatchObject({ kind: 'unsupported' });
    const other = rebuilt(signedAt(null), (parts) => parts.slice(1).map(({ whole }) => whole));
    expect(checkDetachedSignature(other, content)).toMatchObject({ kind: 'unsupported' });
    const large = new Uint8Array(limits.timeStampBytes + 1);
    expect(checkDetachedSignature(large, content)).toMatchObject({ kind: 'unsupported' });
  });

  it('is not readable when it is no signature', () => {
    expect(checkDetachedSignature(content, content).kind).toBe('unreadable');
  });
});

const isInstalled = spawnSync('openssl', ['version']).status === 0;

describe.skipIf(!isInstalled)('A signature by openssl (skipped without openssl)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vouch-openssl-cms-'));
  const openssl = (...args: readonly string[]) =>
    spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
  const read = (name: string) => new Uint8Array(readFileSync(join(folder, name)));
  afterAll(() => rmSync(folder, { recursive: true }));

  const sign = (key: readonly string[], ...options: readonly string[]): Uint8Array => {
    writeFileSync(join(folder, 'content'), content);
    openssl(
      'req',
      '-x509',
      '-newkey',
      ...key,
      '-nodes',
      '-keyout',
      'key',
      '-out',
      'cert',
      '-subj',
      '/CN=By openssl',
    );
    const files = ['-in', 'content', '-out', 'signature', '-signer', 'cert', '-inkey', 'key'];
    openssl('cms', '-sign', '-binary', '-outform', 'DER', '-md', 'sha256', ...files, ...options);
    return read('signature');
  };

  it('is read as openssl made it, by keys of two kinds', () => {
    for (const key of [['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'], ['rsa:2048']]) {
      const signature = sign(key, '-cades', '-nosmimecap');
      const answer = checkDetachedSignature(signature, content);
      expect(answer).toMatchObject({ kind: 'signed', claimedTime: expect.any(Number) });
      expect(checkDetachedSignature(signature, encodeUtf8('other')).kind).toBe('invalid');
    }
  });

  it('is not believed when it does not bind the certificate', () => {
    const signature = sign(['ec', '-pkeyopt', 'ec_paramgen_curve:P-256']);
    expect(checkDetachedSignature(signature, content)).toEqual({
      kind: 'unreadable',
      reason: 'Expected a signed attribute that names the certificate in what the signer signed.',
    });
  });
});

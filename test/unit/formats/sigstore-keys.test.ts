import { constants, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { toBase64 } from '../../../shared/bytes/base64.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { parsePublicKey } from '../../../shared/certificates/public-key-pem.ts';
import { sha256 } from '../../../shared/crypto/digest.ts';
import {
  authorityKey,
  type BundleParts,
  bundleWith,
  dsseBody,
  fileContent,
  fileSignature,
  hashedBody,
  logEntry,
  pemOf,
  signerKey,
  spkiOf,
} from '../../support/small-sigstore.ts';
import { complaints, hexOf, judge } from './folder.ts';
import { place, trust, verdictOn } from './sigstore-verdict.ts';

describe('A Sigstore bundle with a key', () => {
  const key = parsePublicKey(spkiOf(signerKey));
  const other = parsePublicKey(spkiOf(authorityKey));
  const body = hashedBody(fileContent, fileSignature, pemOf(spkiOf(signerKey), 'PUBLIC KEY'));
  const parts = (hint: string): BundleParts => ({
    material: { publicKey: { hint } },
    entries: [logEntry(body)],
  });
  const digest = toBase64(sha256(spkiOf(signerKey)));

  it.each(['', 'any name', digest])('is verified by that key, with the hint "%s"', async (hint) => {
    const verdict = await verdictOn(parts(hint), { publicKeys: [other, key], sigstoreIdentity: null });
    expect(complaints(verdict)).toEqual([]);
    expect(verdict.headline).toBe('VERIFIED');
  });

  it('is trusted only with that key', async () => {
    const none = await verdictOn(parts(''));
    expect(complaints(none)).toEqual([`unknown sigstore-key ${place}`]);
    expect(none.headline).toBe('INTACT, SIGNER NOT TRUSTED');
    const wrong = await verdictOn(parts(''), { publicKeys: [other] });
    expect(complaints(wrong)).toContain(`fail sigstore-signature ${place}`);
    const hinted = await verdictOn(parts(toBase64(sha256(spkiOf(authorityKey)))), { publicKeys: [key] });
    expect(complaints(hinted)).toEqual([`unknown sigstore-key ${place}`]);
  });
});

describe('A Sigstore bundle with a key of another kind', () => {
  const pairs = {
    rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }),
    ed25519: generateKeyPairSync('ed25519'),
    p384: generateKeyPairSync('ec', { namedCurve: 'P-384' }),
    p521: generateKeyPairSync('ec', { namedCurve: 'P-521' }),
  };
  const keyOf = (kind: keyof typeof pairs) =>
    parsePublicKey(Uint8Array.from(pairs[kind].publicKey.export({ type: 'spki', format: 'der' })));
  const signedBy = (kind: keyof typeof pairs, message: Uint8Array, digest: string | null): Uint8Array =>
    Uint8Array.from(sign(digest, message, pairs[kind].privateKey));
  const partsOf = (kind: keyof typeof pairs, signature: Uint8Array, digest = {}): BundleParts => {
    const entry = logEntry(hashedBody(fileContent, signature, pemOf(keyOf(kind).spkiBytes, 'PUBLIC KEY')));
    const messageSignature = { signature: toBase64(signature), ...digest };
    return { material: { publicKey: {} }, entries: [entry], content: { messageSignature } };
  };

  it('is verified with P-384, also without a digest of the file', async () => {
    const parts = partsOf('p384', signedBy('p384', fileContent, 'sha384'));
    const verdict = await verdictOn(parts, { publicKeys: [keyOf('p384')] });
    expect(complaints(verdict)).toEqual([]);
    const absent = await judge({ [place]: bundleWith(parts) }, { ...trust, publicKeys: [keyOf('p384')] });
    expect(complaints(absent)).toEqual([
      `unknown sigstore-file ${place}`,
      `unknown sigstore-signature ${place}`,
      `unknown sigstore-entry ${place}`,
    ]);
  });

  it.each(['rsa', 'ed25519', 'p521'] as const)(
    'is not verifiable over a file with %s, never failed',
    async (kind) => {
      const digest = kind === 'ed25519' ? null : 'sha256';
      const parts = partsOf(kind, signedBy(kind, fileContent, digest));
      const verdict = await verdictOn(parts, { publicKeys: [keyOf(kind)] });
      expect(complaints(verdict)).toEqual([`unknown sigstore-signature ${place}`]);
      expect(verdict.state).toBe('not-verifiable');
    },
  );

  const payload = encodeUtf8(
    JSON.stringify({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [
        { name: 'a.log', digest: { sha256: hexOf('sha256', fileContent) } },
        { name: 'z', digest: { sha1: 'ab' } },
      ],
      predicateType: 'x',
    }),
  );
  const envelopeBy = (kind: keyof typeof pairs, signature: Uint8Array): BundleParts => ({
    material: { publicKey: {} },
    entries: [logEntry(dsseBody(payload, signature, pemOf(keyOf(kind).spkiBytes, 'PUBLIC KEY')))],
    content: {
      dsseEnvelope: {
        payloadType: 'application/vnd.in-toto+json',
        payload: toBase64(payload),
        signatures: [{ sig: toBase64(signature) }],
      },
    },
  });
  const pae = Uint8Array.from(
    Buffer.concat([Buffer.from(`DSSEv1 28 application/vnd.in-toto+json ${payload.length} `), payload]),
  );

  it.each(['rsa', 'ed25519'] as const)('is verified over an envelope with %s', async (kind) => {
    const signature = signedBy(kind, pae, kind === 'rsa' ? 'sha256' : null);
    const verdict = await verdictOn(envelopeBy(kind, signature), { publicKeys: [keyOf(kind)] });
    expect(complaints(verdict)).toEqual([`warning sigstore-file ${place}`]);
    expect(verdict.headline).toBe('VERIFIED');
  });

  it('is not verifiable over an envelope with RSA in another padding, never failed', async () => {
    const key = { key: pairs.rsa.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING };
    const signature = Uint8Array.from(sign('sha256', pae, key));
    const verdict = await verdictOn(envelopeBy('rsa', signature), { publicKeys: [keyOf('rsa')] });
    expect(complaints(verdict)).toEqual(
      [`unknown sigstore-signature ${place}`, `warning sigstore-file ${place}`].toReversed(),
    );
    expect(verdict.state).toBe('not-verifiable');
  });
});

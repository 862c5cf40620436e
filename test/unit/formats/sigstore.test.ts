import { constants, generateKeyPairSync, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { element, utf8 } from '../../../scripts/vectors/der-writer.ts';
import { extension, timeStampingId } from '../../../scripts/vectors/make-certificate.ts';
import { detectEvidence } from '../../../shared/bundle/formats/detect-evidence.ts';
import { toBase64 } from '../../../shared/bytes/base64.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { parsePublicKey } from '../../../shared/certificates/public-key-pem.ts';
import { sha256 } from '../../../shared/crypto/digest.ts';
import { noForeignTrust } from '../../../shared/verify/foreign/foreign-trust.ts';
import { parseSigstoreTrustRoot } from '../../../shared/verify/foreign/sigstore-trust-root.ts';
import { verifyForeign } from '../../../shared/verify/foreign/verify-foreign.ts';
import {
  authorityKey,
  type BundleParts,
  bundleWith,
  type CertificateParts,
  certificateLogKey,
  checkpointOf,
  dsseBody,
  email,
  expected,
  fileContent,
  fileSignature,
  hashedBody,
  logEntry,
  messageContent,
  pemOf,
  type RootParts,
  rootAuthority,
  rootLog,
  signatureLogKey,
  signEcdsa,
  signedSeconds,
  signerCertificate,
  signerKey,
  spkiOf,
  trustRootOf,
} from '../../support/small-sigstore.ts';
import { createCliBench } from '../cli/cli-bench.ts';
import { complaints, hexOf, judge } from './folder.ts';

const rootFrom = (parts: RootParts = {}) => parseSigstoreTrustRoot(encodeUtf8(trustRootOf(parts)));
const trust = { sigstoreRoot: rootFrom(), sigstoreIdentity: expected };
const place = 'a.log.sigstore.json';

const verdictOn = (parts: BundleParts = {}, named = {}, file: Uint8Array = fileContent) =>
  judge({ 'a.log': file, [place]: bundleWith(parts) }, { ...trust, ...named });
const withCertificate = (parts: CertificateParts, named = {}) =>
  verdictOn({ certificate: signerCertificate(parts) }, named);

const genuineBody = hashedBody(fileContent, fileSignature, pemOf(signerCertificate(), 'CERTIFICATE'));
const genuine = logEntry(genuineBody);

describe('A file with a Sigstore bundle', () => {
  it('is verified, and the signer is named', async () => {
    const verdict = await verdictOn();
    expect(complaints(verdict)).toEqual([]);
    expect(verdict).toMatchObject({ headline: 'VERIFIED', axes: { completeness: { tone: 'open' } } });
    expect(verdict.axes.time).toMatchObject({
      tone: 'good',
      words: expect.stringContaining('at the proven time 2026-07-01T00:00:00.000Z'),
    });
    const { statement } = verdict.results.find(({ code }) => code === 'sigstore-identity') ?? {};
    expect(statement).toBe(
      'The signer is "signer@example.com", attested by "https://login.example", as expected.',
    );
  });

  it.each([
    'application/vnd.dev.sigstore.bundle+json;version=0.1',
    'application/vnd.dev.sigstore.bundle+json;version=0.2',
    'application/vnd.dev.sigstore.bundle+json;version=0.3',
  ])('may be of the type %s, and have fields that mean nothing here', async (mediaType) => {
    expect((await verdictOn({ more: { mediaType, later: {} } })).headline).toBe('VERIFIED');
  });

  it('shows the signer, and trusts nobody who is not expected', async () => {
    const shown = await verdictOn({}, { sigstoreIdentity: null });
    expect(complaints(shown)).toEqual([`unknown sigstore-identity ${place}`]);
    expect(shown).toMatchObject({ headline: 'INTACT, SIGNER NOT TRUSTED', state: 'not-verifiable' });
    expect(shown.axes.signer.words).toContain('"signer@example.com"');
    for (const other of [{ identity: 'signer@example.co' }, { issuer: 'https://login.example/' }]) {
      const verdict = await verdictOn({}, { sigstoreIdentity: { ...expected, ...other } });
      expect(complaints(verdict)).toEqual([`unknown sigstore-identity ${place}`]);
      expect(verdict.state).toBe('not-verifiable');
    }
  });

  it.each([
    ['with a zero byte behind the expected one', email('signer@example.com\0.evil.example')],
    ['that only looks like it', email(encodeUtf8('ѕigner@example.com'))],
    ['in capitals', email('Signer@example.com')],
    ['with a space', email('signer@example.com ')],
    ['of another kind', element(0x87, Uint8Array.of(127, 0, 0, 1))],
  ])('is not verified by a certificate for an identity %s', async (_what, name) => {
    const verdict = await withCertificate({ names: [name] });
    expect(verdict.headline).not.toBe('VERIFIED');
    expect(
      verdict.results.find(({ code, outcome }) => code === 'sigstore-identity' && outcome === 'pass'),
    ).toBeUndefined();
  });

  it('is not verified by a certificate with several identities, even when one is the expected one', async () => {
    const verdict = await withCertificate({
      names: [email(expected.identity), email('mallory@example.com')],
    });
    expect(complaints(verdict)).toEqual([`unknown sigstore-identity ${place}`]);
    expect(complaints(await withCertificate({ names: [] }))).toEqual([`unknown sigstore-identity ${place}`]);
  });

  it('is not verified when the certificate does not say who attested the identity', async () => {
    for (const issuer of [
      null,
      utf8('https://login.example\0'),
      element(0x16, encodeUtf8(expected.issuer)),
    ]) {
      expect(complaints(await withCertificate({ issuer }))).toEqual([`unknown sigstore-identity ${place}`]);
    }
  });

  it('is not verifiable without a trust root, and is not failed', async () => {
    const verdict = await verdictOn({}, { sigstoreRoot: null });
    expect(complaints(verdict)).toEqual([`unknown sigstore-log ${place}`]);
    expect(verdict.headline).toBe('NOT VERIFIABLE');
  });

  it('is broken when the file or its signature was changed', async () => {
    const file = await verdictOn({}, {}, encodeUtf8('forged\n'));
    expect(complaints(file)).toEqual([
      'fail sigstore-file a.log',
      `fail sigstore-signature ${place}`,
      `fail sigstore-entry ${place}`,
    ]);
    const forged = encodeUtf8('forged\n');
    const remade = await verdictOn({ content: messageContent(forged) }, {}, forged);
    expect(complaints(remade)).toContain(`fail sigstore-signature ${place}`);
  });

  it('is not there: then nothing is proven of it', async () => {
    const verdict = await judge({ [place]: bundleWith() }, trust);
    expect(complaints(verdict)).toEqual([`unknown sigstore-file ${place}`]);
    expect(verdict.headline).toBe('NOT VERIFIABLE');
  });

  it('lends its verdict to no file beside it', async () => {
    const files = { 'a.log': fileContent, 'b.log': 'x', [place]: bundleWith() };
    expect(complaints(await judge(files, trust))).toEqual(['unknown sigstore-other b.log']);
  });
});

describe('The certificate in a Sigstore bundle', () => {
  it.each([
    ['has expired before the proven time', 600],
    ['begins after the proven time', -600],
  ])('does not count when it %s', async (_what, seconds) => {
    const verdict = await verdictOn({ entries: [logEntry(genuineBody, {}, signedSeconds + seconds)] });
    expect(complaints(verdict)).toEqual([
      `fail sigstore-certificate ${place}`,
      `unknown sigstore-published ${place}`,
    ]);
  });

  it('does not count when somebody else issued it in the name of the authority', async () => {
    const verdict = await withCertificate({ issuerKey: signerKey });
    expect(complaints(verdict)[0]).toBe(`fail sigstore-certificate ${place}`);
  });

  it('does not count for another purpose', async () => {
    const verdict = await withCertificate({ purpose: timeStampingId });
    expect(complaints(verdict)[0]).toBe(`fail sigstore-certificate ${place}`);
  });

  it('is not verifiable by a trust root that knows no authority at that time', async () => {
    for (const authorities of [[], [rootAuthority({ end: '2026-06-30T00:00:00Z' })]]) {
      const verdict = await verdictOn(
        {},
        { sigstoreRoot: rootFrom({ certificateAuthorities: authorities }) },
      );
      expect(complaints(verdict)).toEqual([
        `unknown sigstore-certificate ${place}`,
        `unknown sigstore-published ${place}`,
      ]);
    }
  });

  it('is not verifiable when no time is proven: a time beside the promise is only claimed', async () => {
    const { inclusionPromise: _, ...unpromised } = genuine;
    const verdict = await verdictOn({ entries: [unpromised] });
    expect(complaints(verdict)).toEqual([
      `unknown sigstore-certificate ${place}`,
      `unknown sigstore-published ${place}`,
    ]);
  });

  it('must have been in a certificate log of the trust root', async () => {
    const published = [`unknown sigstore-published ${place}`];
    expect(complaints(await withCertificate({ timestamp: 'none' }))).toEqual(published);
    expect(complaints(await withCertificate({ timestampKey: signerKey }))).toEqual(published);
    const lapsed = rootFrom({ ctlogs: [rootLog(certificateLogKey, { end: '2026-01-01T00:00:00Z' })] });
    expect(complaints(await verdictOn({}, { sigstoreRoot: lapsed }))).toEqual(published);
  });

  it('is not verifiable when that log has a key that is not used here', async () => {
    const log = { ...rootLog(certificateLogKey), publicKey: { rawBytes: 'AAAA' } };
    const verdict = await verdictOn({}, { sigstoreRoot: rootFrom({ ctlogs: [log] }) });
    expect(complaints(verdict)).toEqual([`unknown sigstore-published ${place}`]);
  });

  it('is not verifiable when it demands what is not read here', async () => {
    const verdict = await withCertificate({ more: [extension('1.2.3.4', utf8('x'), true)] });
    expect(complaints(verdict)[0]).toBe(`unknown sigstore-certificate ${place}`);
  });

  it('is broken with a false or damaged timestamp of that log', async () => {
    for (const timestamp of ['false', 'damaged'] as const) {
      expect(complaints(await withCertificate({ timestamp }))).toEqual([`fail sigstore-published ${place}`]);
    }
  });
});

describe('The log entry in a Sigstore bundle', () => {
  const proof = genuine.inclusionProof;
  const withProof = (more: object) => ({ ...genuine, inclusionProof: { ...proof, ...more } });

  it.each([
    ['a promise over another time', { ...genuine, integratedTime: `${signedSeconds + 1}` }],
    ['a promise over another index', { ...genuine, logIndex: '1003' }],
    ['another index in the tree', withProof({ logIndex: '3' })],
    ['an index that is the size', withProof({ logIndex: '5' })],
    ['a digest left out', withProof({ hashes: proof.hashes.slice(1) })],
    ['another size than the checkpoint', withProof({ treeSize: '6' })],
    [
      'a checkpoint of an empty log',
      withProof({
        treeSize: '0',
        checkpoint: { envelope: checkpointOf(proof.rootHash, signatureLogKey, 0) },
      }),
    ],
    [
      'a checkpoint that another key signed',
      withProof({ checkpoint: { envelope: checkpointOf(proof.rootHash, signerKey) } }),
    ],
    ['no checkpoint', withProof({ checkpoint: null })],
  ])('is false with %s', async (_what, entry) => {
    const verdict = await verdictOn({ entries: [entry] });
    expect(complaints(verdict)).toContain(`fail sigstore-log ${place}`);
    expect(verdict.headline).toBe('BROKEN');
  });

  it('is not verifiable under a checkpoint that only others signed', async () => {
    const envelope = checkpointOf(proof.rootHash, signerKey, 5, signerKey);
    const verdict = await verdictOn({ entries: [withProof({ checkpoint: { envelope } })] });
    expect(complaints(verdict)[0]).toBe(`unknown sigstore-log ${place}`);
  });

  it('is not verifiable in a log that the trust root does not know', async () => {
    const verdict = await verdictOn({}, { sigstoreRoot: rootFrom({ tlogs: [rootLog(signerKey)] }) });
    expect(complaints(verdict)[0]).toBe(`unknown sigstore-log ${place}`);
    expect(verdict.state).toBe('not-verifiable');
  });

  it('is not verifiable in a log whose key is of a kind that is not used here', async () => {
    const log = rootLog(signatureLogKey);
    const later = { ...log, publicKey: { rawBytes: 'AAAA', keyDetails: 'ML_DSA_65' } };
    const verdict = await verdictOn({}, { sigstoreRoot: rootFrom({ tlogs: [later] }) });
    expect(complaints(verdict)[0]).toBe(`unknown sigstore-log ${place}`);
  });

  it('does not count at a time at which the key of the log did not', async () => {
    const log = rootLog(signatureLogKey, { start: '2026-07-02T00:00:00Z' });
    const verdict = await verdictOn({}, { sigstoreRoot: rootFrom({ tlogs: [log] }) });
    expect(complaints(verdict)[0]).toBe(`fail sigstore-log ${place}`);
  });

  it('needs its proof from 0.2 on, and may do with the promise before', async () => {
    const { inclusionProof: _, ...unproven } = genuine;
    const older = { mediaType: 'application/vnd.dev.sigstore.bundle+json;version=0.1' };
    expect((await verdictOn({ entries: [unproven], more: older })).headline).toBe('VERIFIED');
    expect(complaints(await verdictOn({ entries: [unproven] }))[0]).toBe(`unknown sigstore-log ${place}`);
  });

  it('is needed', async () => {
    const verdict = await verdictOn({ entries: [] });
    expect(complaints(verdict)).toContain(`unknown sigstore-log ${place}`);
    expect(verdict.headline).toBe('NOT VERIFIABLE');
  });

  it.each([
    ['another file', hashedBody(encodeUtf8('x'), fileSignature, pemOf(signerCertificate(), 'CERTIFICATE'))],
    [
      'another signature',
      hashedBody(
        fileContent,
        signEcdsa(encodeUtf8('x'), signerKey),
        pemOf(signerCertificate(), 'CERTIFICATE'),
      ),
    ],
    [
      'another signer',
      hashedBody(
        fileContent,
        fileSignature,
        pemOf(signerCertificate({ names: [email('x@y.example')] }), 'CERTIFICATE'),
      ),
    ],
    ['an envelope', dsseBody(fileContent, fileSignature, pemOf(signerCertificate(), 'CERTIFICATE'))],
    ['nothing that can be read', 'x'],
  ])('proves nothing of this bundle when it is about %s', async (_what, body) => {
    const verdict = await verdictOn({ entries: [logEntry(body)] });
    expect(complaints(verdict)).toEqual([`fail sigstore-entry ${place}`]);
    expect(verdict.headline).toBe('BROKEN');
  });

  it('of a kind that is not read here is not verifiable, never failed', async () => {
    const body = genuineBody.replace('0.0.1', '0.0.2');
    const entry = logEntry(body, { kindVersion: { kind: 'hashedrekord', version: '0.0.2' } });
    expect(complaints(await verdictOn({ entries: [entry] }))).toEqual([`unknown sigstore-entry ${place}`]);
    expect(complaints(await verdictOn({ entries: [logEntry(body)] }))).toEqual([
      `fail sigstore-entry ${place}`,
    ]);
  });

  it('beside a good one must be good as well', async () => {
    const verdict = await verdictOn({ entries: [genuine, { ...genuine, logIndex: '7' }] });
    expect(complaints(verdict)).toEqual([`fail sigstore-log ${place}`]);
  });
});

describe('An envelope in a Sigstore bundle', () => {
  const type = 'application/vnd.in-toto+json';
  const payloadOf = (digest: string) =>
    encodeUtf8(
      JSON.stringify({
        _type: 'https://in-toto.io/Statement/v1',
        subject: [{ name: 'a.log', digest: { sha256: digest } }],
        predicateType: 'x',
      }),
    );
  const payload = payloadOf(hexOf('sha256', fileContent));

  function partsOf(body: Uint8Array, payloadType = type, signed = body): BundleParts {
    const pae = Buffer.concat([
      Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${signed.length} `),
      signed,
    ]);
    const signature = signEcdsa(Uint8Array.from(pae), signerKey);
    const entry = logEntry(dsseBody(body, signature, pemOf(signerCertificate(), 'CERTIFICATE')));
    const dsseEnvelope = { payloadType, payload: toBase64(body), signatures: [{ sig: toBase64(signature) }] };
    return { entries: [entry], content: { dsseEnvelope } };
  }

  it('is verified with the files that it is about', async () => {
    const verdict = await verdictOn(partsOf(payload));
    expect(complaints(verdict)).toEqual([]);
    expect(verdict.headline).toBe('VERIFIED');
  });

  it('is broken when a file has another digest, or the payload is another', async () => {
    expect(complaints(await verdictOn(partsOf(payload), {}, encodeUtf8('x')))).toEqual([
      'fail sigstore-file a.log',
    ]);
    const other = payloadOf(hexOf('sha256', 'x'));
    const swapped = await verdictOn(partsOf(payload, type, other));
    expect(complaints(swapped)).toEqual([`fail sigstore-signature ${place}`]);
  });

  it('is not verifiable when it is about no file that is here, or of another kind', async () => {
    const text = await verdictOn(partsOf(encodeUtf8('x'), 'text/plain'));
    expect(complaints(text)).toContain(`unknown sigstore-file ${place}`);
    expect(text.headline).toBe('NOT VERIFIABLE');
    const elsewhere = await judge({ [place]: bundleWith(partsOf(payload)) }, trust);
    expect(complaints(elsewhere)).toEqual([`unknown sigstore-file ${place}`]);
  });

  it('is broken with two signatures: the bundle names one signer', async () => {
    const parts = partsOf(payload);
    const text = bundleWith(parts).replace('"signatures":[', '"signatures":[{"sig":"YQ=="},');
    const verdict = await judge({ 'a.log': fileContent, [place]: text }, trust);
    expect(complaints(verdict)[0]).toBe(`fail sigstore-form ${place}`);
  });

  it('is not verifiable when it states no digest that is used here', async () => {
    const weak = new TextDecoder().decode(payload).replace('"sha256"', '"sha1"');
    const verdict = await verdictOn(partsOf(encodeUtf8(weak)));
    expect(complaints(verdict)).toEqual(['unknown sigstore-file a.log']);
  });

  it.each([
    ['another payload', dsseBody(encodeUtf8('x'), new Uint8Array(1), '')],
    ['another signature', dsseBody(payload, new Uint8Array(1), '')],
    [
      'two signatures',
      dsseBody(payload, new Uint8Array(1), '').replace('"signatures":[', '"signatures":[{},'),
    ],
    [
      'a digest of another kind',
      dsseBody(payload, new Uint8Array(1), '').replace(
        '"payloadHash":{"algorithm":"sha256"',
        '"payloadHash":{"algorithm":"md5"',
      ),
    ],
  ])('is not proven by an entry about %s', async (_what, body) => {
    const verdict = await verdictOn({ ...partsOf(payload), entries: [logEntry(body)] });
    expect(complaints(verdict)).toEqual([`fail sigstore-entry ${place}`]);
  });

  it('is not proven by an entry about another signer', async () => {
    const parts = partsOf(payload);
    const certificate = signerCertificate({ names: [email('other@example.com')] });
    const verdict = await verdictOn({ ...parts, certificate }, { sigstoreIdentity: null });
    expect(complaints(verdict)).toContain(`fail sigstore-entry ${place}`);
  });

  it('is not proven by an entry about a file', async () => {
    const verdict = await verdictOn({ ...partsOf(payload), entries: [genuine] });
    expect(complaints(verdict)).toEqual([`fail sigstore-entry ${place}`]);
  });
});

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

describe('A Sigstore bundle from a hostile hand', () => {
  const judgeText = (text: string) => judge({ 'a.log': fileContent, [place]: text }, trust);

  it.each([
    ['no JSON', 'x'],
    ['deep', `${'{"a":'.repeat(200_000)}1`],
    ['with a name twice', bundleWith().replace('{', '{"mediaType":"x",')],
    ['without material', bundleWith({ more: { verificationMaterial: null } })],
    ['with a key and a certificate', bundleWith({ material: { publicKey: {}, certificate: {} } })],
    ['with an empty chain', bundleWith({ material: { x509CertificateChain: { certificates: [] } } })],
    ['with a certificate that is none', bundleWith({ material: { certificate: { rawBytes: 'AAAA' } } })],
    [
      'with ten thousand digests in a proof',
      bundleWith({
        entries: [
          {
            ...genuine,
            inclusionProof: {
              ...genuine.inclusionProof,
              hashes: new Array(10_000).fill(toBase64(new Uint8Array(32))),
            },
          },
        ],
      }),
    ],
    ['with a thousand entries', bundleWith({ entries: new Array(1000).fill(genuine) })],
    ['with a negative index', bundleWith({ entries: [{ ...genuine, logIndex: '-1' }] })],
    [
      'with an index that loses digits',
      bundleWith({ entries: [{ ...genuine, logIndex: '18446744073709551615' }] }),
    ],
    ['with two contents', bundleWith({ more: { dsseEnvelope: {} } })],
    ['with entries that are texts', bundleWith({ entries: ['x' as unknown as object] })],
    [
      'with entries that are no list',
      bundleWith({ more: { verificationMaterial: { publicKey: {}, tlogEntries: {} } } }),
    ],
    ['with a media type that is a number', bundleWith({ more: { mediaType: 1 } })],
    ['with a message that is a text', bundleWith({ more: { messageSignature: 'x' } })],
    ['with a signature that is a number', bundleWith({ content: { messageSignature: { signature: 1 } } })],
  ])('that is %s is broken, and nothing is thrown', async (_what, text) => {
    const verdict = await judgeText(text);
    expect(complaints(verdict)[0]).toBe(`fail sigstore-form ${place}`);
  });

  it.each([
    ['a later version', bundleWith({ more: { mediaType: 'application/vnd.dev.sigstore.bundle.v0.4+json' } })],
    ['another content', bundleWith({ content: {} })],
    ['another digest', bundleWith().replace('SHA2_256', 'SHA3_256')],
  ])('of %s is not verifiable, never failed', async (_what, text) => {
    const verdict = await judgeText(text);
    expect(complaints(verdict)[0]).toBe(`unknown sigstore-form ${place}`);
    expect(verdict.state).toBe('not-verifiable');
  });

  it('of a hundred megabytes is given up long before its end', async () => {
    let read = 0;
    const chunk = new Uint8Array(1024 * 1024).fill(0x20);
    const source = {
      name: 'folder',
      kind: 'folder' as const,
      members: [{ path: place, size: 100 * chunk.length }],
      async *open() {
        for (let count = 0; count < 100; count++) {
          read += 1;
          yield chunk;
        }
      },
    };
    const answer = await verifyForeign(source, {
      trust: { ...noForeignTrust, ...trust },
      inflateMember: () => {
        throw new Error('nothing is to be inflated');
      },
      limits,
      onProgress: async () => {},
    });
    expect(complaints(answer?.verdict ?? (await judgeText('')))).toEqual([`unknown sigstore-form ${place}`]);
    expect(read).toBeLessThan(20);
  });
});

describe('What a folder is', () => {
  const of = (...paths: readonly string[]) =>
    detectEvidence({ members: paths.map((path) => ({ path, size: 1 })) });

  it('follows from its names, and an EVB bundle is one whatever lies beside it', () => {
    expect(of('a.log', 'a.log.sigstore.json')).toBe('sigstore');
    expect(of('a.log', 'a.log.dsse')).toBe('dsse');
    expect(of('a.log', 'a.log.tlog-proof')).toBe('tlog-proof');
    expect(of('.sigstore.json', '.dsse')).toBeNull();
    expect(of('bagit.txt', 'data/bundle.json', 'data/x.sigstore.json')).toBeNull();
    expect(of('data/checkpoints/6.note', 'x.sigstore.json')).toBeNull();
    expect(of('data/segments/000000000000.ndjson', 'x.tlog-proof')).toBeNull();
  });
});

describe('The command line', () => {
  function benchWithBundle() {
    const bench = createCliBench();
    writeFileSync(bench.path('a.log'), fileContent);
    writeFileSync(bench.path(place), bundleWith());
    writeFileSync(bench.path('root.json'), trustRootOf());
    return { bench, options: ['verify', bench.path(place), '--trust-root', bench.path('root.json')] };
  }
  const identity = [
    '--certificate-identity',
    expected.identity,
    '--certificate-oidc-issuer',
    expected.issuer,
  ];

  it('verifies a bundle with the file beside it, for an expected identity', async () => {
    const { bench, options } = benchWithBundle();
    expect(await bench.run([...options, ...identity])).toMatchObject({
      code: 0,
      out: expect.stringContaining(`VERIFIED  ${place}`),
    });
    const shown = await bench.run(options);
    expect(shown).toMatchObject({ code: 4, out: expect.stringContaining('"signer@example.com"') });
  });

  it('refuses half an identity, two roots, and a root that cannot be read', async () => {
    const { bench, options } = benchWithBundle();
    expect((await bench.run([...options, ...identity.slice(0, 2)])).code).toBe(2);
    expect((await bench.run([...options, '--trust-root', bench.path('root.json')])).code).toBe(2);
    writeFileSync(bench.path('root.json'), trustRootOf().replace('version=0.1', 'version=9'));
    expect(await bench.run(options)).toMatchObject({ code: 2, err: expect.stringContaining('root.json') });
    writeFileSync(bench.path('root.json'), trustRootOf({ tlogs: [rootLog(signerKey, { start: 'soon' })] }));
    expect((await bench.run(options)).code).toBe(2);
  });
});

import { describe, expect, it } from 'vitest';
import { toBase64 } from '../../../shared/bytes/base64.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { sha256 } from '../../../shared/crypto/digest.ts';
import {
  type BundleParts,
  bundleWith,
  checkpointOf,
  dsseBody,
  email,
  fileContent,
  fileSignature,
  hashedBody,
  logEntry,
  pemOf,
  rootLog,
  signatureLogKey,
  signEcdsa,
  signedSeconds,
  signerCertificate,
  signerKey,
  spkiOf,
} from '../../support/small-sigstore.ts';
import { complaints, hexOf, judge } from './folder.ts';
import { genuine, genuineBody, place, rootFrom, trust, verdictOn } from './sigstore-verdict.ts';

describe('The log entry in a Sigstore bundle', () => {
  const proof = genuine.inclusionProof;
  const withProof = (more: object) => ({ ...genuine, inclusionProof: { ...proof, ...more } });

  it.each([
    ['a promise over another time', { ...genuine, integratedTime: `${signedSeconds + 1}` }],
    ['a promise over another index', { ...genuine, logIndex: '1003' }],
    ['another index in the tree', withProof({ logIndex: '3' })],
    ['no index in the tree, which is 0', withProof({ logIndex: undefined })],
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
    ['a checkpoint without a text', withProof({ checkpoint: {} })],
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
    const body = genuineBody.replace('0.0.1', '0.0.9');
    const entry = logEntry(body, { kindVersion: { kind: 'hashedrekord', version: '0.0.9' } });
    expect(complaints(await verdictOn({ entries: [entry] }))).toEqual([`unknown sigstore-entry ${place}`]);
    expect(complaints(await verdictOn({ entries: [logEntry(body)] }))).toEqual([
      `fail sigstore-entry ${place}`,
    ]);
  });

  const dataOf = (content: Uint8Array) => ({ algorithm: 'SHA2_256', digest: toBase64(sha256(content)) });
  const later = (verifier: object, data: object = dataOf(fileContent), signature = fileSignature) => {
    const spec = { hashedRekordV002: { data, signature: { content: toBase64(signature), verifier } } };
    const body = JSON.stringify({ apiVersion: '0.0.2', kind: 'hashedrekord', spec });
    return logEntry(body, { kindVersion: { kind: 'hashedrekord', version: '0.0.2' } });
  };
  const signer = { x509Certificate: { rawBytes: toBase64(signerCertificate()) } };

  it('may be of Rekor 2', async () => {
    expect((await verdictOn({ entries: [later(signer)] })).headline).toBe('VERIFIED');
  });

  it.each([
    ['another file', later(signer, dataOf(encodeUtf8('x')))],
    ['no file, with a digest that is not there', later(signer, { algorithm: 'SHA2_256' })],
    ['no file, with a digest that is no base64', later(signer, { algorithm: 'SHA2_256', digest: '*' })],
    ['another signature', later(signer, dataOf(fileContent), encodeUtf8('x'))],
    ['another signer', later({ publicKey: { rawBytes: toBase64(spkiOf(signerKey)) } })],
    ['nobody', later({})],
  ])('of Rekor 2 proves nothing of this bundle when it is about %s', async (_what, entry) => {
    expect(complaints(await verdictOn({ entries: [entry] }))).toEqual([`fail sigstore-entry ${place}`]);
  });

  it.each([
    ['Rekor 1 that names none', logEntry(genuineBody.replace('"algorithm":"sha256",', ''))],
    ['Rekor 1 by another name', logEntry(genuineBody.replace('"sha256"', '"sha3-256"'))],
    ['Rekor 2 that names none', later(signer, { digest: dataOf(fileContent).digest })],
    ['Rekor 2 by another name', later(signer, { ...dataOf(fileContent), algorithm: 'SHA3_256' })],
  ])('is not verifiable with a digest in an entry of %s, never failed', async (_what, entry) => {
    const verdict = await verdictOn({ entries: [entry] });
    expect(complaints(verdict)).toEqual([`unknown sigstore-entry ${place}`]);
    expect(verdict.state).toBe('not-verifiable');
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
  ])('is not proven by an entry about %s', async (_what, body) => {
    const verdict = await verdictOn({ ...partsOf(payload), entries: [logEntry(body)] });
    expect(complaints(verdict)).toEqual([`fail sigstore-entry ${place}`]);
  });

  it('may be in an entry of Rekor 2', async () => {
    const parts = partsOf(payload);
    const sent = JSON.stringify(parts.content);
    const signature = /"sig":"([^"]+)"/.exec(sent)?.[1];
    const verifier = { x509Certificate: { rawBytes: toBase64(signerCertificate()) } };
    const entryOf = (...signatures: readonly object[]) => {
      const payloadHash = { algorithm: 'SHA2_256', digest: toBase64(sha256(payload)) };
      const spec = { dsseV002: { payloadHash, signatures } };
      const body = JSON.stringify({ apiVersion: '0.0.2', kind: 'dsse', spec });
      return logEntry(body, { kindVersion: { kind: 'dsse', version: '0.0.2' } });
    };
    const one = { content: signature, verifier };
    expect((await verdictOn({ ...parts, entries: [entryOf(one)] })).headline).toBe('VERIFIED');
    const two = await verdictOn({ ...parts, entries: [entryOf(one, one)] });
    expect(complaints(two)).toEqual([`fail sigstore-entry ${place}`]);
  });

  it('is not verifiable by an entry with a digest that is not used here', async () => {
    const body = dsseBody(payload, new Uint8Array(1), '');
    const weak = body.replace('"payloadHash":{"algorithm":"sha256"', '"payloadHash":{"algorithm":"md5"');
    const verdict = await verdictOn({ ...partsOf(payload), entries: [logEntry(weak)] });
    expect(complaints(verdict)).toEqual([`unknown sigstore-entry ${place}`]);
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

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { octets, utf8 } from '../../../scripts/vectors/der-writer.ts';
import { extension, makeCertificate } from '../../../scripts/vectors/make-certificate.ts';
import { itemAt } from '../../../shared/bytes/element-at.ts';
import { toHex } from '../../../shared/bytes/hex.ts';
import { parseCertificate } from '../../../shared/certificates/parse-certificate.ts';
import { certificateTimestampMessage, readCertificateTimestamps } from '../../../shared/certificates/sct.ts';
import { verifyConsistency } from '../../../shared/chain/consistency-proof.ts';
import { isEcdsaPoint, verifyEcdsaDigest } from '../../../shared/crypto/ecdsa.ts';
import { algorithmOfKey, isMadeByOneOf } from '../../../shared/verify/foreign/check-pinned-keys.ts';
import { checkIdentity } from '../../../shared/verify/foreign/sigstore-identity.ts';
import { parseSigstoreTrustRoot } from '../../../shared/verify/foreign/sigstore-trust-root.ts';
import {
  bundleWith,
  expected,
  fileContent,
  signerCertificate,
  signerKey,
  trustRootOf,
} from '../../support/small-sigstore.ts';
import { hexOf, judge } from './folder.ts';
import { proveConsistency, rootOf } from './reference-tree.ts';

const certificate = parseCertificate(signerCertificate());
const withExtensions = (...extensions: readonly { id: string; value: Uint8Array }[]) => ({
  ...certificate,
  extensions: extensions.map((each) => ({ ...each, isCritical: false })),
});
const current = '1.3.6.1.4.1.57264.1.8';
const older = '1.3.6.1.4.1.57264.1.1';
const issuer = Uint8Array.from(Buffer.from(expected.issuer));

describe('Who attested an identity', () => {
  it('is also read where older certificates state it', () => {
    expect(checkIdentity(withExtensions({ id: older, value: issuer }), expected).outcome).toBe('pass');
    const both = withExtensions({ id: older, value: issuer }, { id: current, value: utf8(expected.issuer) });
    expect(checkIdentity(both, expected).outcome).toBe('pass');
  });

  it.each([
    [
      'stated in two ways',
      [
        { id: older, value: issuer },
        { id: current, value: utf8('https://other.example') },
      ],
    ],
    ['no text', [{ id: older, value: Uint8Array.of(0xff) }]],
    ['no DER', [{ id: current, value: Uint8Array.of(0x0c, 9) }]],
    [
      'readable only in the older place',
      [
        { id: older, value: issuer },
        { id: current, value: Uint8Array.of(0x0c, 9) },
      ],
    ],
    ['not stated', []],
  ])('is not known when it is %s', (_what, extensions) => {
    expect(checkIdentity(withExtensions(...extensions), expected).outcome).toBe('unknown');
  });

  it('is shown whole, and cut where nobody would read on', () => {
    const long = {
      ...certificate,
      alternativeNames: [{ kind: 'uri' as const, text: `a${'b'.repeat(700)}` }],
    };
    const { statement } = checkIdentity(long, null);
    expect(statement).toContain(`"a${'b'.repeat(599)}..."`);
    const empty = { ...certificate, alternativeNames: [{ kind: 'uri' as const, text: '' }] };
    expect(checkIdentity(empty, expected).statement).toContain('The signer is "", attested');
    const tricky = { ...certificate, alternativeNames: [{ kind: 'uri' as const, text: 'a\0\u202eb"' }] };
    expect(checkIdentity(tricky, null).statement).toContain('"a\\u0000\\u202eb\\""');
  });
});

describe('Timestamps in a certificate', () => {
  const read = (value: Uint8Array) =>
    readCertificateTimestamps(withExtensions({ id: '1.3.6.1.4.1.11129.2.4.2', value }));
  const one = (...bytes: readonly number[]) => [0, bytes.length, ...bytes];
  const list = (...bytes: readonly number[]) =>
    octets(Uint8Array.from([bytes.length >> 8, bytes.length & 255, ...bytes]));
  const timestamp = (time: readonly number[], digest: number, kind: number) => [
    ...[0, ...new Array(32).fill(7)],
    ...[...time, 0, 0, digest, kind, 0, 1, 9],
  ];
  const noTime = new Array(8).fill(0);

  it('may be none, or of a version that is not known', () => {
    expect(read(list())).toEqual([]);
    expect(read(list(...one(1, 2, 3)))).toEqual([]);
    expect(readCertificateTimestamps(withExtensions())).toEqual([]);
  });

  it.each([
    [4, 3, { kind: 'ecdsa', digest: 'sha256' }],
    [5, 1, { kind: 'rsa-pkcs1', digest: 'sha384' }],
    [6, 3, { kind: 'ecdsa', digest: 'sha512' }],
    [2, 3, { kind: 'unsupported', name: 'the algorithm 2/3 of TLS' }],
    [4, 9, { kind: 'unsupported', name: 'the algorithm 4/9 of TLS' }],
  ])('state how they are signed: %i and %i', (digest, kind, algorithm) => {
    expect(read(list(...one(...timestamp(noTime, digest, kind))))[0]?.algorithm).toEqual(algorithm);
  });

  it('are over a certificate as it was before they were put in, also where nothing else was', () => {
    const order = { subject: 'x', key: signerKey, issuer: 'x', issuerKey: signerKey, serial: 1 };
    const bare = parseCertificate(makeCertificate({ ...order, extensions: [] }));
    const value = list(...one(...timestamp(noTime, 4, 3)));
    const extensions = [extension('1.3.6.1.4.1.11129.2.4.2', value)];
    const holder = parseCertificate(makeCertificate({ ...order, extensions }));
    const stated = itemAt(readCertificateTimestamps(holder), 0);
    const length = bare.tbsBytes.length.toString(16).padStart(6, '0');
    const issuerKeyHash = hexOf('sha256', bare.spkiBytes);
    const signed = `0000${'00'.repeat(8)}0001${issuerKeyHash}${length}${toHex(bare.tbsBytes)}0000`;
    for (const certificateOfLog of [holder, bare]) {
      expect(toHex(certificateTimestampMessage(certificateOfLog, bare.spkiBytes, stated))).toBe(signed);
    }
  });

  it.each([
    ['no string of bytes', utf8('x')],
    ['shorter than they say', octets(Uint8Array.of(0, 9, 1))],
    ['longer than they say', octets(Uint8Array.of(0, 0, 1))],
    ['cut off', list(...one(0, 1))],
    ['followed by more', list(...one(...timestamp(noTime, 4, 3), 1))],
    ['beyond any time', list(...one(...timestamp(new Array(8).fill(255), 4, 3)))],
    ['too many', list(...new Array(17).fill(one(1)).flat())],
    ['no DER', Uint8Array.of(4, 9)],
  ])('are refused when they are %s', (_what, value) => {
    expect(() => read(value)).toThrow(expect.objectContaining({ code: 'certificate' }));
  });
});

describe('A proof of consistency', () => {
  const leaves = Array.from({ length: 70 }, (_, index) => Uint8Array.from({ length: 32 }, () => index));

  it('leads to both roots for every pair of sizes, and to no other root', () => {
    for (let newSize = 1; newSize <= 70; newSize++) {
      for (const oldSize of [1, 2, 3, 31, 32, 33, 64, 65, 69].filter((size) => size <= newSize)) {
        const all = leaves.slice(0, newSize);
        const path = proveConsistency(all, oldSize);
        const roots = [rootOf(all.slice(0, oldSize)), rootOf(all)] as const;
        const proof = { oldSize, newSize, path };
        expect(verifyConsistency(proof, ...roots), `${oldSize} of ${newSize}`).toBe(true);
        expect(verifyConsistency(proof, rootOf(all.slice(1)), roots[1])).toBe(false);
        if (oldSize < newSize) {
          expect(verifyConsistency({ ...proof, path: path.slice(1) }, ...roots)).toBe(false);
          expect(verifyConsistency({ ...proof, path: [...path, roots[0]] }, ...roots)).toBe(false);
        }
      }
    }
  });

  it.each([
    { oldSize: 3, newSize: 2, path: [] },
    { oldSize: -1, newSize: 2, path: [] },
    { oldSize: 0.5, newSize: 2, path: [] },
    { oldSize: 1, newSize: Number.NaN, path: [] },
    { oldSize: 2 ** 53, newSize: 2 ** 53, path: [] },
    { oldSize: 1, newSize: 2, path: [new Uint8Array(31)] },
  ])('of impossible sizes or digests proves nothing: %o', (proof) => {
    const root = new Uint8Array(32);
    expect(verifyConsistency(proof, root, root)).toBe(false);
  });
});

describe('A key', () => {
  const unsupported = { kind: 'unsupported', name: 'a key of tomorrow' } as const;

  it('that is not used here signs nothing', () => {
    expect(algorithmOfKey(unsupported)).toEqual(unsupported);
    expect(isMadeByOneOf([unsupported], new Uint8Array(1), new Uint8Array(1))).toBe(false);
  });

  it('that is no point of its curve signs nothing', () => {
    expect(isEcdsaPoint(new Uint8Array(65), 'P-256')).toBe(false);
    expect(verifyEcdsaDigest(new Uint8Array(70), new Uint8Array(32), new Uint8Array(65), 'P-256')).toBe(
      false,
    );
  });
});

describe('Any bytes in the place of a statement', () => {
  const trust = {
    sigstoreRoot: parseSigstoreTrustRoot(Buffer.from(trustRootOf())),
    sigstoreIdentity: expected,
  };
  const bundle = bundleWith();

  it('are never verified, and never throw', async () => {
    const names = [
      'a.log.sigstore.json',
      'a.log.dsse',
      'a.log.intoto.jsonl',
      'a.log.tlog-proof',
      'a.log.tlog-consistency',
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.uint8Array({ maxLength: 200 }), async (name, bytes) => {
        expect((await judge({ 'a.log': 'x', [name]: bytes }, trust)).headline).not.toBe('VERIFIED');
      }),
      { numRuns: 300 },
    );
  });

  it('within a bundle never throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(bundle.length - 1), fc.string({ maxLength: 3 }), async (at, text) => {
        const mutated = `${bundle.slice(0, at)}${text}${bundle.slice(at + 1)}`;
        expect(
          (await judge({ 'a.log': fileContent, 'a.log.sigstore.json': mutated }, trust)).state,
        ).toBeDefined();
      }),
      { numRuns: 150 },
    );
  });
});

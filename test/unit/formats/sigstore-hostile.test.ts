import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { detectEvidence } from '../../../shared/bundle/formats/detect-evidence.ts';
import { toBase64 } from '../../../shared/bytes/base64.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { noForeignTrust } from '../../../shared/verify/foreign/foreign-trust.ts';
import { verifyForeign } from '../../../shared/verify/foreign/verify-foreign.ts';
import {
  bundleWith,
  expected,
  fileContent,
  rootLog,
  signerKey,
  trustRootOf,
} from '../../support/small-sigstore.ts';
import { createCliBench } from '../cli/cli-bench.ts';
import { complaints, judge } from './folder.ts';
import { genuine, place, trust } from './sigstore-verdict.ts';

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
    [
      'with a digest in a proof that is no base64',
      bundleWith({
        entries: [{ ...genuine, inclusionProof: { ...genuine.inclusionProof, hashes: ['*'] } }],
      }),
    ],
    ['with an entry of no kind', bundleWith({ entries: [{ ...genuine, kindVersion: {} }] })],
    ['with an entry without a body', bundleWith({ entries: [{ ...genuine, canonicalizedBody: null }] })],
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

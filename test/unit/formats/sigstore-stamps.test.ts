import { describe, expect, it } from 'vitest';
import { makeTimeStamp, type TimeStampOrder } from '../../../scripts/vectors/make-time-stamp.ts';
import {
  codeSigner,
  rootCertificate,
  strangerAuthority,
  timeAuthority,
} from '../../../scripts/vectors/time-authority.ts';
import { toBase64 } from '../../../shared/bytes/base64.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { parseSigstoreTrustRoot } from '../../../shared/verify/foreign/sigstore-trust-root.ts';
import {
  bundleWith,
  expected,
  fileContent,
  fileSignature,
  hashedBody,
  logEntry,
  pemOf,
  signerCertificate,
  trustRootOf,
} from '../../support/small-sigstore.ts';
import { complaints, judge } from './folder.ts';

const place = 'a.log.sigstore.json';
const genuine = logEntry(hashedBody(fileContent, fileSignature, pemOf(signerCertificate(), 'CERTIFICATE')));
const { inclusionPromise: _, ...unpromised } = genuine;

function rootWith(validFor: object = {}) {
  const certificates = [timeAuthority.certificate, rootCertificate].map((der) => ({
    rawBytes: toBase64(der),
  }));
  const timestampAuthorities = [{ certChain: { certificates }, validFor }];
  return parseSigstoreTrustRoot(encodeUtf8(trustRootOf({ timestampAuthorities } as object)));
}

function judgeStamped(token: Uint8Array, sigstoreRoot = rootWith(), entry: object = unpromised) {
  const rfc3161Timestamps = [{ signedTimestamp: toBase64(token) }];
  const material = {
    certificate: { rawBytes: toBase64(signerCertificate()) },
    timestampVerificationData: { rfc3161Timestamps },
  };
  const bundle = bundleWith({ material, entries: [entry] });
  return judge({ 'a.log': fileContent, [place]: bundle }, { sigstoreRoot, sigstoreIdentity: expected });
}

const stamp = (more: Partial<TimeStampOrder> = {}) =>
  makeTimeStamp({ over: fileSignature, time: '20260701000010Z', signer: timeAuthority, ...more });

const undecided = [
  `unknown sigstore-stamp ${place}`,
  `unknown sigstore-certificate ${place}`,
  `unknown sigstore-published ${place}`,
];

describe('A time stamp in a Sigstore bundle', () => {
  it('proves the latest time that its accuracy allows, without a promise of the log', async () => {
    const verdict = await judgeStamped(stamp());
    expect(complaints(verdict)).toEqual([]);
    expect(verdict.axes.time.words).toContain('2026-07-01T00:00:11.000Z');
  });

  it('proves the time that it states, when it states no accuracy', async () => {
    const verdict = await judgeStamped(stamp({ accuracy: null }));
    expect(complaints(verdict)).toEqual([]);
    expect(verdict.axes.time.words).toContain('2026-07-01T00:00:10.000Z');
  });

  it('is not used when the trust root knows no time authority, so no time is proven', async () => {
    const bare = parseSigstoreTrustRoot(encodeUtf8(trustRootOf()));
    expect(complaints(await judgeStamped(stamp(), bare))).toEqual(undecided.slice(1));
    expect((await judgeStamped(stamp(), bare, genuine)).headline).toBe('VERIFIED');
  });

  it('shows that a certificate had expired, whatever the log promised', async () => {
    const verdict = await judgeStamped(stamp({ time: '20260702000000Z' }), rootWith(), genuine);
    expect(complaints(verdict)).toEqual([`fail sigstore-certificate ${place}`]);
  });

  it.each([
    ['over other bytes', stamp({ over: encodeUtf8('x') })],
    [
      'with a false signature',
      stamp({ spoil: (bytes) => Uint8Array.from([...bytes.slice(0, -1), (bytes.at(-1) ?? 0) ^ 1]) }),
    ],
    ['that is none', Uint8Array.of(0x30, 0x00)],
  ])('%s is broken', async (_what, token) => {
    const verdict = await judgeStamped(token);
    expect(complaints(verdict)[0]).toBe(`fail sigstore-stamp ${place}`);
    expect(verdict.headline).toBe('BROKEN');
  });

  it.each([
    ['by a stranger', stamp({ signer: strangerAuthority })],
    ['by a certificate for another purpose', stamp({ signer: codeSigner })],
    ['over a digest that is not used', stamp({ imprint: 'sha1' })],
    ['in another encoding', Uint8Array.of(0x30, 0x80, 0, 0)],
    ['whose certificate is not there', stamp({ signer: strangerAuthority, bag: [] })],
  ])('%s is not verifiable, never failed', async (_what, token) => {
    const verdict = await judgeStamped(token);
    expect(complaints(verdict)).toEqual(undecided);
    expect(verdict.state).toBe('not-verifiable');
  });

  it('does not count when the authority did not at that time', async () => {
    const verdict = await judgeStamped(stamp(), rootWith({ start: '2026-08-01T00:00:00Z' }));
    expect(complaints(verdict)).toEqual(undecided);
  });
});

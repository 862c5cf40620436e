import { describe, expect, it } from 'vitest';
import { element, utf8 } from '../../../scripts/vectors/der-writer.ts';
import { extension, timeStampingId } from '../../../scripts/vectors/make-certificate.ts';
import { rootCertificate } from '../../../scripts/vectors/time-authority.ts';
import { toBase64 } from '../../../shared/bytes/base64.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import {
  bundleWith,
  certificateLogKey,
  email,
  expected,
  fileContent,
  logEntry,
  messageContent,
  rootAuthority,
  rootLog,
  signedSeconds,
  signerCertificate,
  signerKey,
} from '../../support/small-sigstore.ts';
import { complaints, judge } from './folder.ts';
import {
  genuine,
  genuineBody,
  place,
  rootFrom,
  trust,
  verdictOn,
  withCertificate,
} from './sigstore-verdict.ts';

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

  it('may have a bundle of its own, of which nothing is said', async () => {
    const files = { 'a.log': fileContent, [place]: bundleWith(), [`${place}.sigstore`]: bundleWith() };
    const verdict = await judge(files, trust);
    expect(complaints(verdict)).toEqual([`unknown sigstore-file ${place}.sigstore`]);
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

  it.each([
    ['issued by another authority than those of the trust root', rootCertificate],
    ['itself what the trust root names, so that nobody knows its issuer', signerCertificate()],
  ])('is not verified when it is %s', async (_what, named) => {
    const authority = { certChain: { certificates: [{ rawBytes: toBase64(named) }] }, validFor: {} };
    const sigstoreRoot = rootFrom({ certificateAuthorities: [authority] });
    const verdict = await verdictOn({}, { sigstoreRoot });
    expect(complaints(verdict)).toEqual([
      ...(named === rootCertificate ? [`unknown sigstore-certificate ${place}`] : []),
      `unknown sigstore-published ${place}`,
    ]);
    expect(verdict.headline).toBe('NOT VERIFIABLE');
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

import { describe, expect, it } from 'vitest';
import { makeCertificate } from '../../../scripts/vectors/make-certificate.ts';
import { makeTimeStamp } from '../../../scripts/vectors/make-time-stamp.ts';
import {
  rootCertificate,
  strangerAuthority,
  timeAuthority,
} from '../../../scripts/vectors/time-authority.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { makeIdentity, signFile, toIdentity } from '../../../shared/identity/identity.ts';
import {
  checkReportSignatures,
  type ReportSignatureOutcome,
  type SignaturePolicy,
  type SignedFile,
} from '../../../shared/report/signatures/check-report-signatures.ts';
import { signReport } from '../../../shared/report/signatures/sign-report.ts';
import type { SignatureRole } from '../../../shared/report/signatures/signature-names.ts';
import { pinnedAuthority } from '../../support/pinned-authority.ts';

const day = (month: number, date: number) => Date.UTC(2026, month - 1, date);
const signedAt = day(3, 1);
const report = { name: 'report.json', bytes: encodeUtf8('{"format":"evidence-report/1"}\n') };
const preparer = identityOf('P. Preparer', 7);
const reviewer = identityOf('R. Reviewer', 8);

function identityOf(name: string, byte: number) {
  const identity = makeIdentity(name, new Uint8Array(32).fill(byte), day(1, 1));
  if (identity === null) throw new Error('The key is none.');
  return identity;
}

function signed(...by: readonly (readonly [typeof preparer, SignatureRole])[]): SignedFile {
  const files = by.flatMap(([identity, role]) => signReport(report, identity, role, signedAt));
  return {
    signed: report,
    preparer: preparer.fingerprint,
    beside: new Map(files.map(({ name, bytes }) => [name, bytes])),
  };
}

const known: SignaturePolicy = {
  known: new Map([
    [preparer.fingerprint, 'Paula'],
    [reviewer.fingerprint, 'Ruth'],
  ]),
  authorities: [pinnedAuthority(rootCertificate)],
  now: day(11, 1),
};

function outcomes(file: SignedFile, policy = known): Readonly<Record<string, ReportSignatureOutcome>> {
  const { signatures } = checkReportSignatures(file, policy);
  return Object.fromEntries(signatures.map(({ fileName, outcome }) => [fileName, outcome]));
}

function kinds(file: SignedFile, policy = known): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(outcomes(file, policy)).map(([name, { kind }]) => [name, kind]));
}

const both = signed([preparer, 'preparer'], [reviewer, 'reviewer']);

describe('The signatures of a report', () => {
  it('say who prepared it and who reviewed it, under the names that a person gave to their keys', () => {
    const found = outcomes(both);
    expect(found).toEqual({
      'report.json.sig': expect.objectContaining({ kind: 'valid', knownAs: 'Paula', claimedTime: null }),
      'report.json.p7s': expect.objectContaining({
        ...{ kind: 'valid', knownAs: 'Paula', claimedName: 'CN=P. Preparer' },
        ...{ claimedTime: signedAt, fingerprint: preparer.fingerprint },
      }),
      'report.json.reviewer.sig': expect.objectContaining({ kind: 'valid', knownAs: 'Ruth' }),
      'report.json.reviewer.p7s': expect.objectContaining({ kind: 'valid', knownAs: 'Ruth' }),
    });
  });

  it('say of a key that nobody here compared only what it is called', () => {
    const found = outcomes(both, { ...known, known: new Map() });
    expect(Object.values(found)).toEqual(
      Array.from({ length: 4 }, () => expect.objectContaining({ kind: 'valid', knownAs: null })),
    );
  });

  it('are none for a report of which one character was changed', () => {
    const changed = { ...both, signed: { ...report, bytes: encodeUtf8('{"format":"evidence-report/2"}\n') } };
    expect(new Set(Object.values(kinds(changed)))).toEqual(new Set(['invalid']));
  });

  it('are missed where one of both forms of the preparer is not there, and a reviewer need not be there', () => {
    const beside = new Map([...both.beside].filter(([name]) => name === 'report.json.p7s'));
    expect(kinds({ ...both, beside })).toEqual({ 'report.json.sig': 'missing', 'report.json.p7s': 'valid' });
  });

  it('of a reviewer are refused when they are by the key of the preparer', () => {
    expect(kinds(signed([preparer, 'preparer'], [preparer, 'reviewer']))).toEqual({
      'report.json.sig': 'valid',
      'report.json.p7s': 'valid',
      'report.json.reviewer.sig': 'same-key',
      'report.json.reviewer.p7s': 'same-key',
    });
  });

  it('of another key do not become those of the preparer by being called so', () => {
    const found = outcomes(signed([reviewer, 'preparer']));
    expect(found['report.json.sig']).toMatchObject({
      kind: 'other-signer',
      fingerprint: reviewer.fingerprint,
      expected: preparer.fingerprint,
    });
    expect(found['report.json.p7s']).toMatchObject({ kind: 'other-signer' });
  });

  it('do not change places between their forms, nor are they for another purpose', () => {
    const [ssh, cms] = ['report.json.sig', 'report.json.p7s'].map((name) => both.beside.get(name));
    const swapped = new Map([
      ['report.json.sig', cms ?? report.bytes],
      ['report.json.p7s', ssh ?? report.bytes],
    ]);
    expect(kinds({ ...both, beside: swapped })).toEqual({
      'report.json.sig': 'unreadable',
      'report.json.p7s': 'unreadable',
    });
    const bundle = signFile(preparer, report.bytes, 'evidence-bundle@v1');
    const beside = new Map(both.beside).set('report.json.sig', bundle);
    expect(outcomes({ ...both, beside })['report.json.sig']).toEqual({
      kind: 'invalid',
      reason: 'the signature is for another purpose',
    });
  });

  it('by a certificate that had ended when they were made say so, with the days', () => {
    const certificate = makeCertificate({
      ...{ subject: 'Old', key: preparer.secretKey, issuer: 'Old', issuerKey: preparer.secretKey, serial: 1 },
      notAfter: '260201000000Z',
      extensions: [],
    });
    const old = toIdentity('Old', preparer.secretKey, certificate);
    const file = signed([old, 'preparer']);
    expect(kinds(file)).toEqual({ 'report.json.sig': 'valid', 'report.json.p7s': 'expired' });
    expect(outcomes(file)['report.json.p7s']).toMatchObject({ at: signedAt, until: day(2, 1) });
  });
});

describe('A time stamp over a signature of a report', () => {
  const over = both.beside.get('report.json.sig') ?? new Uint8Array(0);
  const stampOf = (bytes: Uint8Array | null, policy = known, without = '') => {
    const beside = new Map([...both.beside].filter(([name]) => name !== without));
    if (bytes !== null) beside.set('report.json.sig.tsr', bytes);
    return checkReportSignatures({ ...both, beside }, policy).stamps;
  };
  const good = makeTimeStamp({ over, time: '20260302120000Z', accuracy: null, signer: timeAuthority });

  it('says by when the signature was there, on the word of an authority that a person pinned', () => {
    const [stamp, ...more] = stampOf(good);
    expect(more).toEqual([]);
    expect(stamp).toMatchObject({
      fileName: 'report.json.sig.tsr',
      outcome: { kind: 'trusted', time: Date.UTC(2026, 2, 2, 12) },
    });
  });

  it('is not looked for', () => {
    expect(stampOf(null)).toEqual([]);
  });

  it.each([
    ['is over other bytes', { over: report.bytes, signer: timeAuthority }, 'invalid'],
    ['is by an authority that nobody pinned', { over, signer: strangerAuthority }, 'unknown-authority'],
  ])('says when it %s', (_what, order, kind) => {
    const token = makeTimeStamp({ time: '20260302120000Z', accuracy: null, ...order });
    expect(stampOf(token)[0]?.outcome.kind).toBe(kind);
  });

  it('bounds nothing from the future, and nothing without the signature', () => {
    expect(stampOf(good, { ...known, now: day(3, 2) })[0]?.outcome.kind).toBe('in-future');
    expect(stampOf(good, known, 'report.json.sig')[0]?.outcome.kind).toBe('without-signature');
    expect(stampOf(report.bytes)[0]?.outcome.kind).toBe('unreadable');
  });
});

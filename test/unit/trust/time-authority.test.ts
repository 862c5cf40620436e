import { describe, expect, it } from 'vitest';
import { objectId } from '../../../scripts/vectors/der-writer.ts';
import { basicConstraints, makeCertificate } from '../../../scripts/vectors/make-certificate.ts';
import { codeSigner, rootCertificate, timeAuthority } from '../../../scripts/vectors/time-authority.ts';
import { toBase64 } from '../../../shared/bytes/base64.ts';
import { toHex } from '../../../shared/bytes/hex.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { parseCertificateFile } from '../../../shared/certificates/certificate-pem.ts';
import { sha256 } from '../../../shared/crypto/digest.ts';
import { renderAuthorityFile } from '../../../shared/trust/authority-file.ts';
import type { Decision } from '../../../shared/trust/decision.ts';
import {
  appendDecisions,
  emptyDecisionLog,
  parseDecisionLog,
  renderDecisionLog,
} from '../../../shared/trust/decision-log.ts';
import { certificateFingerprint } from '../../../shared/trust/fingerprint.ts';
import { type PinAuthorityOrder, pinTimeAuthority } from '../../../shared/trust/pin-time-authority.ts';
import { readTimeAuthority } from '../../../shared/trust/time-authority.ts';
import { emptyTrustStore, revokeAuthority } from '../../../shared/trust/trust-store.ts';

const order: PinAuthorityOrder = {
  certificate: toBase64(rootCertificate),
  typedFingerprint: certificateFingerprint(rootCertificate),
  compared: 'by phone',
  comparedBy: 'A. Auditor',
  pinnedAt: 7,
};

describe('Pinning a time authority', () => {
  it('takes the fingerprint as a person has it, also as openssl x509 -fingerprint prints it', () => {
    const hex = toHex(sha256(rootCertificate)).toUpperCase().match(/../g)?.join(':') ?? '';
    for (const typedFingerprint of [order.typedFingerprint, hex]) {
      const answer = pinTimeAuthority({ ...order, typedFingerprint, compared: '  by phone ' });
      expect(answer).toEqual({
        kind: 'pinned',
        authority: {
          authorityId: `tsa ${order.typedFingerprint}`,
          name: 'CN=Vouch test vectors: authority',
          certificate: order.certificate,
          fingerprint: order.typedFingerprint,
          compared: 'by phone',
          comparedBy: 'A. Auditor',
          pinnedAt: 7,
          revoked: null,
        },
      });
    }
  });

  it('also takes the certificate of the authority itself', () => {
    const certificate = toBase64(timeAuthority.certificate);
    const typedFingerprint = certificateFingerprint(timeAuthority.certificate);
    expect(pinTimeAuthority({ ...order, certificate, typedFingerprint }).kind).toBe('pinned');
  });

  it.each<[string, Partial<PinAuthorityOrder>, string]>([
    ['no base64', { certificate: '-----BEGIN' }, 'certificate-malformed'],
    ['no certificate', { certificate: toBase64(encodeUtf8('no certificate')) }, 'certificate-malformed'],
    [
      'a certificate with a byte behind it',
      { certificate: toBase64(Buffer.concat([rootCertificate, Buffer.of(0)])) },
      'certificate-malformed',
    ],
    ['a key that is not used here', { certificate: toBase64(withUnknownCurve()) }, 'key-unsupported'],
    ['a certificate for programs', { certificate: toBase64(codeSigner.certificate) }, 'no-time-authority'],
    [
      'half a fingerprint',
      { typedFingerprint: order.typedFingerprint.slice(0, 30) },
      'fingerprint-incomplete',
    ],
    [
      'another fingerprint',
      { typedFingerprint: certificateFingerprint(timeAuthority.certificate) },
      'fingerprint-differs',
    ],
    ['no word of how it was compared', { compared: ' ' }, 'comparison-empty'],
    ['nobody who compared it', { comparedBy: '' }, 'name-empty'],
  ])('is refused for %s', (_what, change, reason) => {
    expect(pinTimeAuthority({ ...order, ...change })).toMatchObject({ kind: 'refused', reason });
  });
});

/** The curve P-256 becomes the one beside it in the list of names, which is used nowhere. */
function withUnknownCurve(): Uint8Array {
  const key = new Uint8Array(32).fill(3);
  const bytes = makeCertificate({
    subject: 'a',
    key,
    issuer: 'a',
    issuerKey: key,
    serial: 1,
    extensions: [basicConstraints()],
  });
  const at = Buffer.from(bytes).indexOf(Buffer.from(objectId('1.2.840.10045.3.1.7')));
  return bytes.with(at + 9, 6);
}

const said = { at: 10, by: 'A. Auditor' };
const pinned: Decision = {
  action: 'authority-pinned',
  ...said,
  certificate: order.certificate,
  fingerprint: order.typedFingerprint,
  compared: 'by phone',
};
const authorityId = `tsa ${order.typedFingerprint}`;
const revokedFrom = (from: number): Decision => ({
  action: 'authority-revoked',
  ...said,
  authorityId,
  from,
  reason: 'stolen',
});

describe('A trust store', () => {
  it('keeps time authorities from run to run', () => {
    const log = appendDecisions(emptyDecisionLog, [pinned, revokedFrom(500), revokedFrom(400)]);
    const { log: lines, end } = renderDecisionLog(log);
    const read = parseDecisionLog(lines, end);
    expect(read).toEqual(log);
    expect(read.store.authorities).toMatchObject([
      { authorityId, comparedBy: 'A. Auditor', pinnedAt: 10, revoked: { at: 400, reason: 'stolen' } },
    ]);
  });

  it('does not forget that one was revoked when it is pinned again, and does when it is unpinned', () => {
    const again = appendDecisions(emptyDecisionLog, [pinned, revokedFrom(500), pinned]);
    expect(again.store.authorities).toMatchObject([{ revoked: { at: 500 } }]);
    const unpinned: Decision = { action: 'authority-unpinned', ...said, authorityId };
    expect(appendDecisions(again, [unpinned]).store.authorities).toEqual([]);
    expect(appendDecisions(again, [unpinned, pinned]).store.authorities).toMatchObject([{ revoked: null }]);
  });

  it('is refused whole when the certificate of an authority is not the one of its fingerprint', () => {
    const fingerprint = certificateFingerprint(timeAuthority.certificate);
    expect(() => appendDecisions(emptyDecisionLog, [{ ...pinned, fingerprint }])).toThrow(
      expect.objectContaining({ code: 'trust-store', place: { line: 1 } }),
    );
  });

  it('revokes nobody who is not there', () => {
    const revocation = { at: 1, reason: 'stolen', by: 'A' };
    expect(revokeAuthority(emptyTrustStore, authorityId, revocation)).toEqual(emptyTrustStore);
    const { store } = appendDecisions(emptyDecisionLog, [pinned]);
    expect(revokeAuthority(store, 'tsa other', revocation)).toEqual(store);
  });

  it('gives out the authorities that count, as other tools read them', () => {
    const { store } = appendDecisions(emptyDecisionLog, [pinned]);
    const file = encodeUtf8(renderAuthorityFile(store));
    expect(parseCertificateFile(file).map(({ bytes }) => bytes)).toEqual([rootCertificate]);
    const revoked = appendDecisions(emptyDecisionLog, [pinned, revokedFrom(500)]);
    expect(renderAuthorityFile(revoked.store)).toBe('');
    const [authority] = store.authorities;
    if (authority === undefined) throw new Error('Nobody was pinned.');
    const changed = { ...authority, fingerprint: 'SHA256:x' };
    expect(readTimeAuthority(changed)).toBeNull();
    expect(renderAuthorityFile({ authorities: [changed] })).toBe('');
    const garbage = encodeUtf8('no certificate');
    const forged = { certificate: toBase64(garbage), fingerprint: certificateFingerprint(garbage) };
    expect(readTimeAuthority({ ...authority, ...forged })).toBeNull();
  });
});

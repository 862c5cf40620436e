import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publicKeyOf } from '../../shared/crypto/ed25519.ts';
import { renderVerifierKey, toVerifierKey } from '../../shared/crypto/verifier-key.ts';
import { fingerprintOf, normaliseFingerprint } from '../../shared/trust/fingerprint.ts';
import { pinKey } from '../../shared/trust/pin-key.ts';

const publicKey = renderVerifierKey(toVerifierKey('log.example', publicKeyOf(new Uint8Array(32))));
const fingerprint = fingerprintOf(publicKey, 'log');
const pinnedAt = 0;
const order = {
  role: 'log',
  origin: 'log.example',
  publicKey,
  compared: 'by letter',
  comparedBy: 'A',
  pinnedAt,
} as const;

describe('a typed fingerprint', () => {
  it('pins the key with spaces anywhere', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(fingerprint.length), { maxLength: 8 }), (places) => {
        let typedFingerprint = fingerprint;
        for (const at of places)
          typedFingerprint = `${typedFingerprint.slice(0, at)} ${typedFingerprint.slice(at)}`;
        expect(pinKey({ ...order, typedFingerprint }).kind).toBe('pinned');
      }),
    );
  });

  it('never pins the key with one character changed, added or left out', () => {
    fc.assert(
      fc.property(
        fc.nat(fingerprint.length - 1),
        fc.string({ minLength: 0, maxLength: 1 }),
        fc.nat(1),
        (at, added, removed) => {
          const typedFingerprint = fingerprint.slice(0, at) + added + fingerprint.slice(at + removed);
          const isSame = typedFingerprint.replace(/\s/g, '').replace(/^sha256/i, 'SHA256') === fingerprint;
          // The padding of the last character is the one spelling more that is allowed.
          fc.pre(!isSame && typedFingerprint !== `${fingerprint}=`);
          expect(pinKey({ ...order, typedFingerprint }).kind).toBe('refused');
        },
      ),
    );
  });

  it('is either understood whole or not at all, and understood once for ever', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String(), fc.string({ unit: 'binary' })), (typed) => {
        for (const candidate of [typed, `SHA256:${typed}`]) {
          const read = normaliseFingerprint(candidate);
          if (read !== null) expect(normaliseFingerprint(read)).toBe(read);
        }
      }),
    );
  });
});

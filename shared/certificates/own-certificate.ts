import type { UnixMillis } from '../bytes/units.ts';
import { sha256 } from '../crypto/digest.ts';
import { ecdsaPointOf, signEcdsa } from '../crypto/ecdsa.ts';
import { objectIds } from './object-ids.ts';
import {
  type DerValue,
  derBigNumber,
  derBits,
  derNumber,
  derObjectId,
  derOctets,
  derSequence,
  derSetOf,
  derTagged,
  derText,
  derTime,
  derTrue,
  derWritten,
  renderDer,
} from './write-der.ts';

/** Whose certificate, and from when on. */
export interface OwnCertificateOrder {
  readonly name: string;
  readonly secretKey: Uint8Array;
  readonly validFrom: UnixMillis;
}

/** RFC 5280 section 4.1.2.5: a certificate that has no well-defined end. */
const noEnd: UnixMillis = 253_402_300_799_000;
/** digitalSignature and nonRepudiation (RFC 5280 section 4.2.1.3), the first two of its bits. */
const signingBits = { bytes: Uint8Array.of(0xc0), unused: 6 };
/** Shorter numbers are always positive, and 16 bytes are more than collide. */
const serialBytes = 16;

/**
 * A certificate that a person makes for an own P-256 key and that nobody else vouches for: who compares its fingerprint knows
 * whose it is. The same order gives the same bytes.
 */
export function renderOwnCertificate({ name, secretKey, validFrom }: OwnCertificateOrder): Uint8Array {
  const point = ecdsaPointOf(secretKey, 'P-256');
  const subject = derSequence(derSetOf(derSequence(derObjectId(objectIds.commonName), derText(name))));
  const algorithm = derSequence(derObjectId(objectIds.ecdsaWithSha256));
  const key = derSequence(
    derSequence(derObjectId(objectIds.ecPublicKey), derObjectId(objectIds.p256)),
    derBits(point),
  );
  const stated = renderDer(
    derSequence(
      derTagged(0, derNumber(2)),
      derBigNumber(sha256(point).slice(0, serialBytes)),
      algorithm,
      subject,
      // Whole seconds are all that a certificate has.
      derSequence(derTime(Math.floor(validFrom / 1000) * 1000), derTime(noEnd)),
      subject,
      key,
      derTagged(3, derSequence(...extensions(point))),
    ),
  );
  const signature = signEcdsa(stated, secretKey, 'P-256', 'sha256');
  return renderDer(derSequence(derWritten(stated), algorithm, derBits(signature)));
}

function extensions(point: Uint8Array): readonly DerValue[] {
  return [
    extension(objectIds.basicConstraints, true, derSequence()),
    extension(objectIds.keyUsage, true, derBits(signingBits.bytes, signingBits.unused)),
    extension(objectIds.subjectKeyId, false, derOctets(sha256(point).slice(0, 20))),
  ];
}

function extension(id: string, isCritical: boolean, value: DerValue): DerValue {
  const content = derOctets(renderDer(value));
  return isCritical
    ? derSequence(derObjectId(id), derTrue(), content)
    : derSequence(derObjectId(id), content);
}

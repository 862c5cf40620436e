import { renderUtcTime } from '../adapters/utc-time.ts';
import { equalBytes } from '../bytes/equal.ts';
import { quote } from '../bytes/quote.ts';
import type { UnixMillis } from '../bytes/units.ts';
import type { Certificate } from './certificate.ts';
import { objectIds, type Purpose, purposeIds } from './object-ids.ts';

/** Closed and stable. None of them says that a signature made with the certificate is wrong. */
export type PathRefusalCode =
  | 'not-pinned'
  | 'not-yet-valid'
  | 'expired'
  | 'not-an-authority'
  | 'path-too-long'
  | 'usage'
  | 'purpose'
  | 'critical-extension'
  | 'name-constraints'
  | 'signature-unsupported'
  | 'signature-invalid'
  | 'too-many-certificates';

export interface PathRefusal {
  readonly kind: 'refused';
  readonly code: PathRefusalCode;
  /** The certificate that it is about. */
  readonly certificate: Certificate;
  /** One sentence of facts. */
  readonly statement: string;
}

/** The refusal as data: a sentence about one certificate. */
export function refusePath(code: PathRefusalCode, certificate: Certificate, why: string): PathRefusal {
  const statement = `The certificate of ${quote(certificate.subject.text)} does not count: ${why}.`;
  return { kind: 'refused', code, certificate, statement };
}

/** Checks a path whose names and signatures hold, from the leaf to the pinned certificate; null when nothing is against it. */
export function checkPathRules(
  path: readonly Certificate[],
  at: UnixMillis,
  purpose: Purpose,
): PathRefusal | null {
  for (const [index, certificate] of path.entries()) {
    const refusal =
      checkValidity(certificate, at) ??
      checkCriticalExtensions(certificate) ??
      (index === 0
        ? checkLeaf(certificate, purpose)
        : checkAuthority(certificate, path.slice(1, index), purpose));
    if (refusal !== null) return refusal;
  }
  return null;
}

function checkValidity(certificate: Certificate, at: UnixMillis): PathRefusal | null {
  const { notBefore, notAfter } = certificate;
  const asked = `and ${renderUtcTime(at)} is what counts`;
  if (at < notBefore) {
    return refusePath(
      'not-yet-valid',
      certificate,
      `it is valid from ${renderUtcTime(notBefore)} on, ${asked}`,
    );
  }
  // Stated in whole seconds; the last of them belongs to the validity.
  return at >= notAfter + 1000
    ? refusePath('expired', certificate, `it was valid until ${renderUtcTime(notAfter)}, ${asked}`)
    : null;
}

const understood: ReadonlySet<string> = new Set([
  objectIds.basicConstraints,
  objectIds.keyUsage,
  objectIds.extendedKeyUsage,
  objectIds.subjectAlternativeName,
  objectIds.subjectKeyId,
  objectIds.authorityKeyId,
]);

/** Section 4.2: what must be understood and is not, refuses. Constraints on names are never understood, so always refuse. */
function checkCriticalExtensions(certificate: Certificate): PathRefusal | null {
  const { extensions } = certificate;
  if (extensions.some(({ id }) => id === objectIds.nameConstraints)) {
    return refusePath('name-constraints', certificate, 'it limits names in a way that is not read here');
  }
  const unknown = extensions.find(({ id, isCritical }) => isCritical && !understood.has(id));
  if (unknown === undefined) return null;
  return refusePath(
    'critical-extension',
    certificate,
    `it demands the extension ${unknown.id}, which is not read here`,
  );
}

function checkLeaf(certificate: Certificate, purpose: Purpose): PathRefusal | null {
  const usages = certificate.keyUsage?.usages;
  if (usages !== undefined && !usages.includes('digitalSignature') && !usages.includes('nonRepudiation')) {
    return refusePath('usage', certificate, 'its key is not for signatures');
  }
  const isFor = certificate.extendedKeyUsage?.purposes.includes(purposeIds[purpose]) === true;
  return isFor ? null : refusePath('purpose', certificate, `it is not for ${purpose}`);
}

/** Sections 6.1.4 (k) to (n). `below` are the authorities between this one and the leaf. */
function checkAuthority(
  certificate: Certificate,
  below: readonly Certificate[],
  purpose: Purpose,
): PathRefusal | null {
  const { basicConstraints, keyUsage, extendedKeyUsage } = certificate;
  if (basicConstraints === null || !basicConstraints.isAuthority) {
    return refusePath('not-an-authority', certificate, 'it may not issue certificates');
  }
  if (keyUsage !== null && !keyUsage.usages.includes('keyCertSign')) {
    return refusePath('usage', certificate, 'its key is not for signing certificates');
  }
  // An authority that names its own successor adds no step (self-issued).
  const steps = below.filter(({ issuer, subject }) => !equalBytes(issuer.bytes, subject.bytes)).length;
  if (basicConstraints.pathLength !== null && steps > basicConstraints.pathLength) {
    return refusePath(
      'path-too-long',
      certificate,
      `at most ${basicConstraints.pathLength} may stand below it`,
    );
  }
  const purposes = extendedKeyUsage?.purposes;
  const isFor =
    purposes === undefined ||
    purposes.includes(purposeIds[purpose]) ||
    purposes.includes(objectIds.anyPurpose);
  return isFor
    ? null
    : refusePath('purpose', certificate, `it is not for issuing certificates for ${purpose}`);
}

import { itemAt } from '../bytes/element-at.ts';
import { equalBytes } from '../bytes/equal.ts';
import { limits } from '../bytes/limits.ts';
import type { UnixMillis } from '../bytes/units.ts';
import type { Certificate } from './certificate.ts';
import { checkSignature } from './check-signature.ts';
import type { Purpose } from './object-ids.ts';
import { checkPathRules, type PathRefusal, refusePath } from './path-rules.ts';

export interface PathOrder {
  readonly leaf: Certificate;
  /** Certificates that came with the evidence: they may lead to a pinned one, and are believed in nothing else. */
  readonly intermediates: readonly Certificate[];
  /** Certificates that a person pinned: authorities, or the leaf itself. */
  readonly pinned: readonly Certificate[];
  readonly at: UnixMillis;
  readonly purpose: Purpose;
}

export type PathAnswer =
  /** From the leaf to the pinned certificate, which may be the leaf. */
  { readonly kind: 'trusted'; readonly path: readonly Certificate[] } | PathRefusal;

/**
 * Finds a path from a certificate to a pinned one and checks it at a moment (RFC 5280 section 6.1, without policies and
 * revocation lists). Never throws on evidence. When no path holds, the refusal is that of the first one that was found.
 */
export function checkCertificatePath(order: PathOrder): PathAnswer {
  if (order.intermediates.length > limits.certificates) {
    return refusePath('too-many-certificates', order.leaf, `at most ${limits.certificates} may come with it`);
  }
  const search: Search = { order, checks: 0, refusal: null };
  const path = extendPath(search, [order.leaf]);
  if (path !== null) return { kind: 'trusted', path };
  if (search.refusal !== null) return search.refusal;
  return refusePath('not-pinned', order.leaf, 'nobody pinned it or an authority that it leads to');
}

interface Search {
  readonly order: PathOrder;
  /** Signatures that were checked: certificates of one name and many keys could ask for any number. */
  checks: number;
  refusal: PathRefusal | null;
}

/** Depth first, pinned certificates before others, so that the shortest way to trust is the one that is taken. */
function extendPath(search: Search, path: readonly Certificate[]): readonly Certificate[] | null {
  const { pinned, intermediates } = search.order;
  const last = itemAt(path, -1);
  if (contains(pinned, last)) {
    const refusal = checkPathRules(path, search.order.at, search.order.purpose);
    search.refusal ??= refusal;
    return refusal === null ? path : null;
  }
  if (path.length >= limits.certificatePath) {
    search.refusal ??= refusePath('path-too-long', last, `at most ${limits.certificatePath} may follow`);
    return null;
  }
  for (const issuer of [...pinned, ...intermediates]) {
    if (contains(path, issuer) || !isNamedAsIssuer(issuer, last)) continue;
    if (!hasSigned(search, issuer, last)) continue;
    const whole = extendPath(search, [...path, issuer]);
    if (whole !== null) return whole;
  }
  return null;
}

/** Section 6.1.3 (a)(4), names compared as bytes; two key ids that differ name two keys. */
function isNamedAsIssuer(issuer: Certificate, subject: Certificate): boolean {
  if (!equalBytes(issuer.subject.bytes, subject.issuer.bytes)) return false;
  const { authorityKeyId } = subject;
  const { subjectKeyId } = issuer;
  return authorityKeyId === null || subjectKeyId === null || equalBytes(authorityKeyId, subjectKeyId);
}

function hasSigned(search: Search, issuer: Certificate, subject: Certificate): boolean {
  search.checks += 1;
  if (search.checks > limits.certificateChecks) {
    search.refusal ??= refusePath('too-many-certificates', subject, 'too many could have issued it');
    return false;
  }
  const { signatureAlgorithm, tbsBytes, signature } = subject;
  const answer = checkSignature(signatureAlgorithm, issuer.publicKey, tbsBytes, signature);
  if (answer.kind === 'unsupported') {
    search.refusal ??= refusePath('signature-unsupported', subject, `it is signed with ${answer.name}`);
  }
  if (answer.kind === 'invalid') {
    search.refusal ??= refusePath('signature-invalid', subject, 'its issuer did not sign it');
  }
  return answer.kind === 'valid';
}

function contains(certificates: readonly Certificate[], wanted: Certificate): boolean {
  return certificates.some(({ bytes }) => equalBytes(bytes, wanted.bytes));
}

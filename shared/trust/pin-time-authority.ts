import { parseBase64 } from '../bytes/base64.ts';
import { tryParse } from '../bytes/try-parse.ts';
import type { UnixMillis } from '../bytes/units.ts';
import { objectIds } from '../certificates/object-ids.ts';
import { parseCertificate } from '../certificates/parse-certificate.ts';
import { certificateFingerprint, normaliseFingerprint } from './fingerprint.ts';
import type { TimeAuthority } from './time-authority.ts';

export interface PinAuthorityOrder {
  /** DER in base64. */
  readonly certificate: string;
  /** As the person received it by another way. */
  readonly typedFingerprint: string;
  readonly compared: string;
  readonly comparedBy: string;
  readonly pinnedAt: UnixMillis;
}

/** Closed and stable, in the order in which they are looked for. */
type AuthorityRefusalReason =
  | 'certificate-malformed'
  | 'key-unsupported'
  | 'no-time-authority'
  | 'fingerprint-incomplete'
  | 'fingerprint-differs'
  | 'comparison-empty'
  | 'name-empty';

interface AuthorityRefusal {
  readonly kind: 'refused';
  readonly reason: AuthorityRefusalReason;
  /** One sentence of facts for the person. */
  readonly statement: string;
}

export type PinAuthorityAnswer =
  | { readonly kind: 'pinned'; readonly authority: TimeAuthority }
  | AuthorityRefusal;

/**
 * Makes a pinned time authority out of a certificate, only when the person holds its whole fingerprint and says how it was
 * compared and by whom. Never throws on what was typed or offered.
 */
export function pinTimeAuthority(order: PinAuthorityOrder): PinAuthorityAnswer {
  const bytes = parseBase64(order.certificate);
  if (bytes === null) return refused('certificate-malformed', 'The certificate is not in base64.');
  const read = tryParse(() => parseCertificate(bytes));
  if (read.kind === 'error') {
    return refused('certificate-malformed', `The certificate cannot be read. ${read.error.message}`);
  }
  const { publicKey, basicConstraints, extendedKeyUsage, subject } = read.value;
  if (publicKey.kind === 'unsupported') {
    return refused('key-unsupported', `The certificate holds ${publicKey.name}, which is not used here.`);
  }
  // Any other certificate leads to no time stamp: whoever names one has taken the wrong file.
  const isForTime = extendedKeyUsage?.purposes.includes(objectIds.timeStamping) === true;
  if (basicConstraints?.isAuthority !== true && !isForTime) {
    return refused('no-time-authority', 'The certificate is neither for time stamps nor for issuing others.');
  }
  const fingerprint = certificateFingerprint(bytes);
  const typed = normaliseFingerprint(order.typedFingerprint);
  if (typed === null) {
    const statement = `"${order.typedFingerprint}" is not a whole SHA-256 fingerprint.`;
    return refused('fingerprint-incomplete', statement);
  }
  if (typed !== fingerprint) {
    const statement = `The certificate has fingerprint ${fingerprint}, the typed one is ${typed}.`;
    return refused('fingerprint-differs', statement);
  }
  const compared = order.compared.trim();
  if (compared === '') return refused('comparison-empty', 'It is not said how the fingerprint was compared.');
  const comparedBy = order.comparedBy.trim();
  if (comparedBy === '') return refused('name-empty', 'It is not said who compared the fingerprint.');
  return {
    kind: 'pinned',
    authority: {
      authorityId: `tsa ${fingerprint}`,
      name: subject.text,
      certificate: order.certificate,
      fingerprint,
      compared,
      comparedBy,
      pinnedAt: order.pinnedAt,
      revoked: null,
    },
  };
}

function refused(reason: AuthorityRefusalReason, statement: string): AuthorityRefusal {
  return { kind: 'refused', reason, statement };
}

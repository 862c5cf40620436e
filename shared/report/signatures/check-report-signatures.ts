import type { UnixMillis } from '../../bytes/units.ts';
import type { TimeAuthority } from '../../trust/time-authority.ts';
import { type ReadAuthority, readAuthorities } from '../../verify/stamped-time.ts';
import { checkReportStamp, type ReportStamp } from './check-report-stamp.ts';
import { checkCmsSignature, checkSshSignature, type SignatureAnswer } from './check-signature-file.ts';
import type { SignatureFile } from './sign-report.ts';
import { type SignatureRole, signatureNames, signatureRoles } from './signature-names.ts';

/** A file of a report, and whatever lies beside it. */
export interface SignedFile {
  /** `report.json`, or the statement that withdraws one. */
  readonly signed: SignatureFile;
  /** The fingerprint that the file itself names as its preparer's. */
  readonly preparer: string;
  /** By name. Files that are no signatures of this one are not looked at. */
  readonly beside: ReadonlyMap<string, Uint8Array>;
}

/** Whom the person who asks knows. */
export interface SignaturePolicy {
  /** Names that a person gave to keys, by fingerprint, after comparing them. */
  readonly known: ReadonlyMap<string, string>;
  readonly authorities: readonly TimeAuthority[];
  readonly now: UnixMillis;
}

export interface ReportSignatureCheck {
  readonly fileName: string;
  readonly role: SignatureRole;
  readonly form: 'ssh' | 'cms';
  readonly outcome: ReportSignatureOutcome;
}

export type ReportSignatureOutcome =
  /** The signature is right, and the key may sign in this role. Only a known key says who that is. */
  | ({ readonly kind: 'valid' } & ReportSigner)
  /** The key is not the one that the file names as its preparer's. */
  | ({ readonly kind: 'other-signer'; readonly expected: string } & ReportSigner)
  /** Whoever made the report reviewed it: that is no second pair of eyes. */
  | ({ readonly kind: 'same-key' } & ReportSigner)
  /** The certificate did not hold at the moment that counts. */
  | ({
      readonly kind: 'expired';
      readonly at: UnixMillis;
      readonly from: UnixMillis;
      readonly until: UnixMillis;
    } & ReportSigner)
  /** Signed was something else, or by nobody. */
  | { readonly kind: 'invalid'; readonly reason: string }
  | { readonly kind: 'unsupported' | 'unreadable'; readonly reason: string }
  | { readonly kind: 'missing' };

export interface ReportSigner {
  readonly fingerprint: string;
  /** What the person who asks calls the key; null for an unknown one. */
  readonly knownAs: string | null;
  /** What the certificate calls its holder; null where there is none. */
  readonly claimedName: string | null;
  readonly claimedTime: UnixMillis | null;
}

export interface ReportSignatures {
  readonly signatures: readonly ReportSignatureCheck[];
  readonly stamps: readonly ReportStamp[];
}

/**
 * Says who signed the file in which role: both forms of the preparer's signature, and those of a reviewer where there is one.
 * A role is not what a file is called: a preparer has the key that the file names, and a reviewer has another one. Never throws on
 * evidence.
 */
export function checkReportSignatures(file: SignedFile, policy: SignaturePolicy): ReportSignatures {
  const authorities = readAuthorities(policy.authorities);
  const roles = signatureRoles.filter((role) => role === 'preparer' || isThere(file, role));
  const checked = roles.map((role) => checkRole(file, role, policy, authorities));
  return {
    signatures: checked.flatMap(({ signatures }) => signatures),
    stamps: checked.flatMap(({ stamp }) => (stamp === null ? [] : [stamp])),
  };
}

function isThere({ signed, beside }: SignedFile, role: SignatureRole): boolean {
  const { ssh, cms } = signatureNames(signed.name, role);
  return beside.has(ssh) || beside.has(cms);
}

function checkRole(
  file: SignedFile,
  role: SignatureRole,
  policy: SignaturePolicy,
  authorities: readonly ReadAuthority[],
): { readonly signatures: readonly ReportSignatureCheck[]; readonly stamp: ReportStamp | null } {
  const { signed, beside } = file;
  const names = signatureNames(signed.name, role);
  const [ssh, token] = [beside.get(names.ssh), beside.get(names.stamp)];
  const stamp =
    token === undefined
      ? null
      : checkReportStamp(
          { name: names.stamp, bytes: token },
          { name: names.ssh, bytes: ssh },
          authorities,
          policy,
        );
  const sshAnswer = ssh === undefined ? null : checkSshSignature(ssh, signed.bytes);
  // By then the file was there as this key signed it; a stamp on a signature that is none proves nothing about the key.
  const isDated = stamp?.outcome.kind === 'trusted' && sshAnswer?.kind === 'signed';
  const provenTime = isDated ? stamp.outcome.time : null;
  const check = (
    form: 'ssh' | 'cms',
    fileName: string,
    answer: SignatureAnswer | null,
  ): ReportSignatureCheck => {
    const outcome: ReportSignatureOutcome =
      answer === null ? { kind: 'missing' } : toOutcome(answer, file, role, policy, provenTime);
    return { fileName, role, form, outcome };
  };
  const cms = beside.get(names.cms);
  const cmsAnswer = cms === undefined ? null : checkCmsSignature(cms, signed.bytes);
  return {
    signatures: [check('ssh', names.ssh, sshAnswer), check('cms', names.cms, cmsAnswer)],
    stamp,
  };
}

function toOutcome(
  answer: SignatureAnswer,
  { preparer }: SignedFile,
  role: SignatureRole,
  { known, now }: SignaturePolicy,
  provenTime: UnixMillis | null,
): ReportSignatureOutcome {
  if (answer.kind !== 'signed') return answer;
  const { fingerprint, claimedName, claimedTime, validity } = answer;
  const signer: ReportSigner = {
    fingerprint,
    knownAs: known.get(fingerprint) ?? null,
    claimedName,
    claimedTime,
  };
  const isPreparer = fingerprint === preparer;
  if (role === 'preparer' && !isPreparer) return { kind: 'other-signer', expected: preparer, ...signer };
  if (role === 'reviewer' && isPreparer) return { kind: 'same-key', ...signer };
  // The time that a signer states is the signer's word, and an expired certificate is no reason to doubt it: whether the key still
  // counts is for the person who knows it. A time stamp by a known authority is better, and without any time it is now.
  const at = provenTime ?? claimedTime ?? now;
  if (validity !== null && (at < validity.from || at > validity.until)) {
    return { kind: 'expired', at, ...validity, ...signer };
  }
  return { kind: 'valid', ...signer };
}

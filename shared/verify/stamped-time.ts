import { itemAt } from '../bytes/element-at.ts';
import { equalBytes } from '../bytes/equal.ts';
import { quote } from '../bytes/quote.ts';
import type { UnixMillis } from '../bytes/units.ts';
import type { Certificate } from '../certificates/certificate.ts';
import { checkCertificatePath } from '../certificates/certificate-path.ts';
import { objectIds } from '../certificates/object-ids.ts';
import { readTimeAuthority, type TimeAuthority } from '../trust/time-authority.ts';
import type { PackerSignature } from './packer.ts';
import { readTimeStamp, type SoundStamp, type TimeStamp } from './time-stamp.ts';
import type { VerifyInput } from './verify-input.ts';

/** What the time stamp of a bundle is worth to whoever pinned these time authorities. */
export type StampedTime = Exclude<TimeStamp, SoundStamp> | JudgedStamp;

export interface JudgedStamp extends SoundStamp {
  readonly standing: StampStanding;
}

type StampStanding =
  /** By then the packer's signature was there, and with it all that it covers. */
  | { readonly kind: 'trusted'; readonly time: UnixMillis; readonly authority: TimeAuthority }
  | {
      readonly kind: 'unknown-authority' | 'in-future' | 'signature-open';
      readonly reason: string;
      readonly expected?: string;
    };

/** Reads the time stamp and finds out whether a pinned time authority stands behind it. */
export function readStampedTime(
  { observation, trust, policyTime }: Pick<VerifyInput, 'observation' | 'trust' | 'policyTime'>,
  packer: PackerSignature,
): StampedTime {
  const authorities = readAuthorities(trust.authorities);
  const stamp = readTimeStamp(
    observation,
    authorities.map(({ certificate }) => certificate),
  );
  if (stamp.kind !== 'sound') return stamp;
  return { ...stamp, standing: judge(stamp, authorities, policyTime, packer) };
}

export interface ReadAuthority {
  readonly authority: TimeAuthority;
  readonly certificate: Certificate;
}

export function readAuthorities(authorities: readonly TimeAuthority[]): readonly ReadAuthority[] {
  return authorities.flatMap((authority) => {
    const certificate = readTimeAuthority(authority);
    return certificate === null ? [] : [{ authority, certificate }];
  });
}

function judge(
  stamp: SoundStamp,
  authorities: readonly ReadAuthority[],
  policyTime: VerifyInput['policyTime'],
  packer: PackerSignature,
): StampStanding {
  const found = findAuthority(stamp, authorities);
  if (found.kind === 'unknown-authority') return found;
  // Whoever states the time to judge by has no clock that a time stamp could contradict.
  if (policyTime.source === 'now' && stamp.latest > policyTime.time) {
    return {
      kind: 'in-future',
      reason: 'The time of the time stamp lies after the clock here; it bounds nothing.',
    };
  }
  if (packer.kind !== 'sound') {
    const reason =
      'The time stamp is over a signature of the packer that is not a sound one, so it dates no file.';
    return { kind: 'signature-open', reason };
  }
  return { kind: 'trusted', time: stamp.latest, authority: found.authority };
}

/** Whose word a time stamp is, among the authorities that somebody pinned and nobody revoked. */
export function findAuthority(
  stamp: SoundStamp,
  authorities: readonly ReadAuthority[],
):
  | { readonly kind: 'found'; readonly authority: TimeAuthority }
  | { readonly kind: 'unknown-authority'; readonly reason: string; readonly expected?: string } {
  const misuse = checkOnlyForTime(stamp.certificate);
  if (misuse !== null) return { kind: 'unknown-authority', reason: misuse };
  const believed = authorities.filter(({ authority }) => authority.revoked === null);
  const answer = checkCertificatePath({
    leaf: stamp.certificate,
    intermediates: stamp.certificates,
    pinned: believed.map(({ certificate }) => certificate),
    at: stamp.info.time,
    purpose: 'time-stamping',
  });
  if (answer.kind === 'refused') {
    const expected =
      believed.length === 0
        ? 'no time authority is pinned'
        : believed.map(({ authority }) => authority.fingerprint).join(', ');
    return { kind: 'unknown-authority', reason: answer.statement, expected };
  }
  // A path ends at a certificate that is pinned.
  const last = itemAt(answer.path, -1);
  const pinned = itemAt(
    believed.filter(({ certificate }) => equalBytes(certificate.bytes, last.bytes)),
    0,
  );
  return { kind: 'found', authority: pinned.authority };
}

/**
 * RFC 3161 section 2.3: the certificate is for time stamps, must say so critically, and is for nothing else. A key that
 * also signs other things could be made to sign something that reads as a time stamp.
 */
function checkOnlyForTime({ extendedKeyUsage, subject }: Certificate): string | null {
  const isOnly =
    extendedKeyUsage?.isCritical === true &&
    extendedKeyUsage.purposes.length === 1 &&
    extendedKeyUsage.purposes[0] === objectIds.timeStamping;
  return isOnly
    ? null
    : `The certificate of ${quote(subject.text)} is not for time stamps, and for nothing else.`;
}

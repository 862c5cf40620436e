import { memberPaths } from '../bundle/bundle-layout.ts';
import type { BundleObservation } from '../bundle/observation.ts';
import { equalBytes } from '../bytes/equal.ts';
import { asFormatError } from '../bytes/errors.ts';
import type { UnixMillis } from '../bytes/units.ts';
import type { Certificate } from '../certificates/certificate.ts';
import { checkSignedContent } from '../certificates/check-signed-data.ts';
import type { TimeStampInfo } from '../certificates/time-stamp-info.ts';
import { parseTimeStampToken, type TimeStampToken } from '../certificates/time-stamp-token.ts';
import { digestBy } from '../crypto/digest-name.ts';

/** What the time stamp over the packer's signature is, before anybody is asked whose it is. */
export type TimeStamp =
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable' | 'unsupported' | 'undecided' | 'invalid'; readonly reason: string }
  | SoundStamp;

export interface SoundStamp {
  readonly kind: 'sound';
  readonly info: TimeStampInfo;
  /** The signer's own certificate, and those that came with it. */
  readonly certificate: Certificate;
  readonly certificates: readonly Certificate[];
  /** The last moment at which the signature may have come to be, were the authority to be believed. */
  readonly latest: UnixMillis;
}

/**
 * Verifies the token with the certificate that it binds. `pinned` may hold that certificate when the token does not.
 * Never throws on evidence.
 */
export function readTimeStamp(
  { otherMembers }: BundleObservation,
  pinned: readonly Certificate[],
): TimeStamp {
  const bytes = otherMembers.get(memberPaths.timeStamp);
  if (bytes === undefined) return { kind: 'none' };
  const stamped = otherMembers.get(memberPaths.packerSignature);
  if (stamped === undefined) {
    return { kind: 'undecided', reason: 'the signature of the packer that it should be over is not there' };
  }
  return readStampOver(bytes, { name: memberPaths.packerSignature, bytes: stamped }, pinned);
}

/** The same of a token over any bytes that have a name. */
export function readStampOver(
  token: Uint8Array,
  stamped: StampedBytes,
  pinned: readonly Certificate[],
): Exclude<TimeStamp, { readonly kind: 'none' }> {
  try {
    const parsed = parseTimeStampToken(token);
    if (parsed.kind === 'unsupported') return { kind: 'unsupported', reason: parsed.what };
    return judgeToken(parsed, stamped, pinned);
  } catch (error) {
    const { code, message } = asFormatError(error);
    // What is too much for us is not false by that.
    return code === 'member-limit'
      ? { kind: 'unsupported', reason: `a limit was reached (${message})` }
      : { kind: 'unreadable', reason: message };
  }
}

export interface StampedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

function judgeToken(
  { info, signed }: TimeStampToken,
  stamped: StampedBytes,
  pinned: readonly Certificate[],
): Exclude<TimeStamp, { readonly kind: 'none' }> {
  const { imprintDigest, imprint } = info;
  if (typeof imprintDigest !== 'string') {
    return { kind: 'unsupported', reason: `a digest with ${imprintDigest.unsupported}` };
  }
  if (!equalBytes(imprint, digestBy(imprintDigest, stamped.bytes))) {
    return { kind: 'invalid', reason: `it is over other bytes than ${stamped.name}` };
  }
  const answer = checkSignedContent(signed, pinned);
  switch (answer.kind) {
    case 'certificate-missing':
      return { kind: 'undecided', reason: answer.reason };
    case 'unsupported':
    case 'invalid':
      return { kind: answer.kind, reason: answer.reason };
    case 'signed':
      return {
        kind: 'sound',
        info,
        certificate: answer.certificate,
        certificates: signed.certificates,
        // Section 2.4.2: the true time lies within the accuracy around the stated one. Only the later bound is safe to
        // use: a signature must not count as older than it is.
        latest: info.time + (info.accuracyMillis ?? 0),
      };
  }
}

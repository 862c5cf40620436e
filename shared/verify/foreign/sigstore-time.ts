import { equalBytes } from '../../bytes/equal.ts';
import { asFormatError } from '../../bytes/errors.ts';
import type { UnixMillis } from '../../bytes/units.ts';
import { checkCertificatePath } from '../../certificates/certificate-path.ts';
import { checkSignedContent } from '../../certificates/check-signed-data.ts';
import { parseTimeStampToken } from '../../certificates/time-stamp-token.ts';
import { digestBy } from '../../crypto/digest-name.ts';
import { failed, passed, type StepAnswer, undecided } from './sigstore-answer.ts';
import { countsAt, type SigstoreTrustRoot } from './sigstore-trust-root.ts';

export interface StampAnswer {
  readonly answer: StepAnswer;
  /** The latest moment at which the signature may have been made, by a time authority of the trust root. */
  readonly time: UnixMillis | null;
}

/** Whether a time authority of the trust root stamped this signature (RFC 3161). Never throws on evidence. */
export function checkSignatureStamp(
  token: Uint8Array,
  signature: Uint8Array,
  { timeAuthorities }: SigstoreTrustRoot,
): StampAnswer {
  try {
    return judge(token, signature, timeAuthorities);
  } catch (error) {
    return noTime(failed(`A time stamp cannot be read: ${asFormatError(error).message}`));
  }
}

function judge(
  bytes: Uint8Array,
  signature: Uint8Array,
  authorities: SigstoreTrustRoot['timeAuthorities'],
): StampAnswer {
  const token = parseTimeStampToken(bytes);
  if (token.kind === 'unsupported') return noTime(undecided(`A time stamp has ${token.what}.`));
  const { info, signed } = token;
  const { imprintDigest, imprint } = info;
  if (typeof imprintDigest !== 'string')
    return noTime(undecided(`A time stamp has a digest with ${imprintDigest.unsupported}.`));
  if (!equalBytes(imprint, digestBy(imprintDigest, signature))) {
    return noTime(failed('A time stamp is over other bytes than the signature.'));
  }
  const chains = authorities.flatMap(({ chain }) => chain);
  const answer = checkSignedContent(signed, chains);
  if (answer.kind === 'invalid') return noTime(failed(`A time stamp is false: ${answer.reason}.`));
  if (answer.kind !== 'signed') return noTime(undecided(`A time stamp cannot be judged: ${answer.reason}.`));
  const latest = info.time + (info.accuracyMillis ?? 0);
  const isTrusted = authorities
    .filter((authority) => countsAt(authority, info.time))
    .some(({ chain }) => {
      const pinned = chain.slice(-1);
      const order = { leaf: answer.certificate, intermediates: chain.slice(0, -1), pinned };
      return checkCertificatePath({ ...order, at: info.time, purpose: 'time-stamping' }).kind === 'trusted';
    });
  return isTrusted
    ? { answer: passed('A time authority of the trust root stamped the signature.'), time: latest }
    : noTime(undecided('A time stamp is by nobody whom the trust root knows.'));
}

function noTime(answer: StepAnswer): StampAnswer {
  return { answer, time: null };
}

import { parseUtcTime } from '../adapters/utc-time.ts';
import { asFormatError } from '../bytes/errors.ts';
import { limits } from '../bytes/limits.ts';
import type { UnixMillis } from '../bytes/units.ts';
import { decodeUtf8Lossily } from '../bytes/utf8.ts';
import type { Certificate } from './certificate.ts';
import { checkSignedContent } from './check-signed-data.ts';
import { derElements } from './der-elements.ts';
import { objectIds } from './object-ids.ts';
import { parseDetachedData, type Signer } from './signed-data.ts';

export type DetachedAnswer =
  /** The holder of this certificate signed the content, and says when. Whether the certificate counts is another question. */
  | { readonly kind: 'signed'; readonly certificate: Certificate; readonly claimedTime: UnixMillis | null }
  /** Another content was signed, or this one by somebody else. */
  | { readonly kind: 'invalid'; readonly reason: string }
  /** Neither good nor bad: it may be sound for another program. */
  | { readonly kind: 'unsupported' | 'unreadable'; readonly reason: string };

/** Says who signed the content (CMS, RFC 5652, with the certificate bound as CAdES asks). Never throws on evidence. */
export function checkDetachedSignature(signature: Uint8Array, content: Uint8Array): DetachedAnswer {
  // As many as a time stamp may have: nobody's certificates are more.
  if (signature.length > limits.timeStampBytes) {
    return {
      kind: 'unsupported',
      reason: `a signature of more than ${limits.timeStampBytes} bytes (timeStampBytes)`,
    };
  }
  try {
    const signed = parseDetachedData(signature, content);
    if (signed === null) {
      return { kind: 'unsupported', reason: 'signed data in a form that is not read here' };
    }
    const answer = checkSignedContent(signed, []);
    switch (answer.kind) {
      case 'signed':
        return {
          kind: 'signed',
          certificate: answer.certificate,
          claimedTime: readSigningTime(signed.signer),
        };
      case 'certificate-missing':
        return { kind: 'unsupported', reason: answer.reason };
      case 'invalid':
      case 'unsupported':
        return { kind: answer.kind, reason: answer.reason };
    }
  } catch (error) {
    return { kind: 'unreadable', reason: asFormatError(error).message };
  }
}

/** RFC 5652 section 11.3. Null where none is stated that can be read: it is a claim, and nothing hangs on it. */
function readSigningTime({ attributes }: Signer): UnixMillis | null {
  const [time] = derElements(attributes.get(objectIds.signingTime) ?? new Uint8Array(0));
  if (time === undefined) return null;
  const digits = decodeUtf8Lossily(time.content);
  // Two digits of a year are of 1950 to 2049 (RFC 5280 section 4.1.2.5.1).
  const century = Number(digits.slice(0, 2)) < 50 ? '20' : '19';
  const whole = time.tag === 0x17 ? `${century}${digits}` : digits;
  return parseUtcTime(whole.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

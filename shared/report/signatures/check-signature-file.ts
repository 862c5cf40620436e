import { asFormatError } from '../../bytes/errors.ts';
import { toHex } from '../../bytes/hex.ts';
import type { UnixMillis } from '../../bytes/units.ts';
import type { Certificate } from '../../certificates/certificate.ts';
import { checkDetachedSignature } from '../../certificates/check-detached-signature.ts';
import { sha256 } from '../../crypto/digest.ts';
import { toSshP256Fingerprint } from '../../crypto/ssh-p256.ts';
import { parseSshP256Signature, verifySshP256Signature } from '../../crypto/ssh-p256-signature.ts';
import { reportNamespace } from './signature-names.ts';

/** Who made one signature over a content. */
export type SignatureAnswer =
  | {
      readonly kind: 'signed';
      readonly fingerprint: string;
      readonly claimedName: string | null;
      readonly claimedTime: UnixMillis | null;
      /** Of the certificate; null where there is none. */
      readonly validity: { readonly from: UnixMillis; readonly until: UnixMillis } | null;
    }
  | { readonly kind: 'invalid' | 'unsupported' | 'unreadable'; readonly reason: string };

/** As `ssh-keygen -Y verify` decides. */
export function checkSshSignature(signature: Uint8Array, content: Uint8Array): SignatureAnswer {
  try {
    const parsed = parseSshP256Signature(signature);
    if (parsed.namespace !== reportNamespace) {
      return { kind: 'invalid', reason: 'the signature is for another purpose' };
    }
    if (!verifySshP256Signature(content, parsed, reportNamespace)) {
      return { kind: 'invalid', reason: 'this is not what was signed' };
    }
    const fingerprint = toSshP256Fingerprint(parsed.point);
    return { kind: 'signed', fingerprint, claimedName: null, claimedTime: null, validity: null };
  } catch (error) {
    return { kind: 'unreadable', reason: asFormatError(error).message };
  }
}

/** As `openssl cms -verify -cades` decides, but for whose the certificate is. */
export function checkCmsSignature(signature: Uint8Array, content: Uint8Array): SignatureAnswer {
  const answer = checkDetachedSignature(signature, content);
  if (answer.kind !== 'signed') return answer;
  const { certificate, claimedTime } = answer;
  return {
    kind: 'signed',
    fingerprint: fingerprintOf(certificate),
    claimedName: certificate.subject.text,
    claimedTime,
    validity: { from: certificate.notBefore, until: certificate.notAfter },
  };
}

/** The one that a person compares: that of the key. A key of another kind is named by its whole certificate. */
function fingerprintOf({ publicKey, bytes }: Certificate): string {
  return publicKey.kind === 'ecdsa' && publicKey.curve === 'P-256'
    ? toSshP256Fingerprint(publicKey.point)
    : `certificate SHA-256 ${toHex(sha256(bytes))}`;
}

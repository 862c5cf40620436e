import type { UnixMillis } from '../../bytes/units.ts';
import { renderDetachedSignature } from '../../certificates/detached-signature.ts';
import { sha256 } from '../../crypto/digest.ts';
import { type Identity, signFile } from '../../identity/identity.ts';
import { reportNamespace, type SignatureRole, signatureNames } from './signature-names.ts';

/** A file that lies beside the one that was signed. */
export interface SignatureFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Signs the bytes of `report.json`, or of a statement that withdraws a report, in two forms: for `ssh-keygen -Y verify`
 * and for `openssl cms -verify`. The same bytes, key and time give the same files.
 */
export function signReport(
  { name, bytes }: SignatureFile,
  identity: Identity,
  role: SignatureRole,
  claimedTime: UnixMillis,
): readonly SignatureFile[] {
  const names = signatureNames(name, role);
  const { certificate, secretKey } = identity;
  const contentDigest = sha256(bytes);
  return [
    { name: names.ssh, bytes: signFile(identity, bytes, reportNamespace) },
    {
      name: names.cms,
      bytes: renderDetachedSignature({ contentDigest, certificate, secretKey, claimedTime }),
    },
  ];
}

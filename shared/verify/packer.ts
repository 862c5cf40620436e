import { memberPaths } from '../bundle/bundle-layout.ts';
import type { BundleObservation } from '../bundle/observation.ts';
import { packerNamespace } from '../bundle/packer-namespace.ts';
import { derivedOnce } from '../bytes/derived-once.ts';
import { asFormatError } from '../bytes/errors.ts';
import { quote } from '../bytes/quote.ts';
import { parseSshSignature, type SshSignature, verifySshSignature } from '../crypto/sshsig.ts';

/** What the packer's signature is, before anybody is asked whose key it is. */
export type PackerSignature =
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable' | 'unsupported' | 'invalid'; readonly reason: string }
  | { readonly kind: 'sound'; readonly signature: SshSignature };

/** Verifies the signature over the tag manifest with the key that stands in the signature itself. */
export const readPackerSignature = derivedOnce(({ otherMembers }: BundleObservation): PackerSignature => {
  const armored = otherMembers.get(memberPaths.packerSignature);
  const message = otherMembers.get(memberPaths.tagManifest);
  if (armored === undefined || message === undefined) return { kind: 'none' };
  try {
    const signature = parseSshSignature(armored);
    if (signature.kind === 'unsupported') return { kind: 'unsupported', reason: signature.what };
    if (signature.namespace !== packerNamespace) {
      return {
        kind: 'invalid',
        reason: `it was made for the purpose ${quote(signature.namespace)}`,
      };
    }
    if (verifySshSignature(message, signature, packerNamespace)) return { kind: 'sound', signature };
    return { kind: 'invalid', reason: `${memberPaths.tagManifest} is not the text that was signed` };
  } catch (error) {
    return { kind: 'unreadable', reason: asFormatError(error).message };
  }
});

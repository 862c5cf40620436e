import { preAuthEncoding } from '../../bundle/formats/dsse.ts';
import type { SigstoreBundle } from '../../bundle/formats/sigstore-bundle.ts';
import { parseHex, toHex } from '../../bytes/hex.ts';
import type { CertificateKey } from '../../certificates/public-key.ts';
import { verifyEcdsaDigest } from '../../crypto/ecdsa.ts';
import { isMadeByOneOf } from './check-pinned-keys.ts';
import { failed, passed, type StepAnswer, undecided } from './sigstore-answer.ts';

/** Digests in hexadecimal digits by their names: of the file, or as far as the bundle states them. */
export type FileDigests = ReadonlyMap<string, string>;

/** What is known of the file that a signature is about: its own digests, else the one that the bundle states. */
export function knownDigests(content: SigstoreBundle['content'], ofFile: FileDigests | null): FileDigests {
  if (ofFile !== null) return ofFile;
  if (content.kind !== 'message' || content.digest === null) return new Map();
  return new Map([[content.digest.algorithm, toHex(content.digest.value)]]);
}

/** Whether the holder of this key signed the file with these digests, or the envelope. */
export function checkBundleSignature(
  content: SigstoreBundle['content'],
  key: CertificateKey,
  digests: FileDigests,
): StepAnswer {
  if (key.kind === 'unsupported') return undecided(`The signer has ${key.name}, which is not used here.`);
  if (content.kind === 'envelope') {
    return isMadeByOneOf([key], preAuthEncoding(content.envelope), content.signature)
      ? passed('The signer signed type and payload of the envelope.')
      : key.kind === 'rsa'
        ? undecided('The signature is not in PKCS #1 v1.5, and RSA-PSS is not verified here.')
        : failed('The signature is not over the envelope as it lies here.');
  }
  // RSA and Ed25519 sign files in several ways that the bundle does not tell apart.
  if (key.kind !== 'ecdsa')
    return undecided(`A signature over a file with a key of the kind ${key.kind} is not verified here.`);
  const hex = digests.get(key.curve === 'P-384' ? 'sha384' : 'sha256');
  const digest = hex === undefined ? null : parseHex(hex);
  if (digest === null)
    return undecided('Neither the file nor its digest is there, so the signature cannot be checked.');
  return verifyEcdsaDigest(content.signature, digest, key.point, key.curve)
    ? passed('The signer signed the digest of the file.')
    : failed('The signature is not over this file.');
}

import type { ListSignature } from '../../bundle/formats/digest-list.ts';
import { asFormatError } from '../../bytes/errors.ts';
import { toHex } from '../../bytes/hex.ts';
import { quote } from '../../bytes/quote.ts';
import { signatureBytes, verifyEd25519 } from '../../crypto/ed25519.ts';
import { findMinisignKeys, parseMinisignSignature, verifyMinisign } from '../../crypto/minisign.ts';
import { renderSshPublicKey, toSshFingerprint } from '../../crypto/ssh-public-key.ts';
import { parseSshSignature, verifySshSignature } from '../../crypto/sshsig.ts';
import { keyStandingAt } from '../../trust/key-standing.ts';
import type { ForeignTrust } from './foreign-trust.ts';

/** What a detached signature over a file is worth. Only `trusted` says that somebody known made it. */
export type SignatureStanding =
  | { readonly kind: 'trusted'; readonly by: string }
  /** Either sound, by a key that nobody named, or not to be checked without a key. */
  | { readonly kind: 'untrusted'; readonly by: string; readonly isSound: boolean }
  | { readonly kind: 'invalid'; readonly reason: string }
  | { readonly kind: 'unsupported'; readonly what: string };

/** The namespace of `ssh-keygen -Y sign -n file`, which its manual proposes for files. */
export const fileNamespace = 'file';

/** Tells the kind of a signature by its bytes, not by its name, and checks it. Never throws on evidence. */
export function readDetachedSignature(
  message: Uint8Array,
  { member, bytes }: ListSignature,
  trust: ForeignTrust,
): SignatureStanding {
  const start = String.fromCharCode(...bytes.subarray(0, 80));
  try {
    if (bytes.length === signatureBytes) return checkRaw(message, bytes, trust);
    if (start.startsWith('-----BEGIN SSH SIGNATURE-----')) return checkSsh(message, bytes, trust);
    if (start.startsWith('untrusted comment: ') && member.endsWith('.minisig')) {
      return checkMinisign(message, bytes, trust);
    }
  } catch (error) {
    return { kind: 'invalid', reason: `it cannot be read: ${asFormatError(error).message}` };
  }
  if (start.startsWith('untrusted comment: ')) return { kind: 'unsupported', what: 'a signify signature' };
  const isPgp = start.startsWith('-----BEGIN PGP') || /\.(?:asc|gpg)$/.test(member);
  return { kind: 'unsupported', what: isPgp ? 'an OpenPGP signature' : 'of a kind that is not known' };
}

function checkSsh(message: Uint8Array, bytes: Uint8Array, trust: ForeignTrust): SignatureStanding {
  const signature = parseSshSignature(bytes);
  if (signature.kind === 'unsupported') return { kind: 'unsupported', what: `with ${signature.what}` };
  if (signature.namespace !== fileNamespace) {
    return { kind: 'invalid', reason: `it was made for the purpose ${quote(signature.namespace)}` };
  }
  if (!verifySshSignature(message, signature, fileNamespace)) {
    return { kind: 'invalid', reason: 'this is not what was signed' };
  }
  const by = toSshFingerprint(signature.publicKey);
  const line = renderSshPublicKey(signature.publicKey);
  const signer = trust.sshSigners.find(
    ({ publicKey, namespaces, ...window }) =>
      publicKey === line &&
      allowsFiles(namespaces) &&
      keyStandingAt({ ...window, revoked: null }, trust.now).kind === 'good',
  );
  if (signer === undefined) return { kind: 'untrusted', by, isSound: true };
  return { kind: 'trusted', by: `${signer.principals.join(',').slice(0, 200)} (${by})` };
}

/** Patterns with wildcards other than `*` alone are not applied: reading one too widely would trust too much. */
function allowsFiles(namespaces: readonly string[] | null): boolean {
  if (namespaces === null) return true;
  if (namespaces.some((pattern) => pattern.startsWith('!'))) return false;
  return namespaces.includes(fileNamespace) || namespaces.includes('*');
}

function checkMinisign(message: Uint8Array, bytes: Uint8Array, trust: ForeignTrust): SignatureStanding {
  const signature = parseMinisignSignature(bytes);
  // minisign prints the eight bytes as a number, so backwards.
  const by = `minisign key ${toHex(signature.keyId.toReversed()).toUpperCase()}`;
  const keys = findMinisignKeys(signature, trust.minisignKeys);
  if (keys.length === 0) return { kind: 'untrusted', by, isSound: false };
  return keys.some((key) => verifyMinisign(message, signature, key))
    ? { kind: 'trusted', by: `${by}, ${quote(signature.claimedComment)}` }
    : { kind: 'invalid', reason: `${by} did not sign this, or not with this comment` };
}

/** A raw signature does not say whose it is: with keys at hand, one that none of them made counts as false. */
function checkRaw(message: Uint8Array, signature: Uint8Array, trust: ForeignTrust): SignatureStanding {
  if (trust.ed25519Keys.length === 0)
    return { kind: 'untrusted', by: 'a key it does not name', isSound: false };
  const isMade = trust.ed25519Keys.some((key) => verifyEd25519(signature, message, key));
  return isMade
    ? { kind: 'trusted', by: 'a given Ed25519 key' }
    : { kind: 'invalid', reason: 'none of the given Ed25519 keys made it' };
}

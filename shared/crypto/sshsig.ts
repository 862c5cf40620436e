import { sha512 } from '@noble/hashes/sha2.js';
import { concatBytes } from '../bytes/concat.ts';
import { equalBytes } from '../bytes/equal.ts';
import { FormatError } from '../bytes/errors.ts';
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';
import { parseArmor, renderArmor } from './armor.ts';
import { sha256 } from './digest.ts';
import { publicKeyBytes, publicKeyOf, signatureBytes, signEd25519, verifyEd25519 } from './ed25519.ts';
import { renderSshKeyBlob, sshEd25519 } from './ssh-public-key.ts';
import { createSshReader, toSshString, toSshUint32 } from './ssh-wire.ts';

/** OpenSSH PROTOCOL.sshsig, as `ssh-keygen -Y sign` writes it. */
export interface SshSignature {
  readonly kind: 'ed25519';
  /** The key that the signature claims to be by. Whose it is, only the trust store can say. */
  readonly publicKey: Uint8Array;
  readonly namespace: string;
  readonly hashAlgorithm: 'sha256' | 'sha512';
  readonly signature: Uint8Array;
}

/** Well-formed, but of a kind that EVB/1 does not know: *not verifiable*, neither good nor bad (R9). */
export interface UnsupportedSshSignature {
  readonly kind: 'unsupported';
  /** What is not supported, as a fact: `key type ssh-rsa`. */
  readonly what: string;
}

const label = 'SSH SIGNATURE';
const magic = encodeUtf8('SSHSIG');
const version = 1;
/** Where ssh-keygen breaks lines. */
const columns = 70;

/** Reads an armored signature. Throws FormatError `sshsig` (or `utf8`) when it is not one. */
export function parseSshSignature(armored: Uint8Array): SshSignature | UnsupportedSshSignature {
  const reader = createSshReader(parseArmor(decodeUtf8(armored), label, 'sshsig'), 'sshsig');
  if (!equalBytes(reader.readBytes(magic.length), magic)) throw wrong('SSHSIG at the start', 'other bytes');
  const foundVersion = reader.readUint32();
  // A later version may go on differently, so nothing more of it is read.
  if (foundVersion !== version) return unsupported(`version ${foundVersion}`);
  const keyBlob = createSshReader(reader.readString(), 'sshsig');
  const namespace = reader.readText();
  const reserved = reader.readString();
  const hashAlgorithm = reader.readText();
  const signatureBlob = createSshReader(reader.readString(), 'sshsig');
  reader.assertEnd();

  if (namespace === '') throw wrong('a namespace', 'an empty one');
  const keyType = keyBlob.readText();
  if (keyType !== sshEd25519) return unsupported(`key type ${keyType}`);
  const publicKey = keyBlob.readString();
  keyBlob.assertEnd();
  if (publicKey.length !== publicKeyBytes) throw wrong('a key of 32 bytes', `${publicKey.length}`);

  const signatureType = signatureBlob.readText();
  if (signatureType !== keyType) throw wrong(`a signature of type ${keyType}`, signatureType.slice(0, 80));
  const signature = signatureBlob.readString();
  signatureBlob.assertEnd();
  if (signature.length !== signatureBytes) throw wrong('a signature of 64 bytes', `${signature.length}`);

  if (hashAlgorithm !== 'sha256' && hashAlgorithm !== 'sha512') {
    return unsupported(`hash algorithm ${hashAlgorithm}`);
  }
  // OpenSSH leaves this field out of what it verifies: anybody could fill it without breaking the signature.
  if (reserved.length > 0) return unsupported('a reserved field that is not empty');
  return { kind: 'ed25519', publicKey, namespace, hashAlgorithm, signature };
}

/**
 * True when the key named in the signature signed this message for this purpose.
 * Says nothing about whose key it is: compare `publicKey` with a trusted one.
 */
export function verifySshSignature(message: Uint8Array, signature: SshSignature, namespace: string): boolean {
  if (signature.namespace !== namespace) return false;
  const signed = signedData(message, namespace, signature.hashAlgorithm);
  return verifyEd25519(signature.signature, signed, signature.publicKey);
}

/** Signs for one purpose, byte for byte as `ssh-keygen -Y sign` does with the same key. */
export function renderSshSignature(
  message: Uint8Array,
  secretKey: Uint8Array,
  namespace: string,
): Uint8Array {
  const hashAlgorithm = 'sha512';
  const signature = signEd25519(signedData(message, namespace, hashAlgorithm), secretKey);
  const blob = concatBytes([
    magic,
    toSshUint32(version),
    toSshString(renderSshKeyBlob(publicKeyOf(secretKey))),
    toSshString(namespace),
    toSshString(''),
    toSshString(hashAlgorithm),
    toSshString(concatBytes([toSshString(sshEd25519), toSshString(signature)])),
  ]);
  return encodeUtf8(renderArmor(blob, label, columns));
}

/** PROTOCOL.sshsig section 3. The namespace keeps a signature on one kind of file from passing for another. */
function signedData(
  message: Uint8Array,
  namespace: string,
  hashAlgorithm: SshSignature['hashAlgorithm'],
): Uint8Array {
  const digest = hashAlgorithm === 'sha512' ? sha512(message) : sha256(message);
  return concatBytes([
    magic,
    toSshString(namespace),
    toSshString(''),
    toSshString(hashAlgorithm),
    toSshString(digest),
  ]);
}

function unsupported(what: string): UnsupportedSshSignature {
  // The word comes from the evidence and may be as long as the member.
  return { kind: 'unsupported', what: what.slice(0, 100) };
}

function wrong(expected: string, found: string): FormatError {
  return new FormatError('sshsig', `Expected ${expected}, found ${found}.`);
}

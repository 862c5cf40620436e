import { sha512 } from '@noble/hashes/sha2.js';
import { concatBytes } from '../bytes/concat.ts';
import { equalBytes } from '../bytes/equal.ts';
import { FormatError } from '../bytes/errors.ts';
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';
import { parseArmor } from './armor.ts';
import { sha256 } from './digest.ts';
import { isEcdsaPoint, verifyEcdsa } from './ecdsa.ts';
import { createSshReader, type SshReader, toSshString } from './ssh-wire.ts';

/** OpenSSH PROTOCOL.sshsig by a P-256 key: what `renderSshP256Signature` and `ssh-keygen -Y sign` write. */
export interface SshP256Signature {
  /** The key that the signature claims to be by, uncompressed. Whose it is, only a person can say. */
  readonly point: Uint8Array;
  readonly namespace: string;
  readonly hashAlgorithm: 'sha256' | 'sha512';
  /** The two numbers in DER. */
  readonly signature: Uint8Array;
}

const magic = encodeUtf8('SSHSIG');
const keyType = 'ecdsa-sha2-nistp256';

/** Reads an armored signature. Throws FormatError `sshsig` (or `utf8`) for everything that is not one by a P-256 key. */
export function parseSshP256Signature(armored: Uint8Array): SshP256Signature {
  const reader = createSshReader(parseArmor(decodeUtf8(armored), 'SSH SIGNATURE', 'sshsig'), 'sshsig');
  if (!equalBytes(reader.readBytes(magic.length), magic)) throw wrong('SSHSIG at the start');
  if (reader.readUint32() !== 1) throw wrong('version 1');
  const key = createSshReader(reader.readString(), 'sshsig');
  const namespace = reader.readText();
  // OpenSSH leaves this field out of what it verifies: anybody could fill it without breaking the signature.
  if (reader.readString().length > 0) throw wrong('an empty reserved field');
  const hashAlgorithm = reader.readText();
  if (hashAlgorithm !== 'sha256' && hashAlgorithm !== 'sha512') throw wrong('sha256 or sha512');
  const made = createSshReader(reader.readString(), 'sshsig');
  reader.assertEnd();

  if (key.readText() !== keyType || key.readText() !== 'nistp256') throw wrong('a P-256 key');
  const point = key.readString();
  key.assertEnd();
  if (!isEcdsaPoint(point, 'P-256')) throw wrong('a point of P-256');

  if (made.readText() !== keyType) throw wrong('a signature by a P-256 key');
  const numbers = createSshReader(made.readString(), 'sshsig');
  made.assertEnd();
  const content = concatBytes([readNumber(numbers), readNumber(numbers)]);
  numbers.assertEnd();
  return { point, namespace, hashAlgorithm, signature: Uint8Array.of(0x30, content.length, ...content) };
}

/** True when the key named in the signature signed this message for this purpose. */
export function verifySshP256Signature(
  message: Uint8Array,
  { point, namespace, hashAlgorithm, signature }: SshP256Signature,
  wantedNamespace: string,
): boolean {
  if (namespace !== wantedNamespace) return false;
  const digest = hashAlgorithm === 'sha512' ? sha512(message) : sha256(message);
  const purpose = [toSshString(namespace), toSshString(''), toSshString(hashAlgorithm)];
  const signed = concatBytes([magic, ...purpose, toSshString(digest)]);
  return verifyEcdsa(signature, signed, point, 'P-256', 'sha256');
}

/** An mpint (RFC 4251 section 5) has the very bytes of an INTEGER in DER, and on P-256 at most 33. */
function readNumber(reader: SshReader): Uint8Array {
  const number = reader.readString();
  if (number.length === 0 || number.length > 33) throw wrong('a number of 1 to 33 bytes');
  return Uint8Array.of(0x02, number.length, ...number);
}

function wrong(expected: string): FormatError {
  return new FormatError('sshsig', `Expected ${expected} in the signature, found something else.`);
}

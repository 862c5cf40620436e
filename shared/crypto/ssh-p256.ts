import { sha512 } from '@noble/hashes/sha2.js';
import { toBase64 } from '../bytes/base64.ts';
import { shortestPositive } from '../bytes/big-integer.ts';
import { concatBytes } from '../bytes/concat.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { renderArmor } from './armor.ts';
import { sha256 } from './digest.ts';
import { ecdsaPointOf, signEcdsaNumbers } from './ecdsa.ts';
import { toSshString, toSshUint32 } from './ssh-wire.ts';

/** RFC 5656 section 3.1. */
const keyType = 'ecdsa-sha2-nistp256';
const curveName = 'nistp256';

/** The line that `ssh-keygen` and `allowed_signers` understand, without LF. */
export function renderSshP256PublicKey(point: Uint8Array): string {
  return `${keyType} ${toBase64(renderKeyBlob(point))}`;
}

/** `SHA256:` and the unpadded base64 digest of the wire form, as `ssh-keygen -l` prints it. */
export function toSshP256Fingerprint(point: Uint8Array): string {
  return `SHA256:${toBase64(sha256(renderKeyBlob(point))).replace(/=+$/, '')}`;
}

/** Signs for one purpose as `ssh-keygen -Y sign` does (PROTOCOL.sshsig), so that `ssh-keygen -Y verify` says yes. */
export function renderSshP256Signature(
  message: Uint8Array,
  secretKey: Uint8Array,
  namespace: string,
): Uint8Array {
  const magic = encodeUtf8('SSHSIG');
  const purpose = [toSshString(namespace), toSshString(''), toSshString('sha512')];
  const signed = concatBytes([magic, ...purpose, toSshString(sha512(message))]);
  const { r, s } = signEcdsaNumbers(signed, secretKey, 'sha256');
  const numbers = toSshString(concatBytes([toMultiplePrecision(r), toMultiplePrecision(s)]));
  const blob = concatBytes([
    magic,
    toSshUint32(1),
    toSshString(renderKeyBlob(ecdsaPointOf(secretKey, 'P-256'))),
    ...purpose,
    toSshString(concatBytes([toSshString(keyType), numbers])),
  ]);
  return encodeUtf8(renderArmor(blob, 'SSH SIGNATURE', 70));
}

function renderKeyBlob(point: Uint8Array): Uint8Array {
  return concatBytes([toSshString(keyType), toSshString(curveName), toSshString(point)]);
}

/** RFC 4251 section 5, mpint. The numbers of a signature are never zero, which would be written in no byte at all. */
function toMultiplePrecision(number: Uint8Array): Uint8Array {
  return toSshString(shortestPositive(number));
}

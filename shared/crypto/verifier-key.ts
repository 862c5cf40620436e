import { parseBase64, toBase64 } from '../bytes/base64.ts';
import { concatBytes } from '../bytes/concat.ts';
import { FormatError } from '../bytes/errors.ts';
import { toHex } from '../bytes/hex.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { sha256 } from './digest.ts';
import { publicKeyBytes } from './ed25519.ts';

/** A log's key under its name, as C2SP signed-note verifier keys carry it: `name+hash+base64(0x01 || key)`. */
export interface VerifierKey {
  readonly name: string;
  /** The 4 bytes that signature lines begin with. They find the key, they do not authenticate it. */
  readonly keyHash: Uint8Array;
  readonly publicKey: Uint8Array;
}

export const keyHashBytes = 4;

/** C2SP signed-note signature type of plain Ed25519: the only one a log signs with here (R6, R9). */
const ed25519Type = 0x01;

/** Names a public key. The key hash follows from both, so nobody can choose it. */
export function toVerifierKey(name: string, publicKey: Uint8Array): VerifierKey {
  const typedKey = concatBytes([Uint8Array.of(ed25519Type), publicKey]);
  const keyHash = sha256(concatBytes([encodeUtf8(`${name}\n`), typedKey])).slice(0, keyHashBytes);
  return { name, keyHash, publicKey };
}

/**
 * Reads the text form; the stated key hash must be the one that follows from name and key.
 * Throws FormatError `key`. Whether the key is a sound one is asked of `checkEd25519Key`.
 */
export function parseVerifierKey(text: string): VerifierKey {
  // Base64 has plus signs of its own: only the first two separate.
  const [, name = '', statedHash = '', keyText = ''] = /^([^+]*)\+([^+]*)\+(.*)$/s.exec(text) ?? [];
  if (!isKeyName(name)) throw wrong('name+hash+key with a name without spaces', text);
  const typedKey = parseBase64(keyText);
  if (typedKey === null) throw wrong('a key in base64', keyText);
  if (typedKey[0] !== ed25519Type) throw wrong('an Ed25519 key (type 01)', keyText);
  if (typedKey.length !== 1 + publicKeyBytes) throw wrong('an Ed25519 key of 32 bytes', keyText);
  const key = toVerifierKey(name, typedKey.slice(1));
  if (statedHash !== toHex(key.keyHash)) throw wrong(`the key hash ${toHex(key.keyHash)}`, statedHash);
  return key;
}

/** The text form that `parseVerifierKey` reads. */
export function renderVerifierKey(key: VerifierKey): string {
  const typedKey = concatBytes([Uint8Array.of(ed25519Type), key.publicKey]);
  return `${key.name}+${toHex(key.keyHash)}+${toBase64(typedKey)}`;
}

/** C2SP signed-note: a key name is text without Unicode spaces, plus signs and control characters, and not empty. */
export function isKeyName(name: string): boolean {
  return /^[^\p{White_Space}\p{Cc}\p{Cs}+]+$/u.test(name);
}

function wrong(expected: string, found: string): FormatError {
  return new FormatError('key', `Expected ${expected}, found ${JSON.stringify(found.slice(0, 200))}.`);
}

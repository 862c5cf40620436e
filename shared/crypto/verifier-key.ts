import { parseBase64, toBase64 } from '../bytes/base64.ts';
import { concatBytes } from '../bytes/concat.ts';
import { FormatError } from '../bytes/errors.ts';
import { toHex } from '../bytes/hex.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { sha256 } from './digest.ts';
import { publicKeyBytes } from './ed25519.ts';
import { describeNoteKeyType } from './unsupported-key.ts';

/** A key under its name, as C2SP signed-note verifier keys carry it: `name+hash+base64(type || key)`. */
export interface VerifierKey {
  readonly name: string;
  /** The 4 bytes that signature lines begin with. They find the key, they do not authenticate it. */
  readonly keyHash: Uint8Array;
  readonly publicKey: Uint8Array;
}

export const keyHashBytes = 4;

/**
 * C2SP signed-note signature types: plain Ed25519, with which a log signs, and the timestamped Ed25519 of a witness
 * (tlog-cosignature). The key hash covers the type, so a key of one kind is never found for the other (R6, R9).
 */
const typeBytes = { log: 0x01, witness: 0x04 } as const;

export type VerifierKeyKind = keyof typeof typeBytes;

/** Names a public key. The key hash follows from name, kind and key, so nobody can choose it. */
export function toVerifierKey(
  name: string,
  publicKey: Uint8Array,
  kind: VerifierKeyKind = 'log',
): VerifierKey {
  const typedKey = concatBytes([Uint8Array.of(typeBytes[kind]), publicKey]);
  const keyHash = sha256(concatBytes([encodeUtf8(`${name}\n`), typedKey])).slice(0, keyHashBytes);
  return { name, keyHash, publicKey };
}

/**
 * Reads the text form; the stated key hash must be the one that follows from name and key.
 * Throws FormatError `key`. Whether the key is a sound one is asked of `checkEd25519Key`.
 */
export function parseVerifierKey(text: string, kind: VerifierKeyKind = 'log'): VerifierKey {
  // Base64 has plus signs of its own: only the first two separate.
  const [, name = '', statedHash = '', keyText = ''] = /^([^+]*)\+([^+]*)\+(.*)$/s.exec(text) ?? [];
  if (!isKeyName(name)) throw wrong('name+hash+key with a name without spaces', text);
  const typedKey = parseBase64(keyText);
  if (typedKey === null) throw wrong('a key in base64', keyText);
  if (typedKey[0] !== typeBytes[kind]) {
    throw wrong(`an Ed25519 key (type 0${typeBytes[kind]})`, describeNoteKeyType(typedKey[0]));
  }
  if (typedKey.length !== 1 + publicKeyBytes) throw wrong('an Ed25519 key of 32 bytes', keyText);
  const key = toVerifierKey(name, typedKey.slice(1), kind);
  if (statedHash !== toHex(key.keyHash)) throw wrong(`the key hash ${toHex(key.keyHash)}`, statedHash);
  return key;
}

/** The text form that `parseVerifierKey` reads. */
export function renderVerifierKey(key: VerifierKey, kind: VerifierKeyKind = 'log'): string {
  const typedKey = concatBytes([Uint8Array.of(typeBytes[kind]), key.publicKey]);
  return `${key.name}+${toHex(key.keyHash)}+${toBase64(typedKey)}`;
}

/** C2SP signed-note: a key name is text without Unicode spaces, plus signs and control characters, and not empty. */
export function isKeyName(name: string): boolean {
  return /^[^\p{White_Space}\p{Cc}\p{Cs}+]+$/u.test(name);
}

function wrong(expected: string, found: string): FormatError {
  return new FormatError('key', `Expected ${expected}, found ${JSON.stringify(found.slice(0, 200))}.`);
}

import { gcmsiv } from '@noble/ciphers/aes.js';
import { parseBase64Url, toBase64Url } from '../bytes/base64.ts';
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';
import { nonceBytes, placeBytes } from './case-cipher.ts';

/**
 * A text in ASCII for a place that others write down, such as an address that a browser keeps. The same text gives the same answer, so
 * that two addresses can be compared: AES-GCM-SIV (RFC 8452) is made for a nonce that does not change.
 */
export function encryptText(key: Uint8Array, text: string): string {
  return toBase64Url(gcmsiv(key, nonce, place).encrypt(encodeUtf8(text)));
}

/** Null for whatever was not encrypted by this key: an address may be typed by anybody, or be of another day. */
export function decryptText(key: Uint8Array, encrypted: string): string | null {
  const bytes = parseBase64Url(encrypted);
  if (bytes === null) return null;
  try {
    return decodeUtf8(gcmsiv(key, nonce, place).decrypt(bytes));
  } catch {
    // All that the library says of a wrong tag, or of bytes that are too few.
    return null;
  }
}

const nonce = new Uint8Array(nonceBytes);
const place = placeBytes(['text']);

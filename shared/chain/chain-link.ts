import { encodeUtf8 } from '../bytes/utf8.ts';
import { sha256 } from '../crypto/digest.ts';

/**
 * R4: what entry 0 states as `prev`, `SHA-256("evb/1\n" || origin || "\n")`.
 * It binds the whole chain to its log: a segment of another log differs from its first link on.
 * Every later `prev` is the leaf digest of the line before it.
 */
export function firstLink(origin: string): Uint8Array {
  return sha256(encodeUtf8(`evb/1\n${origin}\n`));
}

import { toHex } from '../../shared/bytes/hex.ts';
import { isHeadSigned } from '../../shared/case/heads-of-case.ts';
import { sha256 } from '../../shared/crypto/digest.ts';
import type { RememberedHead } from '../../shared/trust/head-memory.ts';
import { findKeys } from '../../shared/trust/trust-store.ts';
import type { TrustedKey } from '../../shared/trust/trusted-key.ts';

/** By note and keys, for as long as the worker lives. An edited note has another digest, so it is asked about anew. */
const answers = new Map<string, boolean>();

/**
 * `isHeadSigned`, with each answer worked out once: a signature costs some milliseconds (measured), and every request
 * about a case asks about all of memory.
 */
export function isHeadSignedOnce(
  head: Pick<RememberedHead, 'origin' | 'note'>,
  keys: readonly TrustedKey[],
): boolean {
  const pinned = findKeys(keys, 'log', head.origin);
  if (pinned.length === 0) return false;
  const names = pinned.map(({ publicKey }) => publicKey).toSorted();
  const question = [toHex(sha256(head.note)), ...names].join(' ');
  const known = answers.get(question);
  if (known !== undefined) return known;
  const answer = isHeadSigned(head, keys);
  answers.set(question, answer);
  return answer;
}

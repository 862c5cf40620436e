import { tryParse } from '../bytes/try-parse.ts';
import { parseSignedNote } from '../crypto/signed-note.ts';
import { isSameHead, type RememberedHead } from '../trust/head-memory.ts';
import type { TrustedKey } from '../trust/trusted-key.ts';
import { pinnedLogKeys, signersOf } from '../verify/log-keys.ts';

/**
 * Those of the heads that were remembered in any case which count in this one: a key that is pinned here signed them.
 * What another case trusts is its own decision, so a head under a key that was pinned wrongly there says nothing here.
 * Several notes of one head, which differ in their signature lines, are one head: the one that was seen first.
 */
export function headsOfCase<Head extends RememberedHead>(
  heads: readonly Head[],
  keys: readonly TrustedKey[],
  isSigned: typeof isHeadSigned = isHeadSigned,
): readonly Head[] {
  const counted: Head[] = [];
  const inOrder = heads.toSorted((left, right) => left.firstSeenAt - right.firstSeenAt);
  for (const head of inOrder) {
    const isKnown = counted.some((each) => each.origin === head.origin && isSameHead(each, head));
    if (!isKnown && isSigned(head, keys)) counted.push(head);
  }
  return counted;
}

/** Whether one of these keys, pinned for the log of the head, signed its note. */
export function isHeadSigned(
  { origin, note }: Pick<RememberedHead, 'origin' | 'note'>,
  keys: readonly TrustedKey[],
): boolean {
  const parsed = tryParse(() => parseSignedNote(note));
  return parsed.kind === 'value' && signersOf(parsed.value, pinnedLogKeys(keys, origin)).length > 0;
}

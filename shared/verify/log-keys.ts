import { tryParse } from '../bytes/try-parse.ts';
import { checkNoteSignatures, type SignedNote } from '../crypto/signed-note.ts';
import { parseVerifierKey, toVerifierKey, type VerifierKey } from '../crypto/verifier-key.ts';
import { findKeys, readTrustedKey } from '../trust/trust-store.ts';
import type { TrustedKey } from '../trust/trusted-key.ts';

/** A pinned log key, ready to verify with. */
export interface PinnedLogKey {
  readonly trusted: TrustedKey;
  readonly verifier: VerifierKey;
}

/** The log keys that a person pinned for this origin and that no other hand has changed. */
export function pinnedLogKeys(keys: readonly TrustedKey[], origin: string): readonly PinnedLogKey[] {
  return findKeys(keys, 'log', origin).flatMap((trusted) => {
    const publicKey = readTrustedKey(trusted);
    return publicKey === null ? [] : [{ trusted, verifier: toVerifierKey(origin, publicKey) }];
  });
}

/** The pinned keys that validly signed a note; none when one of them signed it falsely (R8). */
export function signersOf(note: SignedNote, pinned: readonly PinnedLogKey[]): readonly PinnedLogKey[] {
  const { verified } = checkNoteSignatures(
    note,
    pinned.map(({ verifier }) => verifier),
  );
  return pinned.filter(({ verifier }) => verified.includes(verifier));
}

/** The key that the bundle offers, or null: it may be absent, malformed, or named after another log. */
export function readOfferedLogKey(text: string | null, origin: string): VerifierKey | null {
  if (text === null) return null;
  const parsed = tryParse(() => parseVerifierKey(text));
  return parsed.kind === 'value' && parsed.value.name === origin ? parsed.value : null;
}

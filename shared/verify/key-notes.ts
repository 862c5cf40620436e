import { roleOfMember } from '../bundle/bundle-layout.ts';
import type { BundleObservation } from '../bundle/observation.ts';
import { equalBytes } from '../bytes/equal.ts';
import { tryParse } from '../bytes/try-parse.ts';
import { checkEd25519Key } from '../crypto/ed25519.ts';
import { checkNoteSignatures, parseSignedNote, type SignedNote } from '../crypto/signed-note.ts';
import type { VerifierKey } from '../crypto/verifier-key.ts';
import { type KeyStatement, parseKeyStatement } from '../trust/key-statement.ts';
import type { KeyRevocation } from '../trust/trusted-key.ts';
import type { PinnedLogKey } from './log-keys.ts';

/** One statement about keys, and whether those signed it who must. */
export type KeyNote =
  | { readonly kind: 'unreadable'; readonly member: string; readonly reason: string }
  /** Not by a pinned key, or not by all who must. It says nothing. */
  | { readonly kind: 'unproven'; readonly member: string; readonly statement: KeyStatement }
  /** A signature line of a pinned key that is not valid (R8). */
  | { readonly kind: 'false'; readonly member: string }
  | { readonly kind: 'proven'; readonly member: string; readonly statement: KeyStatement };

export interface KeyNotes {
  readonly notes: readonly KeyNote[];
  /** More members than are read. One of them could revoke the key, so then nothing is known of it. */
  readonly unreadCount: number;
}

/** A log changes its key some times in its life. Each note costs two signature checks, which anybody could demand. */
const mostNotes = 64;

/** Reads the statements of a bundle about the keys of its log. */
export function readKeyNotes(
  { otherMembers, descriptor }: BundleObservation,
  pinned: readonly PinnedLogKey[],
): KeyNotes {
  const members = [...otherMembers].filter(([member]) => roleOfMember(member) === 'key-note');
  const notes = members
    .slice(0, mostNotes)
    .map(([member, bytes]) => readKeyNote(member, bytes, descriptor.origin, pinned));
  return { notes, unreadCount: Math.max(0, members.length - mostNotes) };
}

/** The revocations that this key itself has signed. */
export function revocationsOf({ notes }: KeyNotes, key: VerifierKey): readonly KeyRevocation[] {
  return notes.flatMap((note) => {
    if (note.kind !== 'proven' || note.statement.kind !== 'revocation') return [];
    const { key: revoked, at, reason } = note.statement;
    return equalBytes(revoked.publicKey, key.publicKey) ? [{ at, reason, by: 'the log itself' }] : [];
  });
}

function readKeyNote(
  member: string,
  bytes: Uint8Array,
  origin: string,
  pinned: readonly PinnedLogKey[],
): KeyNote {
  const parsed = tryParse(() => parseSignedNote(bytes));
  if (parsed.kind === 'error') return { kind: 'unreadable', member, reason: parsed.error.message };
  const note = parsed.value;
  const keys = pinned.map(({ verifier }) => verifier);
  // Before the text is looked at: whatever a note says, a false line under a pinned key is a forgery of it.
  if (checkNoteSignatures(note, keys).failed.length > 0) return { kind: 'false', member };
  const read = tryParse(() => parseKeyStatement(note.text));
  if (read.kind === 'error') return { kind: 'unreadable', member, reason: read.error.message };
  const statement = read.value;
  const isProven = statement.origin === origin && isSignedByAll(note, statement, keys);
  return { kind: isProven ? 'proven' : 'unproven', member, statement };
}

/** The key that speaks must be pinned; a new key must sign as well, or somebody could be given a key that is not theirs. */
function isSignedByAll(note: SignedNote, statement: KeyStatement, pinned: readonly VerifierKey[]): boolean {
  const speaker = statement.kind === 'rotation' ? statement.from : statement.key;
  if (!pinned.some(({ publicKey }) => equalBytes(publicKey, speaker.publicKey))) return false;
  const signers = statement.kind === 'rotation' ? [statement.from, statement.to] : [statement.key];
  if (signers.some(({ publicKey }) => checkEd25519Key(publicKey) !== null)) return false;
  return checkNoteSignatures(note, signers).verified.length === signers.length;
}

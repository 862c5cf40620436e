import type { SignedNote } from '../../crypto/signed-note.ts';
import { checkNoteSignatures } from '../../crypto/signed-note.ts';
import type { VerifierKey } from '../../crypto/verifier-key.ts';

/** Whose a checkpoint is. Only `trusted` says that a key signed it which a person named for this log. */
export type CheckpointSigner = 'trusted' | 'untrusted' | 'unsigned' | 'false';

/** C2SP tlog-checkpoint: the log signs under its origin. A signature by anybody else says nothing of the log. */
export function readCheckpointSigner(
  note: SignedNote,
  origin: string,
  logKeys: readonly VerifierKey[],
): CheckpointSigner {
  if (!note.signatures.some(({ name }) => name === origin)) return 'unsigned';
  const keys = logKeys.filter(({ name }) => name === origin);
  const { verified, failed } = checkNoteSignatures(note, keys);
  if (failed.length > 0) return 'false';
  return verified.length === 0 ? 'untrusted' : 'trusted';
}

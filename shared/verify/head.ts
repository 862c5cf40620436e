import { roleOfMember } from '../bundle/bundle-layout.ts';
import type { BundleObservation } from '../bundle/observation.ts';
import { derivedOnce } from '../bytes/derived-once.ts';
import { asFormatError, FormatError } from '../bytes/errors.ts';
import { type Checkpoint, parseCheckpoint } from '../chain/checkpoint.ts';
import { parseSignedNote, type SignedNote } from '../crypto/signed-note.ts';

/** One checkpoint member that could be read. Whether it is signed is not said here. */
export interface ReadCheckpoint {
  readonly member: string;
  readonly note: SignedNote;
  /** The member as it lies there. */
  readonly bytes: Uint8Array;
  readonly checkpoint: Checkpoint;
}

/** What the bundle states about the size and the root of its log. */
export interface Head {
  /** Ascending by size. The last one is the head. */
  readonly checkpoints: readonly ReadCheckpoint[];
  readonly unreadable: readonly { readonly member: string; readonly reason: string }[];
}

/** Reads all checkpoint members; one that cannot be read is a reason, not an exception. */
export const readHead = derivedOnce((observation: BundleObservation): Head => {
  const checkpoints: ReadCheckpoint[] = [];
  const unreadable: { member: string; reason: string }[] = [];
  for (const [member, bytes] of observation.otherMembers) {
    if (roleOfMember(member) !== 'checkpoint') continue;
    try {
      checkpoints.push(readCheckpoint(member, bytes));
    } catch (error) {
      unreadable.push({ member, reason: asFormatError(error).message });
    }
  }
  return { checkpoints: checkpoints.toSorted((left, right) => sizeOf(left) - sizeOf(right)), unreadable };
});

function readCheckpoint(member: string, bytes: Uint8Array): ReadCheckpoint {
  const note = parseSignedNote(bytes);
  const checkpoint = parseCheckpoint(note.text);
  // The tree is compared at the size in the name, so a name that lies would compare nothing.
  if (member !== `data/checkpoints/${checkpoint.size}.note`) {
    throw new FormatError('checkpoint', `The checkpoint in ${member} is for size ${checkpoint.size}.`, {
      member,
    });
  }
  return { member, note, bytes, checkpoint };
}

function sizeOf({ checkpoint }: ReadCheckpoint): number {
  return checkpoint.size;
}

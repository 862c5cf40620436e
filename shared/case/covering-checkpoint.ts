import { roleOfMember } from '../bundle/bundle-layout.ts';
import type { Descriptor } from '../bundle/descriptor.ts';
import { toBase64 } from '../bytes/base64.ts';
import { asFormatError } from '../bytes/errors.ts';
import { parseCheckpoint } from '../chain/checkpoint.ts';
import type { CheckpointSigner, CoveringCheckpoint } from '../contract/entry-protocol.ts';
import { checkNoteSignatures, parseSignedNote, type SignedNote } from '../crypto/signed-note.ts';
import { renderVerifierKey } from '../crypto/verifier-key.ts';
import { fingerprintOf } from '../trust/fingerprint.ts';
import type { TrustedKey } from '../trust/trusted-key.ts';
import { pinnedLogKeys, readOfferedLogKey } from '../verify/log-keys.ts';

interface CoverOrder {
  readonly descriptor: Descriptor;
  /** Paths of all members of the bundle. */
  readonly paths: readonly string[];
  /** Place of the line in the log. */
  readonly index: number;
  /** Just behind the last line that the bundle holds. */
  readonly end: number;
  readonly keys: readonly TrustedKey[];
  read(path: string): Promise<Uint8Array>;
}

/** The newest checkpoint that covers a line and that the lines of the bundle reach, and by whom it is signed. */
export async function coveringCheckpoint(order: CoverOrder): Promise<CoveringCheckpoint> {
  const sizes = order.paths.filter((path) => roleOfMember(path) === 'checkpoint').map(sizeInName);
  if (sizes.length === 0) return { kind: 'none' };
  const covering = sizes.filter((size) => size > order.index);
  if (covering.length === 0) return { kind: 'behind' };
  const size = Math.max(...covering.filter((each) => each <= order.end));
  if (size === Number.NEGATIVE_INFINITY) return { kind: 'cut-off' };
  const member = `data/checkpoints/${size}.note`;
  try {
    const note = parseSignedNote(await order.read(member));
    const checkpoint = parseCheckpoint(note.text);
    if (checkpoint.size !== size) {
      return { kind: 'unreadable', member, reason: `It is for size ${checkpoint.size}.` };
    }
    const { origin } = checkpoint;
    const root = toBase64(checkpoint.root);
    return { kind: 'found', member, origin, size, root, signer: signerOf(note, order) };
  } catch (error) {
    return { kind: 'unreadable', member, reason: asFormatError(error).message };
  }
}

/** As the check of the log's signature decides, for this one checkpoint; whether a key counts at a time is not asked here. */
function signerOf(note: SignedNote, { descriptor, keys }: CoverOrder): CheckpointSigner {
  const { origin, offeredLogKey } = descriptor;
  if (note.signatures.every(({ name }) => name !== origin)) return { kind: 'unsigned' };
  const pinned = pinnedLogKeys(keys, origin);
  const byPinned = checkNoteSignatures(
    note,
    pinned.map(({ verifier }) => verifier),
  );
  if (byPinned.failed.length > 0) return { kind: 'false', whose: 'pinned' };
  const signer = pinned.find(({ verifier }) => byPinned.verified.includes(verifier));
  if (signer !== undefined) return { kind: 'pinned', key: signer.trusted };
  const offered = readOfferedLogKey(offeredLogKey, origin);
  if (offered === null) return { kind: 'unknown' };
  const byOffered = checkNoteSignatures(note, [offered]);
  if (byOffered.failed.length > 0) return { kind: 'false', whose: 'offered' };
  if (byOffered.verified.length === 0) return { kind: 'unknown' };
  const publicKey = renderVerifierKey(offered);
  return { kind: 'offered', publicKey, fingerprint: fingerprintOf(publicKey, 'log') };
}

function sizeInName(path: string): number {
  return Number(path.slice('data/checkpoints/'.length, -'.note'.length));
}

import type { HostBridge } from '../../shared/contract/host-bridge.ts';
import { savePieceBytes } from '../../shared/contract/host-save.ts';

/**
 * Hands a file over to the program around the window, which writes it: of a case of gigabytes, one piece is in memory. Resolves to
 * false when the person cancels; throws when anything fails, and then nothing of it is left.
 */
export async function saveInPieces(
  bridge: Pick<HostBridge, 'save'>,
  name: string,
  blob: Blob,
  pieceBytes: number = savePieceBytes,
): Promise<boolean> {
  const save = await bridge.save({ kind: 'begin', name });
  if (save === null) return false;
  try {
    for (let at = 0; at < blob.size; at += pieceBytes) {
      const bytes = new Uint8Array(await blob.slice(at, at + pieceBytes).arrayBuffer());
      await bridge.save({ kind: 'append', save, bytes });
    }
    await bridge.save({ kind: 'finish', save, size: blob.size });
  } catch (thrown) {
    // A blob that cannot be read any more ends it here; what main refused is over there already.
    await bridge.save({ kind: 'drop', save }).catch(() => undefined);
    throw thrown;
  }
  return true;
}

import type { ByteSource } from '../../shared/bytes/byte-source.ts';
import { FormatError } from '../../shared/bytes/errors.ts';
import { toHex } from '../../shared/bytes/hex.ts';
import { readSlices } from '../../shared/bytes/slices.ts';
import type { FileFacts } from '../../shared/case/receipt.ts';
import type { Pace } from './pace.ts';
import { workerDigests } from './worker-digests.ts';

/** A larger slice reads no faster, a smaller one costs a round trip to the browser process more often. */
const sliceBytes = 8 * 1024 * 1024;

/**
 * Digests the delivered file as it is, before anything in it is parsed: what the receipt says of it
 * holds even when it turns out not to be a bundle. Throws FormatError `empty` for a file without bytes.
 */
export async function digestArrival(source: ByteSource, pace: Pace): Promise<FileFacts> {
  if (source.size === 0) throw new FormatError('empty', 'The file has 0 bytes.');
  const digest = workerDigests.createSha256();
  let done = 0;
  for await (const slice of readSlices(source, 0, source.size, sliceBytes)) {
    // One slice at once would keep a cancel waiting on a slow machine.
    for (let at = 0; at < slice.length; at += sliceBytes / 8) {
      digest.update(slice.subarray(at, at + sliceBytes / 8));
      await pace.step();
    }
    done += slice.length;
    pace.report({ stage: 'reading', bytesDone: done, bytesTotal: source.size, entries: 0 });
  }
  return { fileName: source.name, fileBytes: source.size, fileSha256: toHex(digest.digest()) };
}

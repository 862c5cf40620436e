/** Chunks are handed to the platform, which keeps a large file on the disk, in pieces of this size. */
const pieceBytes = 8 * 1024 * 1024;

/** A file of the platform from chunks as they come: of a case of gigabytes, one piece at a time is in memory. */
export async function toPlatformFile(
  name: string,
  chunks: AsyncIterable<Uint8Array>,
  type = 'application/zip',
): Promise<File> {
  const pieces: Blob[] = [];
  let held: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    held.push(new Uint8Array(chunk));
    bytes += chunk.length;
    if (bytes < pieceBytes) continue;
    pieces.push(new Blob(held));
    held = [];
    bytes = 0;
  }
  return new File([...pieces, ...held], name, { type });
}

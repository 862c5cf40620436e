import { roleOfMember } from '../../shared/bundle/bundle-layout.ts';
import type { BundleMember } from '../../shared/bundle/bundle-source.ts';
import type { ByteCount } from '../../shared/bytes/units.ts';
import { StorageFullError } from './storage-full.ts';
import type { WorkerPlatform } from './worker-platform.ts';

/**
 * How many bytes of a log one entry is taken for, and what the index keeps of it. Nobody knows the entries before they are
 * read: 400 bytes is what an entry of the bench's access log takes, and 90 a little more than its index was measured at.
 */
const bytesOfAnEntry = 400;
const indexBytesOfAnEntry = 90;
/** Asking costs a message to the browser process. */
const askEveryMillis = 1_000;

type Room = Pick<WorkerPlatform, 'storageRoom' | 'elapsed'>;

/** What the index of so many bytes of log is expected to take. */
export function expectedIndexBytes(logBytes: ByteCount): ByteCount {
  return Math.ceil(logBytes / bytesOfAnEntry) * indexBytesOfAnEntry;
}

/**
 * Throws StorageFullError when the file and its index have no room. The first question comes before a byte is read and
 * takes the file for a log as it is; in a ZIP that is compressed more may come of it, which the second question knows.
 */
export async function requireRoom(
  fileBytes: ByteCount,
  platform: Pick<Room, 'storageRoom'>,
  logBytes: ByteCount = fileBytes,
): Promise<void> {
  await requireBytes(fileBytes, expectedIndexBytes(logBytes), platform);
}

/** Bytes of log that the members will be once they are read. */
export function logBytesOf(members: readonly BundleMember[]): ByteCount {
  return members.reduce((sum, { path, size }) => (roleOfMember(path) === 'segment' ? sum + size : sum), 0);
}

/** Asks on the way, at most once a second, whether what the index still needs is still there: others write as well. */
export function watchRoom(
  platform: Room,
  expectedBytes: ByteCount,
): (writtenBytes: ByteCount) => Promise<void> {
  let askedAt = platform.elapsed();
  return async (writtenBytes) => {
    const now = platform.elapsed();
    if (now - askedAt < askEveryMillis) return;
    askedAt = now;
    await requireBytes(0, Math.max(0, expectedBytes - writtenBytes), platform);
  };
}

async function requireBytes(
  fileBytes: ByteCount,
  indexBytes: ByteCount,
  platform: Pick<Room, 'storageRoom'>,
): Promise<void> {
  const room = await platform.storageRoom();
  // Where the runtime does not tell, a write that has no room fails and says so.
  if (room === null || room.availableBytes >= fileBytes + indexBytes) return;
  const parts = [
    ...(fileBytes > 0 ? [`${inWords(fileBytes)} for the file`] : []),
    `about ${inWords(indexBytes)} for ${fileBytes > 0 ? 'its index' : 'the rest of its index'}`,
  ];
  throw new StorageFullError(
    `There is not enough room for this bundle: ${inWords(fileBytes + indexBytes)} bytes are needed, ` +
      `${inWords(room.availableBytes)} bytes are available. ` +
      `Needed are ${parts.join(' and ')}, which is estimated at ${indexBytesOfAnEntry} bytes for each ` +
      `${bytesOfAnEntry} bytes of log. Nothing was stored.`,
  );
}

function inWords(bytes: ByteCount): string {
  return bytes.toLocaleString('en-US');
}

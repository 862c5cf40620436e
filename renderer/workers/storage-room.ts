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
  const indexBytes = expectedIndexBytes(logBytes);
  const available = await availableBytes(platform);
  if (available !== null && available < fileBytes + indexBytes)
    throw noRoom(fileBytes, indexBytes, available);
}

/** Bytes of log that the members will be once they are read. */
export function logBytesOf(members: readonly BundleMember[]): ByteCount {
  return members.reduce((sum, { path, size }) => (roleOfMember(path) === 'segment' ? sum + size : sum), 0);
}

/**
 * Asks on the way, at most once a second, whether what the index still needs is still there: others write as well. The
 * refusal names what the bundle needs as a whole, because what was written of it is removed.
 */
export function watchRoom(
  platform: Room,
  fileBytes: ByteCount,
  indexBytes: ByteCount,
): (writtenBytes: ByteCount) => Promise<void> {
  let askedAt = platform.elapsed();
  return async (writtenBytes) => {
    const now = platform.elapsed();
    if (now - askedAt < askEveryMillis) return;
    askedAt = now;
    const available = await availableBytes(platform);
    if (available !== null && available < indexBytes - writtenBytes) {
      throw noRoom(fileBytes, indexBytes, available);
    }
  };
}

/** Null where the browser does not tell: then a write that has no room fails and says so. */
async function availableBytes(platform: Pick<Room, 'storageRoom'>): Promise<ByteCount | null> {
  return (await platform.storageRoom())?.availableBytes ?? null;
}

function noRoom(fileBytes: ByteCount, indexBytes: ByteCount, available: ByteCount): StorageFullError {
  return new StorageFullError(
    `There is not enough room for this bundle: about ${inWords(fileBytes + indexBytes)} bytes are needed, ` +
      `${inWords(available)} bytes are available. ` +
      `Needed are ${inWords(fileBytes)} for the file and about ${inWords(indexBytes)} for its index, which is estimated ` +
      `at ${indexBytesOfAnEntry} bytes for each ${bytesOfAnEntry} bytes of log. Nothing was stored.`,
  );
}

function inWords(bytes: ByteCount): string {
  return bytes.toLocaleString('en-US');
}

import { BugError } from '../bytes/errors.ts';
import { toHex } from '../bytes/hex.ts';
import type { ByteCount, DigestHex } from '../bytes/units.ts';
import { type DigestEngine, sha256 } from '../crypto/digest.ts';

/** One file of a bag on its way out. Its chunks are read once, to the end, before the next member is asked for. */
export interface OutgoingMember {
  readonly path: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Files of a bag with their digests, gathered while they stream past. */
export interface BagTally {
  /** Wraps a file so that its digest is known once it has been read. */
  add(path: string, chunks: AsyncIterable<Uint8Array>): OutgoingMember;
  readonly files: ReadonlyMap<string, DigestHex>;
  readonly bytes: ByteCount;
}

/** Starts with no file. Asking for the files while one is unread is our own mistake and throws BugError. */
export function createBagTally({ createSha256 }: DigestEngine): BagTally {
  const files = new Map<string, DigestHex>();
  let bytes = 0;
  let unread: string | null = null;
  const assertRead = (): void => {
    if (unread !== null) throw new BugError(`The member ${unread} was not read to its end.`);
  };

  async function* digested(path: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const digest = createSha256();
    for await (const chunk of chunks) {
      digest.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
    files.set(path, toHex(digest.digest()));
    unread = null;
  }

  return {
    add(path, chunks) {
      assertRead();
      unread = path;
      return { path, chunks: digested(path, chunks) };
    },
    get files() {
      assertRead();
      return files;
    },
    get bytes() {
      assertRead();
      return bytes;
    },
  };
}

/** RFC 8493 section 2.1.1: the two lines that make a directory a bag. */
export const bagDeclaration = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/** RFC 8493 section 2.2.2. The date is that of the last entry: writing a bundle twice gives the same bytes. */
export function renderBagInfo(origin: string, lastDate: string | null, payload: BagTally): string {
  const date = lastDate === null ? '' : `Bagging-Date: ${lastDate}\n`;
  return `External-Identifier: ${origin}\n${date}Payload-Oxum: ${payload.bytes}.${payload.files.size}\n`;
}

/** RFC 8493 section 2.1.3, as `sha256sum` prints it and in the order of the paths. */
export function renderBagManifest(files: ReadonlyMap<string, DigestHex>): string {
  const paths = [...files.keys()].toSorted((left, right) => (left < right ? -1 : 1));
  return paths.map((path) => `${files.get(path)}  ${path}\n`).join('');
}

/** The digest of a file that is at hand as a whole, as manifests spell it. */
export function toManifestDigest(bytes: Uint8Array): DigestHex {
  return toHex(sha256(bytes));
}

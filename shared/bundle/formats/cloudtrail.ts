import { type InflateMember, readGzipMembers } from '../../archive/gzip-framing.ts';
import { asFormatError } from '../../bytes/errors.ts';
import { toHex } from '../../bytes/hex.ts';
import type { Limits } from '../../bytes/limits.ts';
import type { DigestHex } from '../../bytes/units.ts';
import { sha256 } from '../../crypto/digest.ts';
import type { BundleSource } from '../bundle-source.ts';
import { type CloudtrailDigest, parseCloudtrailDigest, parseDigestMetadata } from './cloudtrail-digest.ts';
import type { OnProgress } from './digest-member.ts';
import { readMember, type UnreadableMember } from './read-member.ts';

/** One gzip file, inflated: the digest of its first member, which is all that CloudTrail's own tool reads. */
interface ReadFile {
  readonly digest: DigestHex;
  /** A second member behind the first: content that was appended. */
  readonly isAppendedTo: boolean;
}

export interface DigestFile extends ReadFile {
  readonly member: string;
  readonly content: CloudtrailDigest;
  /** From the file beside it that holds the metadata of the object, if there is one. */
  readonly metadataSignature: string | null;
  readonly isBackfill: boolean;
}

/** What a folder that mirrors the layout of S3 holds of CloudTrail. Decides nothing. */
export interface CloudtrailObservation {
  readonly digests: readonly DigestFile[];
  /** Every other gzip file. */
  readonly logs: ReadonlyMap<string, ReadFile>;
  readonly unreadable: readonly UnreadableMember[];
  /** Members that are neither: nothing here reads them. */
  readonly others: readonly string[];
}

const digestName = /(?:^|\/)AWSLogs\/.*\/CloudTrail-Digest\/.*\/[^/]*_CloudTrail-Digest_[^/]*\.json\.gz$/;
const metadataEnding = '.metadata.json';

/** True for the path of a digest file in the layout that CloudTrail writes. */
export function isCloudtrailDigestPath(path: string): boolean {
  return digestName.test(path);
}

/** Reads all digest files and log files. A file that cannot be read is kept as such, with its reason. */
export async function observeCloudtrail(
  source: BundleSource,
  inflate: InflateMember,
  limits: Limits,
  onProgress: OnProgress,
): Promise<CloudtrailObservation> {
  const digests: DigestFile[] = [];
  const logs = new Map<string, ReadFile>();
  const unreadable: UnreadableMember[] = [];
  const others: string[] = [];
  const paths = new Set(source.members.map(({ path }) => path));
  for (const path of paths) {
    await onProgress();
    try {
      if (isCloudtrailDigestPath(path)) {
        const { plain, ...file } = await readGzip(source, path, inflate, limits.smallMemberBytes);
        const beside = path + metadataEnding;
        digests.push({
          ...file,
          member: path,
          content: parseCloudtrailDigest(plain),
          metadataSignature: paths.has(beside)
            ? parseDigestMetadata(await readMember(source, beside, limits))
            : null,
          isBackfill: path.endsWith('_backfill.json.gz'),
        });
      } else if (path.endsWith('.gz')) {
        const { plain: _, ...file } = await readGzip(source, path, inflate, limits.otherMembersBytes);
        logs.set(path, file);
      } else if (!isMetadataOfDigest(path)) others.push(path);
    } catch (error) {
      unreadable.push({ member: path, error: asFormatError(error) });
    }
  }
  return { digests, logs, unreadable, others };
}

function isMetadataOfDigest(path: string): boolean {
  return path.endsWith(metadataEnding) && isCloudtrailDigestPath(path.slice(0, -metadataEnding.length));
}

async function readGzip(
  source: BundleSource,
  path: string,
  inflate: InflateMember,
  maxBytes: number,
): Promise<ReadFile & { readonly plain: Uint8Array }> {
  const bytes = await readMember(source, path, { smallMemberBytes: maxBytes });
  const [{ plain }, ...more] = readGzipMembers(bytes, inflate, maxBytes);
  return { plain, digest: toHex(sha256(plain)), isAppendedTo: more.length > 0 };
}

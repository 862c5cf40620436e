import type { CloudtrailObservation, DigestFile } from '../../bundle/formats/cloudtrail.ts';
import type { S3Name } from '../../bundle/formats/cloudtrail-digest.ts';

/** One digest file with its neighbours in the chain of its trail. */
export interface LinkedDigest {
  readonly file: DigestFile;
  /** The digest file that names this one as its previous one. */
  readonly next: DigestFile | null;
  /** The one before it in time that lies in the folder, linked or not. */
  readonly olderInTime: DigestFile | null;
}

/** Puts the digest files of each trail in the order of their times, and finds who names whom. */
export function linkDigests({ digests }: CloudtrailObservation): readonly LinkedDigest[] {
  const nextOf = new Map<string, DigestFile>();
  for (const file of digests) {
    const { previous } = file.content;
    if (previous !== null) nextOf.set(toText(previous), file);
  }
  const trails = new Map<string, DigestFile[]>();
  for (const file of digests) {
    const trail = trailOf(file.content.name);
    trails.set(trail, [...(trails.get(trail) ?? []), file]);
  }
  return [...trails.values()].flatMap((trail) => {
    const inTime = trail.toSorted((left, right) => compare(left.content.endTime, right.content.endTime));
    return inTime.map((file, index) => ({
      file,
      next: nextOf.get(toText(file.content.name)) ?? null,
      olderInTime: inTime[index - 1] ?? null,
    }));
  });
}

/** A folder mirrors one bucket, or holds a folder for each. */
export function pathsOf({ bucket, key }: S3Name): readonly string[] {
  return [key, `${bucket}/${key}`];
}

export function isSameObject(left: S3Name, right: S3Name): boolean {
  return left.bucket === right.bucket && left.key === right.key;
}

/** Everything before the date folders, and the name of the trail up to its time: what the digests of a trail share. */
function trailOf({ bucket, key }: S3Name): string {
  const nameAt = key.lastIndexOf('/') + 1;
  // Each pattern is held at one end: a key of megabytes must not be searched from each of its places.
  const folder = key.slice(0, nameAt).replace(/\d{4}\/\d{2}\/\d{2}\/$/, '');
  const name = key.slice(nameAt).replace(/^(.*)_\d{8}T\d{6}Z/s, '$1');
  return `${bucket}/${folder}${name}`;
}

function toText({ bucket, key }: S3Name): string {
  return `${bucket}/${key}`;
}

/** Times in one spelling of UTC sort as text. */
function compare(left: string, right: string): number {
  return Number(left > right) - Number(left < right);
}

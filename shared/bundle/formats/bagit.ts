import { asFormatError } from '../../bytes/errors.ts';
import type { Limits } from '../../bytes/limits.ts';
import type { DigestHex } from '../../bytes/units.ts';
import type { BundleSource } from '../bundle-source.ts';
import {
  type BagDeclaration,
  parseBagDeclaration,
  parseFetchList,
  parseTagManifest,
  readTagValues,
} from './bag-tag-files.ts';
import { type DigestAlgorithm, digestAlgorithmOf } from './digest-algorithm.ts';
import { digestMember, type MemberDigests, type OnProgress } from './digest-member.ts';
import { readMember, type UnreadableMember } from './read-member.ts';
import { decodeTagText } from './tag-text.ts';

export interface BagManifest {
  readonly member: string;
  readonly covers: 'payload' | 'tags';
  /** As the name of the manifest spells it. */
  readonly algorithmName: string;
  /** Null when it is not known here: nothing can be said about what such a manifest states. */
  readonly algorithm: DigestAlgorithm | null;
  readonly claimedDigests: ReadonlyMap<string, DigestHex>;
}

/** What a bag states and what its bytes are, side by side. Decides nothing. */
export interface BagObservation {
  readonly declaration: BagDeclaration;
  readonly manifests: readonly BagManifest[];
  /** Tag files that could not be read, each with its reason. */
  readonly unreadable: readonly UnreadableMember[];
  readonly claimedOxums: readonly string[];
  /** Payload paths that `fetch.txt` says are to be found elsewhere. */
  readonly fetched: readonly string[];
  /** Of every member, in the algorithms that a manifest states for it. */
  readonly members: ReadonlyMap<string, MemberDigests>;
}

export const payloadFolder = 'data/';

/** Reads a bag once, RFC 8493 and its drafts. Throws FormatError when there is no declaration that can be read. */
export async function observeBag(
  source: BundleSource,
  limits: Limits,
  onProgress: OnProgress,
): Promise<BagObservation> {
  const declaration = parseBagDeclaration(await readMember(source, 'bagit.txt', limits));
  const { version, encoding } = declaration;
  const unreadable: UnreadableMember[] = [];
  const readTags = async <Value>(path: string, empty: Value, parse: (text: string) => Value) => {
    if (!source.members.some((member) => member.path === path)) return empty;
    try {
      return parse(decodeTagText(await readMember(source, path, limits), encoding, path));
    } catch (error) {
      unreadable.push({ member: path, error: asFormatError(error) });
      return empty;
    }
  };
  const manifests: BagManifest[] = [];
  for (const { path } of source.members) {
    const [, tag, algorithmName] = /^(tag)?manifest-([A-Za-z0-9-]+)\.txt$/.exec(path) ?? [];
    if (algorithmName === undefined) continue;
    const empty: ReadonlyMap<string, DigestHex> = new Map();
    manifests.push({
      member: path,
      covers: tag === undefined ? 'payload' : 'tags',
      algorithmName,
      algorithm: digestAlgorithmOf(algorithmName),
      claimedDigests: await readTags(path, empty, (text) => parseTagManifest(text, path, version, limits)),
    });
  }
  return {
    declaration,
    manifests,
    claimedOxums: await readTags<readonly string[]>('bag-info.txt', [], (text) =>
      readTagValues(text, 'Payload-Oxum', limits),
    ),
    fetched: await readTags<readonly string[]>('fetch.txt', [], (text) =>
      parseFetchList(text, version, limits),
    ),
    members: await digestMembers(source, manifests, onProgress),
    unreadable,
  };
}

async function digestMembers(
  source: BundleSource,
  manifests: readonly BagManifest[],
  onProgress: OnProgress,
): Promise<ReadonlyMap<string, MemberDigests>> {
  const members = new Map<string, MemberDigests>();
  for (const { path } of source.members) {
    const algorithms = new Set<DigestAlgorithm>();
    for (const { algorithm, claimedDigests } of manifests) {
      if (algorithm !== null && claimedDigests.has(path)) algorithms.add(algorithm);
    }
    members.set(path, await digestMember(source, path, [...algorithms], onProgress));
  }
  return members;
}

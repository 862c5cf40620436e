import type { Limits } from '../../bytes/limits.ts';
import { decodeUtf8 } from '../../bytes/utf8.ts';
import type { BundleSource } from '../bundle-source.ts';
import { type DigestAlgorithm, digestAlgorithmOf } from './digest-algorithm.ts';
import { type DigestListLines, parseDigestList } from './digest-list-lines.ts';
import { digestMember, type MemberDigests, type OnProgress } from './digest-member.ts';
import { readMember } from './read-member.ts';

/** A file that stands beside a list under its name and an ending that signatures have. */
export interface ListSignature {
  readonly member: string;
  readonly bytes: Uint8Array;
}

export interface DigestList extends DigestListLines {
  readonly member: string;
  readonly bytes: Uint8Array;
  readonly signatures: readonly ListSignature[];
}

/** What a folder with lists of digests states and what its bytes are, side by side. Decides nothing. */
export interface DigestListObservation {
  readonly lists: readonly DigestList[];
  readonly members: ReadonlyMap<string, MemberDigests>;
}

const signatureEndings = ['.sig', '.minisig', '.asc', '.gpg', '.sshsig', '.sign', '.signature'] as const;
const families = 'md5|sha1|sha224|sha256|sha384|sha512|b2';
const listNames: readonly RegExp[] = [
  new RegExp(`^(${families})sums?(?:\\.txt)?$`, 'i'),
  new RegExp(`^[^/]+\\.(${families})(?:sums?)?$`, 'i'),
  /^checksums?(?:\.txt)?$/i,
];

/** True for a file at the top of a folder whose name says that it lists digests. */
export function isDigestListName(path: string): boolean {
  return listNames.some((pattern) => pattern.test(path));
}

/** Reads all lists at the top of a folder, and every file once. Throws FormatError when a list is no text. */
export async function observeDigestLists(
  source: BundleSource,
  limits: Limits,
  onProgress: OnProgress,
): Promise<DigestListObservation> {
  const lists: DigestList[] = [];
  for (const { path } of source.members) {
    if (isDigestListName(path)) lists.push(await readList(source, path, limits));
  }
  const wanted = new Map<string, Set<DigestAlgorithm>>();
  for (const { path, algorithm } of lists.flatMap(({ entries }) => entries)) {
    wanted.set(path, (wanted.get(path) ?? new Set()).add(algorithm));
  }
  const members = new Map<string, MemberDigests>();
  for (const { path } of source.members) {
    members.set(path, await digestMember(source, path, [...(wanted.get(path) ?? [])], onProgress));
  }
  return { lists, members };
}

async function readList(source: BundleSource, member: string, limits: Limits): Promise<DigestList> {
  const bytes = await readMember(source, member, limits);
  const lines = parseDigestList(decodeUtf8(bytes, { member }), algorithmIn(member), limits);
  const signatures: ListSignature[] = [];
  for (const ending of signatureEndings) {
    const beside = member + ending;
    if (!source.members.some(({ path }) => path === beside)) continue;
    signatures.push({ member: beside, bytes: await readMember(source, beside, limits) });
  }
  return { member, bytes, signatures, ...lines };
}

function algorithmIn(member: string): DigestAlgorithm | null {
  const family = listNames.flatMap((pattern) => pattern.exec(member)?.[1] ?? [])[0] ?? '';
  return digestAlgorithmOf(family.toLowerCase() === 'b2' ? 'blake2b' : family);
}

/** What a member of an EVB/1 bundle is, by its path alone. docs/format.md lists the same paths. */
export type MemberRole =
  | 'bag-declaration'
  | 'bag-info'
  | 'manifest'
  | 'tag-manifest'
  | 'packer-signature'
  | 'time-stamp'
  | 'descriptor'
  | 'checkpoint'
  | 'segment'
  | 'disclosures'
  | 'key-note'
  | 'attachment'
  | 'provenance';

export const memberPaths = {
  bagDeclaration: 'bagit.txt',
  bagInfo: 'bag-info.txt',
  manifest: 'manifest-sha256.txt',
  tagManifest: 'tagmanifest-sha256.txt',
  packerSignature: 'tagmanifest-sha256.txt.sig',
  timeStamp: 'tagmanifest-sha256.txt.sig.tsr',
  descriptor: 'data/bundle.json',
} as const;

const fixed: ReadonlyMap<string, MemberRole> = new Map([
  [memberPaths.bagDeclaration, 'bag-declaration'],
  [memberPaths.bagInfo, 'bag-info'],
  [memberPaths.manifest, 'manifest'],
  [memberPaths.tagManifest, 'tag-manifest'],
  [memberPaths.packerSignature, 'packer-signature'],
  [memberPaths.timeStamp, 'time-stamp'],
  [memberPaths.descriptor, 'descriptor'],
]);

const patterns: readonly (readonly [RegExp, MemberRole])[] = [
  [/^data\/checkpoints\/(?:0|[1-9][0-9]{0,15})\.note$/, 'checkpoint'],
  [/^data\/segments\/[0-9]{12}\.ndjson$/, 'segment'],
  [/^data\/disclosures\/[0-9]{12}\.ndjson$/, 'disclosures'],
  [/^data\/keys\/[^/]+\.note$/, 'key-note'],
  [/^data\/attachments\/[0-9a-f]{64}$/, 'attachment'],
  [/^data\/provenance\/.+$/, 'provenance'],
];

/** Null for a path that has no place in the format: such a member could carry anything, so the bundle is refused. */
export function roleOfMember(path: string): MemberRole | null {
  return fixed.get(path) ?? patterns.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}

/** The first seq that the name of a segment or disclosure member states. */
export function firstSeqOfMember(path: string): number {
  return Number(path.slice(path.lastIndexOf('/') + 1, -'.ndjson'.length));
}

/** The segments, in the order of what their names state. */
export function segmentsInOrder<Member extends { readonly path: string }>(
  members: readonly Member[],
): readonly Member[] {
  // Twelve digits each, so that the order of the text is the order of the numbers.
  return members
    .filter(({ path }) => roleOfMember(path) === 'segment')
    .toSorted((left, right) => (left.path < right.path ? -1 : 1));
}

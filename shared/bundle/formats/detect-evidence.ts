import { memberPaths } from '../bundle-layout.ts';
import type { BundleSource } from '../bundle-source.ts';

/** The worlds beside EVB whose evidence can be read, from the most to the least particular. */
export type EvidenceKind = 'bagit';

/**
 * Says by the names of the members alone what a source is; null for an EVB bundle and for what nobody here knows.
 * An EVB bundle is a bag as well: its descriptor decides, so that nothing can be checked by the laxer rules.
 */
export function detectEvidence({ members }: Pick<BundleSource, 'members'>): EvidenceKind | null {
  const has = (path: string) => members.some((member) => member.path === path);
  if (has(memberPaths.descriptor)) return null;
  if (has('bagit.txt')) return 'bagit';
  return null;
}

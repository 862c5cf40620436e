import { memberPaths } from '../bundle-layout.ts';
import type { BundleSource } from '../bundle-source.ts';
import { isCloudtrailDigestPath } from './cloudtrail.ts';
import { isDigestListName } from './digest-list.ts';
import { type StatementKind, statementKindOf } from './statement-names.ts';
import { parseTilePath } from './tile-paths.ts';
import { checkpointPath } from './tlog-tiles.ts';

/** The worlds beside EVB whose evidence can be read, from the most to the least particular. */
type EvidenceKind = 'bagit' | 'cloudtrail' | 'tiles' | 'digest-list' | StatementKind;

/**
 * Says by the names of the members alone what a source is; null for an EVB bundle and for what nobody here knows.
 * An EVB bundle is a bag as well: whatever has its parts is left to its rules, so that taking a member out of one cannot
 * have the rest checked by laxer ones.
 */
export function detectEvidence({ members }: Pick<BundleSource, 'members'>): EvidenceKind | null {
  const has = (isMeant: (path: string) => boolean) => members.some(({ path }) => isMeant(path));
  if (has((path) => path === memberPaths.descriptor || evbParts.test(path))) return null;
  if (has((path) => path === memberPaths.bagDeclaration)) return 'bagit';
  if (has(isCloudtrailDigestPath)) return 'cloudtrail';
  if (has((path) => path === checkpointPath) && has((path) => parseTilePath(path) !== null)) return 'tiles';
  if (has(isDigestListName)) return 'digest-list';
  const statements = new Set(members.map(({ path }) => statementKindOf(path)));
  return statementKinds.find((kind) => statements.has(kind)) ?? null;
}

const evbParts = /^data\/(?:segments\/\d{12}\.ndjson|checkpoints\/\d+\.note)$/;
const statementKinds = ['sigstore', 'dsse', 'tlog-proof'] as const satisfies readonly StatementKind[];

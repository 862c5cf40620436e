import { memberPaths } from '../../shared/bundle/bundle-layout.ts';
import type { Descriptor } from '../../shared/bundle/descriptor.ts';
import type { BundleObservation } from '../../shared/bundle/observation.ts';
import { openWholeMembers } from '../../shared/bundle/other-members.ts';
import { parseDescriptor } from '../../shared/bundle/parse-descriptor.ts';
import { FormatError } from '../../shared/bytes/errors.ts';
import { limits } from '../../shared/bytes/limits.ts';
import type { CaseDatabase } from '../data/database.ts';
import { openStoredBundle, openStoredMember } from '../data/store-source.ts';
import type { BundleRow } from '../data/stored-rows.ts';
import type { WorkerPlatform } from './worker-platform.ts';

/** What a stored bundle says of itself, read from its bytes before anybody has verified them. */
export interface BundlePreview {
  /** Null when it cannot be read; why, the verification says. */
  readonly descriptor: Descriptor | null;
  /** The disclosures of one segment, in the form of an observation. */
  disclosuresOf(segment: string): Promise<Pick<BundleObservation, 'otherMembers'>>;
}

/**
 * The description alone, in a few reads, for what a window shows before a check: the container around it is not looked at,
 * so nothing may be concluded from it or signed with it. Null when it cannot be read.
 */
export async function readStatedDescriptor(
  database: CaseDatabase,
  platform: Pick<WorkerPlatform, 'inflate'>,
  row: BundleRow,
): Promise<Descriptor | null> {
  const { descriptor } = memberPaths;
  return orNull(async () => {
    const chunks = await openStoredMember(database, row, descriptor, platform.inflate);
    if (chunks === null) return null;
    return parseDescriptor(await openWholeMembers({ open: () => chunks }, limits).read(descriptor));
  });
}

/** Reads the description and nothing else; disclosures are read when an entry of their segment is opened. */
export async function readBundlePreview(
  database: CaseDatabase,
  platform: Pick<WorkerPlatform, 'inflate'>,
  row: BundleRow,
): Promise<BundlePreview> {
  const read = (path: string): Promise<Uint8Array | null> =>
    orNull(async () => {
      const source = await openStoredBundle(database, row, platform.inflate);
      const isThere = source.members.some((member) => member.path === path);
      return isThere ? openWholeMembers(source, limits).read(path) : null;
    });
  const known = new Map<string, Promise<Pick<BundleObservation, 'otherMembers'>>>();
  return {
    descriptor: await orNull(async () => {
      const bytes = await read(memberPaths.descriptor);
      return bytes === null ? null : parseDescriptor(bytes);
    }),
    disclosuresOf(segment) {
      const path = segment.replace('data/segments/', 'data/disclosures/');
      const members =
        known.get(path) ?? read(path).then((bytes) => ({ otherMembers: asMember(path, bytes) }));
      known.set(path, members);
      return members;
    },
  };
}

/** What is no evidence any more is for the verification to name. */
async function orNull<Value>(read: () => Promise<Value | null>): Promise<Value | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof FormatError) return null;
    throw error;
  }
}

function asMember(path: string, bytes: Uint8Array | null): ReadonlyMap<string, Uint8Array> {
  return new Map(bytes === null ? [] : [[path, bytes]]);
}

import { memberPaths } from '../../shared/bundle/bundle-layout.ts';
import type { Descriptor } from '../../shared/bundle/descriptor.ts';
import type { BundleObservation } from '../../shared/bundle/observation.ts';
import { openWholeMembers } from '../../shared/bundle/other-members.ts';
import { parseDescriptor } from '../../shared/bundle/parse-descriptor.ts';
import { FormatError } from '../../shared/bytes/errors.ts';
import { limits } from '../../shared/bytes/limits.ts';
import type { CaseDatabase } from '../data/database.ts';
import { openStoredMember } from '../data/store-source.ts';
import type { BundleRow } from '../data/stored-rows.ts';
import type { WorkerPlatform } from './worker-platform.ts';

/** What a stored bundle says of itself, read from its bytes before anybody has verified them. */
export interface BundlePreview {
  /** Null when it cannot be read; why, the verification says. */
  readonly descriptor: Descriptor | null;
  /** The disclosures of one segment, in the form of an observation. */
  disclosuresOf(segment: string): Promise<Pick<BundleObservation, 'otherMembers'>>;
}

/** Reads the description and nothing else; disclosures are read when an entry of their segment is opened. */
export async function readBundlePreview(
  database: CaseDatabase,
  platform: Pick<WorkerPlatform, 'inflate'>,
  row: BundleRow,
): Promise<BundlePreview> {
  const read = async (path: string): Promise<Uint8Array | null> => {
    try {
      const member = await openStoredMember(database, row, path, platform.inflate);
      return member === null ? null : await openWholeMembers(member, limits).read(path);
    } catch (error) {
      if (error instanceof FormatError) return null;
      throw error;
    }
  };
  const known = new Map<string, Promise<Pick<BundleObservation, 'otherMembers'>>>();
  return {
    descriptor: toDescriptor(await read(memberPaths.descriptor)),
    disclosuresOf(segment) {
      const path = segment.replace('data/segments/', 'data/disclosures/');
      const members =
        known.get(path) ?? read(path).then((bytes) => ({ otherMembers: asMember(path, bytes) }));
      known.set(path, members);
      return members;
    },
  };
}

function toDescriptor(bytes: Uint8Array | null): Descriptor | null {
  try {
    return bytes === null ? null : parseDescriptor(bytes);
  } catch (error) {
    if (error instanceof FormatError) return null;
    throw error;
  }
}

function asMember(path: string, bytes: Uint8Array | null): ReadonlyMap<string, Uint8Array> {
  return new Map(bytes === null ? [] : [[path, bytes]]);
}

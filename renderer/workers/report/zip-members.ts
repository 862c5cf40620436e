import { writeZip } from '../../../shared/archive/zip-writer.ts';
import { concatBytes } from '../../../shared/bytes/concat.ts';
import type { PackMember } from '../../../shared/pack/pack-member.ts';
import type { Call, CaseContext } from '../request-context.ts';
import { outgoing } from './pack-members.ts';

/** What leaves as one file, as a whole; other requests have their turn between its pieces. */
export async function zipMembers(
  { platform }: CaseContext,
  members: readonly PackMember[],
  { pace }: Call,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const means = { deflate: platform.deflate, crc32: platform.crc32 };
  for await (const chunk of writeZip(outgoing(members), means)) {
    chunks.push(chunk);
    await pace.step();
  }
  return concatBytes(chunks);
}

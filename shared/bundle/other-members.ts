import { concatBytes } from '../bytes/concat.ts';
import { FormatError } from '../bytes/errors.ts';
import { toHex } from '../bytes/hex.ts';
import type { Limits } from '../bytes/limits.ts';
import { sha256 } from '../crypto/digest.ts';
import { roleOfMember } from './bundle-layout.ts';
import type { BundleSource } from './bundle-source.ts';
import type { ObservedMember } from './observation.ts';

/** Everything but the segments, whole and in memory, up to the limit. */
export async function readOtherMembers(
  source: BundleSource,
  limits: Limits,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const others = new Map<string, Uint8Array>();
  let total = 0;
  for (const { path } of source.members) {
    if (roleOfMember(path) === 'segment') continue;
    const chunks: Uint8Array[] = [];
    for await (const chunk of source.open(path)) {
      total += chunk.length;
      if (total > limits.otherMembersBytes) {
        throw new FormatError(
          'member-limit',
          `The members besides the segments have more bytes than otherMembersBytes, ${limits.otherMembersBytes}.`,
          { member: path },
        );
      }
      chunks.push(chunk);
    }
    others.set(path, concatBytes(chunks));
  }
  return others;
}

/** A member without which nothing else can be read. Throws FormatError `member-missing`. */
export function requireMember(others: ReadonlyMap<string, Uint8Array>, path: string): Uint8Array {
  const bytes = others.get(path);
  if (bytes === undefined)
    throw new FormatError('member-missing', `The member ${path} is missing.`, { member: path });
  return bytes;
}

/** What is said of a member that is read whole. */
export function observeWholeMember(path: string, bytes: Uint8Array): ObservedMember {
  return { path, size: bytes.length, sha256: toHex(sha256(bytes)), lines: null };
}

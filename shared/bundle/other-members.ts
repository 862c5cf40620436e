import { concatBytes } from '../bytes/concat.ts';
import { FormatError } from '../bytes/errors.ts';
import { toHex } from '../bytes/hex.ts';
import type { Limits } from '../bytes/limits.ts';
import { sha256 } from '../crypto/digest.ts';
import { roleOfMember } from './bundle-layout.ts';
import type { BundleSource } from './bundle-source.ts';
import type { ObservedMember } from './observation.ts';

/** Reads members whole, each once: what was digested is what is looked at. */
export interface WholeMembers {
  /** Throws FormatError `member-limit` for a member that is larger than its kind may be, or that makes all too large. */
  read(path: string): Promise<Uint8Array>;
  /** What was read so far, by path. */
  readonly bytes: ReadonlyMap<string, Uint8Array>;
}

/** Everything but the segments is held in memory while a bundle is read, up to the limits. */
export function openWholeMembers(source: Pick<BundleSource, 'open'>, limits: Limits): WholeMembers {
  const bytes = new Map<string, Uint8Array>();
  let total = 0;
  return {
    bytes,
    async read(path) {
      const isSmall = isSmallByNature(path);
      const chunks: Uint8Array[] = [];
      let size = 0;
      for await (const chunk of source.open(path)) {
        size += chunk.length;
        total += chunk.length;
        if (isSmall && size > limits.smallMemberBytes) {
          throw tooLarge(path, `${path} has more bytes than smallMemberBytes, ${limits.smallMemberBytes}.`);
        }
        if (total > limits.otherMembersBytes) {
          const limit = `otherMembersBytes, ${limits.otherMembersBytes}`;
          throw tooLarge(path, `The members besides the segments have more bytes than ${limit}.`);
        }
        chunks.push(chunk);
      }
      const whole = concatBytes(chunks);
      bytes.set(path, whole);
      return whole;
    },
  };
}

/** What is said of a member that is read whole. */
export function observeWholeMember(path: string, bytes: Uint8Array): ObservedMember {
  return { path, size: bytes.length, sha256: toHex(sha256(bytes)), lines: null };
}

function isSmallByNature(path: string): boolean {
  const role = roleOfMember(path);
  return role !== 'disclosures' && role !== 'attachment';
}

function tooLarge(member: string, statement: string): FormatError {
  return new FormatError('member-limit', statement, { member });
}

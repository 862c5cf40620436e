import { concatBytes } from '../../bytes/concat.ts';
import { FormatError } from '../../bytes/errors.ts';
import type { Limits } from '../../bytes/limits.ts';
import type { BundleSource } from '../bundle-source.ts';

/** One that could not be read; the others were, and are still checked. */
export interface UnreadableMember {
  readonly member: string;
  readonly error: FormatError;
}

/**
 * The whole content of a member that is small by nature: a list, a signature, a declaration.
 * Throws FormatError `member-missing`, or `member-limit` before more than `smallMemberBytes` are in memory.
 */
export async function readMember(
  source: BundleSource,
  path: string,
  limits: Pick<Limits, 'smallMemberBytes'>,
): Promise<Uint8Array> {
  const member = source.members.find((each) => each.path === path);
  if (member === undefined) {
    throw new FormatError('member-missing', `There is no member ${path}.`, { member: path });
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source.open(path)) {
    size += chunk.length;
    if (size > limits.smallMemberBytes) {
      const message = `${path} is larger than smallMemberBytes, ${limits.smallMemberBytes}.`;
      throw new FormatError('member-limit', message, { member: path });
    }
    parts.push(chunk);
  }
  return concatBytes(parts);
}

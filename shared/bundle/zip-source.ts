import type { Crc32 } from '../archive/crc32.ts';
import { readZipLayout } from '../archive/zip-layout.ts';
import { copyStoredMember, openZipMember } from '../archive/zip-member.ts';
import type { ByteSource, InflateRaw } from '../bytes/byte-source.ts';
import { FormatError } from '../bytes/errors.ts';
import type { Limits } from '../bytes/limits.ts';
import type { BundleSource } from './bundle-source.ts';

/** Opens a bundle that was delivered as a ZIP. Throws the FormatErrors of `readZipLayout`. */
export async function openZipBundle(
  source: ByteSource,
  inflate: InflateRaw,
  limits: Limits,
  crc32?: Crc32,
): Promise<BundleSource> {
  const { members, overheadBytes } = await readZipLayout(source, limits);
  const byPath = new Map(members.map((member) => [member.path, member]));
  const memberAt = (path: string) => {
    const member = byPath.get(path);
    if (member !== undefined) return member;
    throw new FormatError('member-missing', `The ZIP has no member "${path}".`, { member: path });
  };
  return {
    name: source.name,
    kind: 'zip',
    members: members.map(({ path, size }) => ({ path, size })),
    container: {
      packed: new Map(members.map(({ path, compressedSize }) => [path, compressedSize])),
      overheadBytes,
    },
    open: (path) => openZipMember(source, memberAt(path), inflate, crc32),
    copyInto: async (path, room) => copyStoredMember(source, memberAt(path), room, crc32),
  };
}

import { FormatError } from '../bytes/errors.ts';
import { parseHex } from '../bytes/hex.ts';
import { memberPaths } from './bundle-layout.ts';
import type { Descriptor } from './descriptor.ts';

/** R7: the digests that stand for the entries before this range. `parseDescriptor` has counted them. */
export function parseFrontier(descriptor: Descriptor): readonly Uint8Array[] {
  return descriptor.frontier.map((hex) => {
    const digest = parseHex(hex);
    if (digest !== null) return digest;
    throw new FormatError('descriptor', `The frontier holds ${JSON.stringify(hex)}.`, {
      member: memberPaths.descriptor,
    });
  });
}

import { firstSeqOfMember, roleOfMember } from '../../../shared/bundle/bundle-layout.ts';
import type { BundleSource } from '../../../shared/bundle/bundle-source.ts';
import { lf } from '../../../shared/bytes/ascii.ts';
import type { FoundText } from '../../../shared/redaction/scan-written.ts';

/** Where a hidden value was found, so that a person can go there; never the value. */
export async function placeInWords(source: BundleSource, { file, found }: FoundText): Promise<string> {
  const place = `${file}, byte ${found.offset} (${found.spelling})`;
  const isMember = source.members.some(({ path }) => path === file);
  if (!isMember || roleOfMember(file) !== 'segment') return place;
  let line = 0;
  let at = 0;
  for await (const chunk of source.open(file)) {
    for (const byte of chunk.subarray(0, Math.max(0, found.offset - at))) if (byte === lf) line += 1;
    at += chunk.length;
    if (at > found.offset) break;
  }
  return `entry ${firstSeqOfMember(file) + line} (${place})`;
}

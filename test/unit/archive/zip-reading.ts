import { expect } from 'vitest';
import { inflateRawNode } from '../../../cli/platform/inflate.ts';
import { findZipMember, readZipLayout } from '../../../shared/archive/zip-layout.ts';
import { openZipMember } from '../../../shared/archive/zip-member.ts';
import { FormatError } from '../../../shared/bytes/errors.ts';
import { type Limits, limits } from '../../../shared/bytes/limits.ts';
import { memorySource } from '../../../shared/bytes/memory-source.ts';

/** Path and content (as Latin-1 text) of every member, read to its end. */
export async function contentsOf(
  zip: Uint8Array,
  changed: Partial<Limits> = {},
): Promise<Map<string, string>> {
  const source = memorySource('test.zip', zip);
  const allowed = { ...limits, ...changed };
  const layout = await readZipLayout(source, allowed);
  const contents = new Map<string, string>();
  for (const member of layout.members) {
    // Whatever is read here at all is found alone as well, and the same.
    expect(await findZipMember(source, member.path, allowed)).toEqual(member);
    const chunks: Uint8Array[] = [];
    for await (const chunk of openZipMember(source, member, inflateRawNode)) chunks.push(chunk);
    contents.set(member.path, Buffer.concat(chunks).toString('latin1'));
  }
  return contents;
}

/** The FormatError that reading the whole ZIP ends with; null when it is accepted. Any other error is thrown. */
export async function refusalOf(zip: Uint8Array, changed: Partial<Limits> = {}): Promise<FormatError | null> {
  try {
    await contentsOf(zip, changed);
    return null;
  } catch (error) {
    if (error instanceof FormatError) return error;
    throw error;
  }
}

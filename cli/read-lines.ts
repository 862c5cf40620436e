import type { BundleSource } from '../shared/bundle/bundle-source.ts';
import { readLine } from '../shared/bundle/read-line.ts';
import { hash } from '../shared/bytes/ascii.ts';
import { concatBytes } from '../shared/bytes/concat.ts';
import { toHex } from '../shared/bytes/hex.ts';
import { limits } from '../shared/bytes/limits.ts';
import type { ByteCount, ByteOffset, DigestHex, EntryOrdinal } from '../shared/bytes/units.ts';
import { leafDigest } from '../shared/chain/leaf.ts';
import type { SearchedBundle } from '../shared/search/searched-bundle.ts';

interface LineSpan {
  readonly ordinal: EntryOrdinal;
  readonly start: ByteOffset;
  readonly length: ByteCount;
}

/** The leaf digests of some lines (R3), from their bytes: members are streamed once more, and nothing else is held of them. */
export async function readLeaves(
  source: BundleSource,
  searched: SearchedBundle,
  ordinals: readonly EntryOrdinal[],
): Promise<ReadonlyMap<EntryOrdinal, DigestHex>> {
  const leaves = new Map<EntryOrdinal, DigestHex>();
  for await (const { ordinal, bytes } of readSomeLines(source, searched, ordinals)) {
    leaves.set(ordinal, toHex(leafOf(bytes)));
  }
  return leaves;
}

/** Some lines, each without its LF, with the member that it lies in. */
export async function* readSomeLines(
  source: BundleSource,
  searched: SearchedBundle,
  ordinals: readonly EntryOrdinal[],
): AsyncGenerator<{
  readonly member: string;
  readonly ordinal: EntryOrdinal;
  readonly bytes: Uint8Array;
}> {
  for (const [member, spans] of spansByMember(searched, ordinals)) {
    for await (const line of cutSpans(source.open(member), spans)) yield { member, ...line };
  }
}

/** R3: a stub stands for the leaf that it states. */
export function leafOf(line: Uint8Array): Uint8Array {
  const stated = line[0] === hash ? readLine(line, limits).statedLeaf : null;
  return stated ?? leafDigest(line);
}

function spansByMember(
  { parts }: SearchedBundle,
  ordinals: readonly EntryOrdinal[],
): ReadonlyMap<string, readonly LineSpan[]> {
  const spans = new Map<string, LineSpan[]>();
  for (const ordinal of ordinals.toSorted((one, other) => one - other)) {
    const holder = parts.find(
      ({ firstOrdinal, lines }) => firstOrdinal <= ordinal && ordinal < firstOrdinal + lines,
    );
    if (holder === undefined) continue;
    const { part, firstOrdinal } = holder;
    const begin = part.starts[ordinal - firstOrdinal] ?? 0;
    const end = part.starts[ordinal - firstOrdinal + 1] ?? begin;
    const list = spans.get(part.member) ?? [];
    // The LF that ends a line is none of its bytes (R1).
    list.push({ ordinal, start: part.offset + begin, length: end - begin - 1 });
    spans.set(part.member, list);
  }
  return spans;
}

/** Spans that follow each other, none of them empty. */
async function* cutSpans(chunks: AsyncIterable<Uint8Array>, spans: readonly LineSpan[]) {
  let offset: ByteOffset = 0;
  let next = 0;
  let pieces: Uint8Array[] = [];
  for await (const chunk of chunks) {
    const chunkEnd = offset + chunk.length;
    for (let span = spans[next]; span !== undefined && span.start < chunkEnd; span = spans[next]) {
      const end = span.start + span.length;
      pieces.push(chunk.slice(Math.max(0, span.start - offset), end - offset));
      // It goes on in the next chunk.
      if (end > chunkEnd) break;
      yield { ordinal: span.ordinal, bytes: concatBytes(pieces) };
      pieces = [];
      next += 1;
    }
    offset = chunkEnd;
  }
}

import type { BundleSource } from '../shared/bundle/bundle-source.ts';
import { readDisclosureLine } from '../shared/bundle/disclosure-walk.ts';
import type { ObservedLine } from '../shared/bundle/observation.ts';
import { renderJson } from '../shared/bundle/seal-line.ts';
import { equalBytes } from '../shared/bytes/equal.ts';
import { toHex } from '../shared/bytes/hex.ts';
import { limits } from '../shared/bytes/limits.ts';
import { readLines } from '../shared/bytes/line-reader.ts';
import { decodeUtf8, encodeUtf8 } from '../shared/bytes/utf8.ts';
import { parseDisclosure } from '../shared/crypto/disclosure.ts';
import type { Terminal } from './terminal.ts';

export interface FoundEntry {
  readonly member: string;
  readonly line: ObservedLine;
}

/** One entry as `--json` prints it. `raw` is the line itself, from which `leaf` was computed. */
export async function toEntryDocument({ member, line }: FoundEntry, source: BundleSource) {
  return {
    member,
    line: line.line,
    offset: line.offset,
    claimedSeq: line.claimedSeq,
    claimedPrev: line.claimedPrev,
    claimedTime: line.claimedTimeText,
    leaf: toHex(line.leaf),
    // Only a line that was read as an entry states a seq, and only UTF-8 can be read.
    raw: decodeUtf8(line.bytes),
    disclosed: line.claimedSeq === null ? [] : await readDisclosed(source, member, line.claimedSeq),
  };
}

/** Prints one entry; its bytes come last and on one line, however long. */
export function printEntry(entry: Awaited<ReturnType<typeof toEntryDocument>>, terminal: Terminal): void {
  terminal.print(`${entry.member}, line ${entry.line}, byte ${entry.offset}  (stated, not verified)`);
  terminal.print(`  seq        ${entry.claimedSeq ?? 'none'}`);
  terminal.print(`  time       ${entry.claimedTime ?? 'none'}`);
  terminal.print(`  prev       ${entry.claimedPrev ?? 'none'}`);
  terminal.print(`  leaf       ${entry.leaf}  (computed now)`);
  for (const { digest, value } of entry.disclosed) terminal.print(`  disclosed  ${value}  as ${digest}`);
  terminal.print(`  ${entry.raw}`);
}

async function readDisclosed(source: BundleSource, segment: string, seq: number) {
  const path = segment.replace('data/segments/', 'data/disclosures/');
  if (!source.members.some((member) => member.path === path)) return [];
  const start = encodeUtf8(`{"seq":${seq},`);
  for await (const batch of readLines(source.open(path), limits, path)) {
    const line = batch.find(({ bytes }) => equalBytes(bytes.subarray(0, start.length), start));
    if (line !== undefined) return openDisclosures(line.bytes);
  }
  return [];
}

function openDisclosures(line: Uint8Array) {
  const read = readDisclosureLine(line);
  if (typeof read === 'string') return [];
  return read.disclosures.map((disclosure, index) => ({
    digest: read.digests[index] ?? '',
    value: renderJson(parseDisclosure(disclosure)?.value ?? null),
  }));
}

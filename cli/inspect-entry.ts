import { readDisclosureLine } from '../shared/bundle/disclosure-walk.ts';
import type { ObservedLine } from '../shared/bundle/observation.ts';
import { renderJson } from '../shared/bundle/seal-line.ts';
import { toHex } from '../shared/bytes/hex.ts';
import { decodeUtf8, encodeUtf8 } from '../shared/bytes/utf8.ts';
import { parseDisclosure } from '../shared/crypto/disclosure.ts';
import type { Terminal } from './terminal.ts';

export interface FoundEntry {
  readonly member: string;
  readonly line: ObservedLine;
}

/** One entry as `--json` prints it. `raw` is the line itself, from which `leaf` was computed. */
export function toEntryDocument({ member, line }: FoundEntry, otherMembers: ReadonlyMap<string, Uint8Array>) {
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
    disclosed: toDisclosed(
      otherMembers.get(member.replace('data/segments/', 'data/disclosures/')),
      line.claimedSeq,
    ),
  };
}

/** Prints one entry; its bytes come last and on one line, however long. */
export function printEntry(entry: ReturnType<typeof toEntryDocument>, terminal: Terminal): void {
  terminal.print(`${entry.member}, line ${entry.line}, byte ${entry.offset}  (stated, not verified)`);
  terminal.print(`  seq        ${entry.claimedSeq ?? 'none'}`);
  terminal.print(`  time       ${entry.claimedTime ?? 'none'}`);
  terminal.print(`  prev       ${entry.claimedPrev ?? 'none'}`);
  terminal.print(`  leaf       ${entry.leaf}  (computed now)`);
  for (const { digest, value } of entry.disclosed) terminal.print(`  disclosed  ${value}  as ${digest}`);
  terminal.print(`  ${entry.raw}`);
}

function toDisclosed(disclosureMember: Uint8Array | undefined, seq: number | null) {
  if (disclosureMember === undefined || seq === null) return [];
  const text = decodeUtf8(disclosureMember);
  const line = text.split('\n').find((candidate) => candidate.startsWith(`{"seq":${seq},`));
  const read = line === undefined ? null : readDisclosureLine(encodeUtf8(line));
  if (read === null || typeof read === 'string') return [];
  return read.disclosures.map((disclosure, index) => ({
    digest: read.digests[index] ?? '',
    value: renderJson(parseDisclosure(disclosure)?.value ?? null),
  }));
}

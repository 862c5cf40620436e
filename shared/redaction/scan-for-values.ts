import { concatBytes } from '../bytes/concat.ts';
import type { ByteCount, ByteOffset } from '../bytes/units.ts';
import type { Pattern, PatternSpelling } from './pattern-table.ts';
import type { SearchedValues } from './searched-values.ts';
import { unescapedViews } from './unescaped-views.ts';

/** A value that stands in a file in which it should not. */
export interface FoundValue {
  /** Its index among those that were searched. */
  readonly value: number;
  readonly spelling: PatternSpelling | 'escaped';
  /** Of the first place where it is spelled so. */
  readonly offset: ByteOffset;
}

export interface FileScan {
  readonly bytes: ByteCount;
  /** Each value once for each spelling, in the order of their places. */
  readonly found: readonly FoundValue[];
}

const blockBytes = 256 * 1024;
/** Enough for the longest spelling with every character escaped twice. */
const overlapBytes = 4_096;
/** In digests, keys and signatures texts of fewer bytes turn up by chance: see `isNoCode`. */
const shortBytes = 8;
const codeBytes = 40;

/** Of each byte what it stands for in either base64, or -1. */
const base64Values = Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  const digit = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'.indexOf(character);
  if (digit >= 0) return digit;
  if ('+-'.includes(character)) return 62;
  return '/_'.includes(character) ? 63 : -1;
});

/**
 * Reads one file to its end and looks for values in UTF-8, UTF-16, base64, base64url and hex, and behind the escapes of JSON, HTML
 * and URLs. Exact, capital letters and all. Whatever is compressed must be unpacked by the caller first.
 */
export async function scanForValues(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { table }: Pick<SearchedValues, 'table'>,
): Promise<FileScan> {
  const found = new Map<string, FoundValue>();
  let bytes = 0;
  /** The end of what was searched, so that a value on both sides of a border is found. */
  let before: Uint8Array = new Uint8Array(0);
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;

  const keyOf = (pattern: Pattern, spelling: FoundValue['spelling']) => `${pattern.value} ${spelling}`;
  const has = (pattern: Pattern, spelling: FoundValue['spelling']) => found.has(keyOf(pattern, spelling));
  const take = (pattern: Pattern, spelling: FoundValue['spelling'], offset: ByteOffset) => {
    if (!has(pattern, spelling))
      found.set(keyOf(pattern, spelling), { value: pattern.value, spelling, offset });
  };

  function search(isLast: boolean): void {
    const block = concatBytes([before, ...waiting]);
    const start = bytes - block.length;
    // Whether a short text stands in a code is only known with what follows it, so the end is searched again with the next block.
    const end = isLast ? block.length : block.length - codeBytes;
    table.visit(block, (pattern, at) => {
      if (at < end && isWhole(pattern, block, at)) take(pattern, pattern.spelling, start + at);
    });
    for (const view of unescapedViews(block)) {
      table.visit(view.bytes, (pattern, at) => {
        if (has(pattern, 'escaped') || !isWhole(pattern, view.bytes, at)) return;
        const place = view.placeOf(at);
        const isAsItStands = view.placeOf(at + pattern.bytes.length) - place === pattern.bytes.length;
        if (place < end && !isAsItStands) take(pattern, 'escaped', start + place);
      });
    }
    before = block.slice(-overlapBytes);
    waiting = [];
    waitingBytes = 0;
  }

  for await (const chunk of chunks) {
    waiting.push(chunk.slice());
    waitingBytes += chunk.length;
    bytes += chunk.length;
    if (waitingBytes >= blockBytes) search(false);
  }
  search(true);
  return { bytes, found: [...found.values()].toSorted((one, other) => one.offset - other.offset) };
}

/** Whether the value stands there with all of its bits, and not by chance. */
function isWhole(pattern: Pattern, block: Uint8Array, at: number): boolean {
  const { edges, bytes } = pattern;
  if (edges === undefined) return isNoCode(pattern, block, at);
  const fits = (edge: { readonly mask: number; readonly bits: number } | null, place: number) => {
    if (edge === null) return true;
    const digit = base64Values[block[place] ?? 0] ?? -1;
    return digit >= 0 && (digit & edge.mask) === edge.bits;
  };
  return fits(edges.before, at - 1) && fits(edges.after, at + bytes.length);
}

/**
 * Whether a short text is one of its own. It is not when letters or digits go on at either side of it and all of them together
 * look drawn: forty or more of hex, or of base64 with small and capital letters and digits.
 */
function isNoCode({ bytes: { length }, spelling }: Pattern, block: Uint8Array, at: number): boolean {
  if (length >= shortBytes || spelling !== 'text') return true;
  if (!isLetterOrDigit(block[at - 1]) && !isLetterOrDigit(block[at + length])) return true;
  let first = at;
  let end = at + length;
  for (let index = at; index < end; index++) if (!isCodeByte(block[index])) return true;
  while (at - first < codeBytes && isCodeByte(block[first - 1])) first -= 1;
  while (end - at < codeBytes && isCodeByte(block[end])) end += 1;
  if (end - first < codeBytes) return true;
  const run = String.fromCharCode(...block.subarray(first, end));
  const looksDrawn =
    /^(?:[0-9a-f]+|[0-9A-F]+)$/.test(run) || [/[a-z]/, /[A-Z]/, /[0-9]/].every((kind) => kind.test(run));
  return !looksDrawn;
}

function isLetterOrDigit(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const lower = byte | 0x20;
  return (byte >= 0x30 && byte <= 0x39) || (lower >= 0x61 && lower <= 0x7a);
}

/** Of hex, base64 and base64url. */
function isCodeByte(byte: number | undefined): boolean {
  return isLetterOrDigit(byte) || byte === 0x2b || byte === 0x2d || byte === 0x2f || byte === 0x5f;
}

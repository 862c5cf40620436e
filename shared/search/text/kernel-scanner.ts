import { BugError } from '../../bytes/errors.ts';
import type { TextTable } from '../../index/text-table.ts';
import type { BitSet } from '../bit-set.ts';
import { markTextsBetween } from './portable-scanner.ts';
import type { TextKernel } from './text-kernel.ts';
import type { TextScanner } from './text-scanner.ts';

/**
 * By the WebAssembly kernel. The texts are copied in piece by piece: that takes a third of the time of the search
 * itself (measured), and texts that lived in the kernel's memory would be there twice.
 */
export function createKernelScanner(kernel: TextKernel): TextScanner {
  const { buffer } = kernel.memory;
  const textArea = new Uint8Array(buffer, kernel.textsAt.value, kernel.textBytes.value);
  const endArea = new Uint32Array(buffer, kernel.endsAt.value, kernel.textCount.value);
  const literalArea = new Uint8Array(buffer, kernel.literalAt.value, kernel.literalBytes.value);
  const foundArea = new Uint32Array(buffer, kernel.foundAt.value, kernel.textCount.value / 32 + 1);

  /** Looks through as many texts from `first` on as fit, and returns how many they are: none when one alone does not. */
  const markPiece = ({ bytes, ends }: TextTable, first: number, found: BitSet): number => {
    const base = first === 0 ? 0 : (ends[first - 1] ?? 0);
    const count = fitting(ends, first, Math.min(ends.length, first + endArea.length), base + textArea.length);
    const behind = ends[first + count - 1] ?? 0;
    // The kernel would find what an earlier piece left there.
    if (count === 0 || behind < base || behind > bytes.length) return 0;
    textArea.set(bytes.subarray(base, behind));
    endArea.set(ends.subarray(first, first + count));
    const firstBit = first & 31;
    if (kernel.markTexts(base, count, firstBit) === 0) return count;
    const words = (firstBit + count + 31) >>> 5;
    for (let index = 0; index < words; index++) {
      const word = (first >>> 5) + index;
      found.words[word] = (found.words[word] ?? 0) | (foundArea[index] ?? 0);
    }
    return count;
  };

  return {
    markTexts(texts, literal, found) {
      if (literal.bytes.length > literalArea.length)
        throw new BugError(
          `A literal of ${literal.bytes.length} bytes is longer than ${literalArea.length}.`,
        );
      literalArea.set(literal.bytes);
      const [one, other] = rarePlaces(literal.bytes);
      const { length } = literal.bytes;
      kernel.setLiteral(length, one, other, Number(literal.isBoundAtStart), Number(literal.isBoundAtEnd));
      for (let first = 0; first < texts.ends.length; ) {
        const count = markPiece(texts, first, found);
        if (count === 0) markTextsBetween(texts, first, first + 1, literal, found);
        first += Math.max(count, 1);
      }
    },
  };
}

/** How many texts from `first` on end at `limit` at the latest. */
function fitting(ends: Uint32Array, first: number, last: number, limit: number): number {
  let [low, high] = [first, last];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ends[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - first;
}

/** Bytes of which logs are full, the most frequent first; any other is rarer. */
const frequent = 'e0a1ti2ronsd3-l4c.56u8/79mp:bfhgv_ y';

/** Where the two rarest bytes of a literal lie in it; the same place twice when it has only one. */
function rarePlaces(literal: Uint8Array): readonly [number, number] {
  const rank = (at: number) => {
    const rank = frequent.indexOf(String.fromCharCode(literal[at] ?? 0));
    return rank === -1 ? frequent.length : rank;
  };
  const places = Array.from(literal.keys()).sort((one, other) => rank(other) - rank(one) || other - one);
  return [places[0] ?? 0, places[1] ?? places[0] ?? 0];
}

import { encodeUtf8 } from '../../bytes/utf8.ts';
import type { TextTable } from '../../index/text-table.ts';
import { BitSet } from '../bit-set.ts';
import { createKernelScanner } from './kernel-scanner.ts';
import { portableScanner } from './portable-scanner.ts';
import { startTextKernel } from './text-kernel.ts';
import type { TextScanner } from './text-scanner.ts';

/**
 * The kernel where the runtime starts it and it finds what the reference finds, else the reference: slower, and never
 * wrong. A line must not be missed because of what a processor or a browser makes of sixteen bytes at once.
 */
export function fastestScanner(wasm: Uint8Array): TextScanner {
  const kernel = startTextKernel(wasm);
  if (kernel === null) return portableScanner;
  const scanner = createKernelScanner(kernel);
  return answersAlike(scanner, portableScanner) ? scanner : portableScanner;
}

/** Asks both for each place in a step and in a vector, bound and not, in capital letters and across two texts. */
function answersAlike(one: TextScanner, other: TextScanner): boolean {
  const texts = tableOf(
    Array.from({ length: 300 }, (_, index) => `${'-'.repeat(index % 67)}${samples[index % samples.length]}`),
  );
  try {
    return literals.every((literal) =>
      [0, 1, 2, 3].every((bounds) => {
        const [isBoundAtStart, isBoundAtEnd] = [(bounds & 1) === 1, (bounds & 2) === 2];
        const found = [one, other].map((scanner) => {
          const set = new BitSet(texts.ends.length);
          scanner.markTexts(texts, { bytes: encodeUtf8(literal), isBoundAtStart, isBoundAtEnd }, set);
          return set.words;
        });
        return found[0]?.every((word, index) => word === found[1]?.[index]) ?? false;
      }),
    );
  } catch {
    return false;
  }
}

const samples = ['Alice@example.com', 'malice', 'a LICE alice', 'ALICE_', 'äalice', '@[`{z', 'al', 'ice', ''];
const literals = ['alice', 'a', '@', '`', '[', 'alice@example.com', '-----------------a', 'ä'];

function tableOf(texts: readonly string[]): TextTable {
  const ends = new Uint32Array(texts.length);
  let length = 0;
  for (const [index, text] of texts.entries()) {
    length += encodeUtf8(text).length;
    ends[index] = length;
  }
  return { bytes: encodeUtf8(texts.join('')), ends };
}

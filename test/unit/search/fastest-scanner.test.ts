import { afterEach, describe, expect, it, vi } from 'vitest';
import { compileKernel } from '../../../scripts/build/compile-kernel.ts';
import { BugError } from '../../../shared/bytes/errors.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import type { TextTable } from '../../../shared/index/text-table.ts';
import { BitSet } from '../../../shared/search/bit-set.ts';
import { fastestScanner } from '../../../shared/search/text/fastest-scanner.ts';
import { portableScanner } from '../../../shared/search/text/portable-scanner.ts';
import { startTextKernel } from '../../../shared/search/text/text-kernel.ts';
import type { TextScanner } from '../../../shared/search/text/text-scanner.ts';
import { numbersIn, tableOf } from '../../support/text-pattern.ts';

const wasm = compileKernel(process.cwd(), 'text-kernel');
const kernelBytes = 256 * 1024;

afterEach(() => {
  vi.unstubAllGlobals();
});

describe.each([
  ['the kernel', fastestScanner(wasm)],
  ['the reference', portableScanner],
])('%s', (_, scanner) => {
  it('finds a text among a hundred thousand, wherever it is', () => {
    const texts = Array.from({ length: 100_000 }, (_, number) => `order ${number} of nobody`);
    const wanted = [0, 1, 31, 32, 32_767, 32_768, 50_001, 99_999];
    for (const number of wanted) texts[number] = `ORDER ${number} OF ALICE`;
    expect(find(scanner, tableOf(texts), 'alice')).toEqual(wanted);
    expect(find(scanner, tableOf(texts), 'order 0 of')).toEqual([0]);
    expect(find(scanner, tableOf(texts), '9 of alice')).toEqual([99_999]);
  });

  it('finds what begins and ends a text that is longer than the memory of the kernel, and those beside it', () => {
    for (const length of [kernelBytes - 1, kernelBytes, kernelBytes + 1, 3 * kernelBytes]) {
      const long = `first${'.'.repeat(length - 9)}last`;
      const texts = tableOf(['last', long, 'first', '', long, 'lastfirst', long, 'a']);
      expect(find(scanner, texts, 'first')).toEqual([1, 2, 4, 5, 6]);
      expect(find(scanner, texts, 'last')).toEqual([0, 1, 4, 5, 6]);
      expect(find(scanner, texts, '.last')).toEqual([1, 4, 6]);
      expect(find(scanner, texts, 'lastfirst')).toEqual([5]);
    }
  });

  it('does not find what only an earlier search had in its memory', () => {
    find(scanner, tableOf(['zebra zebra zebra zebra zebra zebra zebra zebra zebra zebra zebra zebra']), 'a');
    expect(find(scanner, tableOf(['ze']), 'zebra')).toEqual([]);
    expect(find(scanner, tableOf(['ze', 'b']), 'b')).toEqual([1]);
    expect(find(scanner, tableOf(['']), 'a')).toEqual([]);
    expect(find(scanner, tableOf([]), 'a')).toEqual([]);
  });

  it('ends, and finds nothing behind the bytes, whatever a store that was altered says of where texts end', () => {
    const bytes = encodeUtf8('alice bob alice');
    const altered = [
      [20],
      [4_294_967_295],
      [15, 5],
      [10, 5, 15],
      [5, 4_294_967_295, 15],
      [0, 0, 900, 2],
      [7, 3, 1_000_000],
    ];
    for (const ends of altered) {
      for (const literal of ['alice', 'b', 'zebra', 'alice bob alice b']) {
        const found = find(scanner, { bytes, ends: Uint32Array.from(ends) }, literal);
        expect(found.every((number) => number < ends.length)).toBe(true);
        if (!'alice bob alice'.includes(literal)) expect(found).toEqual([]);
      }
    }
  });
});

describe('What looks through texts in the case worker', () => {
  it('is the kernel where it runs', () => {
    expect(fastestScanner(wasm)).not.toBe(portableScanner);
  });

  it('is the reference without WebAssembly', () => {
    vi.stubGlobal('WebAssembly', undefined);
    expect(fastestScanner(wasm)).toBe(portableScanner);
  });

  it('is the reference where a vector instruction is unknown, and for bytes that are no module', () => {
    // 0xfd begins every vector instruction; here one follows that no version of WebAssembly has.
    const unknown = wasm.map((byte, at) => (at > 100 && byte === 0xfd ? 0xff : byte));
    expect(startTextKernel(unknown)).toBeNull();
    expect(fastestScanner(unknown)).toBe(portableScanner);
    expect(fastestScanner(new Uint8Array(0))).toBe(portableScanner);
  });

  it('is the reference for a kernel that misses a text, or does not answer at all', () => {
    for (const answer of [
      () => 0,
      () => {
        throw new WebAssembly.RuntimeError('unreachable');
      },
    ]) {
      const { Instance } = WebAssembly;
      const wrong = class {
        readonly exports: WebAssembly.Exports;
        constructor(module: WebAssembly.Module) {
          this.exports = { ...new Instance(module).exports, markTexts: answer };
        }
      };
      vi.stubGlobal('WebAssembly', { Module: WebAssembly.Module, Instance: wrong });
      expect(startTextKernel(wasm)).not.toBeNull();
      expect(fastestScanner(wasm)).toBe(portableScanner);
      vi.unstubAllGlobals();
    }
  });

  it('refuses a literal that it has no room for, instead of looking for a part of it', () => {
    const literal = { bytes: new Uint8Array(257).fill(0x61), isBoundAtStart: false, isBoundAtEnd: false };
    const mark = () => fastestScanner(wasm).markTexts(tableOf(['a']), literal, new BitSet(1));
    expect(mark).toThrow(BugError);
  });
});

function find(scanner: TextScanner, texts: TextTable, literal: string): readonly number[] {
  const found = new BitSet(texts.ends.length);
  scanner.markTexts(texts, { bytes: encodeUtf8(literal), isBoundAtStart: false, isBoundAtEnd: false }, found);
  return numbersIn(found);
}

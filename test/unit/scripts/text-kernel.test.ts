import { expect, it } from 'vitest';
import { compileKernel } from '../../../scripts/build/compile-kernel.ts';
import { BitSet } from '../../../shared/search/bit-set.ts';
import { createKernelScanner } from '../../../shared/search/text/kernel-scanner.ts';
import { startTextKernel } from '../../../shared/search/text/text-kernel.ts';

it('imports nothing, so that the kernel can reach nothing but its own memory', () => {
  const module = new WebAssembly.Module(Uint8Array.from(compileKernel(process.cwd(), 'text-kernel')));
  expect(WebAssembly.Module.imports(module)).toEqual([]);
});

it('takes less than half a megabyte, for sixteen megabytes in one text and in a million', () => {
  const kernel = startTextKernel(compileKernel(process.cwd(), 'text-kernel'));
  if (kernel === null) throw new Error('The kernel does not run here.');
  const scanner = createKernelScanner(kernel);
  const bytes = new Uint8Array(16 * 1024 * 1024);
  const literal = { bytes: Uint8Array.of(0, 0), isBoundAtStart: false, isBoundAtEnd: false };
  for (const count of [1, 1_048_576]) {
    const ends = Uint32Array.from({ length: count }, (_, index) => ((index + 1) * bytes.length) / count);
    const found = new BitSet(count);
    scanner.markTexts({ bytes, ends }, literal, found);
    expect(found.count()).toBe(count);
  }
  expect(kernel.memory.buffer.byteLength).toBeGreaterThan(0);
  expect(kernel.memory.buffer.byteLength).toBeLessThan(512 * 1024);
});

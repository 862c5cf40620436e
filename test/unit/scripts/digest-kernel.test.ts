import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { compileKernel } from '../../../scripts/build/compile-kernel.ts';
import { digestSources } from '../../../scripts/build/source-digest.ts';
import { startDigestKernel } from '../../../shared/crypto/digest-kernel.ts';
import { createKernelDigests } from '../../../shared/crypto/kernel-digests.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vouch-kernel-'));
  mkdirSync(join(folder, 'kernel'));
});

afterEach(() => rmSync(folder, { recursive: true }));

it('imports nothing, so that the kernel can reach nothing but its own memory', () => {
  const module = new WebAssembly.Module(Uint8Array.from(compileKernel(process.cwd(), 'digest-kernel')));
  expect(WebAssembly.Module.imports(module)).toEqual([]);
});

it('takes less than a megabyte, for sixteen megabytes in one line and in ten thousand', () => {
  const kernel = startDigestKernel(compileKernel(process.cwd(), 'digest-kernel'));
  if (kernel === null) throw new Error('The kernel does not run here.');
  const digests = createKernelDigests(kernel);
  const bytes = new Uint8Array(16 * 1024 * 1024);
  expect(digests.digestLines(bytes, 10_000)?.lines).toBe(1);
  for (let line = 1; line <= 10_000; line++) bytes[line * 1_600] = 0x0a;
  expect(digests.digestLines(bytes, 10_001)?.lines).toBe(10_001);
  expect(kernel.memory.buffer.byteLength).toBeGreaterThan(0);
  expect(kernel.memory.buffer.byteLength).toBeLessThan(1024 * 1024);
});

it('fails the build with the words of the compiler', () => {
  // Everything but the sources is the checkout's own.
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'kernel/digest-kernel.ts'), 'export function digest(): u32 { return "text"; }');
  expect(() => compileKernel(folder, 'digest-kernel')).toThrow(
    /Type .*String.* is not assignable to type 'u32'/,
  );
});

it('makes a build stale when it changes', () => {
  const source = join(folder, 'kernel/digest-kernel.ts');
  writeFileSync(source, 'a');
  const before = digestSources(folder);
  writeFileSync(source, 'b');
  expect(digestSources(folder)).not.toBe(before);
});

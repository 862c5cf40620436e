import { crc32 as platformCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workerCrc32 } from '../../renderer/workers/worker-crc32.ts';
import { compileKernel } from '../../scripts/build/compile-kernel.ts';
import { crc32 as portableCrc32 } from '../../shared/archive/crc32.ts';
import { fastestCrc32 } from '../../shared/archive/fastest-crc32.ts';

it('the kernel runs here, so that the tests below are about it', () => {
  expect(workerCrc32).not.toBe(portableCrc32);
});

describe('CRC-32 by the kernel', () => {
  it('of "123456789" is the check value that the catalogue of CRCs gives', () => {
    expect(workerCrc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  });

  it('is that of zlib, in one piece and in two, wherever they are cut', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 300 }), (first, second) => {
        const whole = Buffer.concat([first, second]);
        expect(workerCrc32(whole)).toBe(platformCrc32(whole));
        expect(workerCrc32(second, workerCrc32(first))).toBe(platformCrc32(whole));
      }),
      { numRuns: 500 },
    );
  });

  it('is that of zlib around the size of its memory, and changes nothing in the bytes', () => {
    for (const length of [262_143, 262_144, 262_145, 1_000_000]) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 48_271) >>> 7);
      const before = bytes.slice();
      expect(workerCrc32(bytes, 0xffff_ffff)).toBe(platformCrc32(bytes, 0xffff_ffff));
      expect(Buffer.compare(bytes, before)).toBe(0);
    }
  });
});

describe('The reference stands in', () => {
  it('where the runtime starts no kernel', () => {
    expect(fastestCrc32(Uint8Array.of(1, 2, 3))).toBe(portableCrc32);
  });

  it('for a kernel that gives other answers, or cannot be asked', () => {
    // The same kernel with another polynomial: its bytes stand in the code as a signed LEB128.
    const wasm = Buffer.from(compileKernel(process.cwd(), 'crc-kernel'));
    const at = wasm.indexOf(Buffer.from([0xa0, 0x86, 0xe2, 0xed, 0x7e]));
    expect(at).toBeGreaterThan(0);
    wasm[at + 1] = 0x87;
    expect(WebAssembly.validate(wasm)).toBe(true);
    expect(fastestCrc32(wasm)).toBe(portableCrc32);
    // A module without any export.
    expect(fastestCrc32(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0))).toBe(portableCrc32);
  });

  it('imports nothing, so that the kernel can reach nothing but its own memory', () => {
    const module = new WebAssembly.Module(Uint8Array.from(compileKernel(process.cwd(), 'crc-kernel')));
    expect(WebAssembly.Module.imports(module)).toEqual([]);
  });
});

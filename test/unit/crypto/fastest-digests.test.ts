import { afterEach, describe, expect, it, vi } from 'vitest';
import { compileKernel } from '../../../scripts/build/compile-kernel.ts';
import { portableBatchDigests } from '../../../shared/crypto/batch-digests.ts';
import { startDigestKernel } from '../../../shared/crypto/digest-kernel.ts';
import { fastestDigests, portableAllDigests } from '../../../shared/crypto/fastest-digests.ts';
import type { AllDigests } from '../../../shared/crypto/kernel-digests.ts';

const wasm = compileKernel(process.cwd(), 'digest-kernel');

/** FIPS 180-4 examples and CAVP, as NIST publishes them. */
const knownAnswers = [
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  [
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  ],
  [
    'abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu',
    'cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1',
  ],
  ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
] as const;

afterEach(() => {
  vi.unstubAllGlobals();
});

describe.each([
  ['the kernel', fastestDigests(wasm)],
  ['the reference', portableAllDigests],
])('%s', (_, digests) => {
  it.each(knownAnswers)('knows what NIST says of the message "%.20s"', (message, answer) => {
    const bytes = Buffer.from(message);
    const target = new Uint8Array(40);
    digests.digestInto(bytes, target, 8);
    expect(hexOf(target.subarray(8))).toBe(answer);
    const stream = digests.createSha256();
    for (let at = 0; at < bytes.length; at += 7_777) stream.update(bytes.subarray(at, at + 7_777));
    expect(hexOf(stream.digest())).toBe(answer);
  });

  it('knows what RFC 6962 begins leaves and nodes with', () => {
    // The leaf over nothing is the digest of one zero byte, as Certificate Transparency's own tests state it.
    const emptyLine = digests.digestLines(Uint8Array.of(0x0a), 1);
    const leaf = '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d';
    expect(hexOf(emptyLine?.leaves ?? new Uint8Array(0))).toBe(leaf);
  });
});

describe('What digests in the case worker', () => {
  it('is the kernel where it runs', () => {
    expect(fastestDigests(wasm)).not.toBe(portableAllDigests);
  });

  it('is the reference without WebAssembly', () => {
    vi.stubGlobal('WebAssembly', undefined);
    expect(fastestDigests(wasm)).toBe(portableAllDigests);
  });

  it('is the reference where the policy refuses to compile', () => {
    const refuse = class {
      constructor() {
        throw new WebAssembly.CompileError('Refused to compile or instantiate WebAssembly module');
      }
    };
    vi.stubGlobal('WebAssembly', { ...WebAssembly, Module: refuse });
    expect(fastestDigests(wasm)).toBe(portableAllDigests);
  });

  it('is the reference where a vector instruction is unknown, and for bytes that are no module', () => {
    // 0xfd begins every vector instruction; here one follows that no version of WebAssembly has.
    const unknown = wasm.map((byte, at) => (at > 100 && byte === 0xfd ? 0xff : byte));
    expect(startDigestKernel(unknown)).toBeNull();
    expect(fastestDigests(unknown)).toBe(portableAllDigests);
    expect(fastestDigests(new Uint8Array(0))).toBe(portableAllDigests);
    expect(fastestDigests(wasm.subarray(0, wasm.length - 1))).toBe(portableAllDigests);
  });

  it('is the reference for a kernel that answers wrong, in whichever of its constants', () => {
    // The round constants lie in the module as data: a bit in one of them gives a kernel that runs and digests wrong.
    const at = Buffer.from(wasm).indexOf(Buffer.from([0x98, 0x2f, 0x8a, 0x42]));
    expect(at).toBeGreaterThan(0);
    for (let constant = 0; constant < 64; constant++) {
      const wrong = wasm.slice();
      wrong[at + 4 * constant] = (wrong[at + 4 * constant] ?? 0) ^ 1;
      expect(startDigestKernel(wrong)).not.toBeNull();
      expect(fastestDigests(wrong)).toBe(portableAllDigests);
    }
  });

  it('is the reference for a kernel that does not answer at all', () => {
    const { Instance } = WebAssembly;
    const silent = class {
      readonly exports: WebAssembly.Exports;
      constructor(module: WebAssembly.Module, imports?: WebAssembly.Imports) {
        const { exports } = new Instance(module, imports);
        const refuse = () => {
          throw new WebAssembly.RuntimeError('unreachable');
        };
        this.exports = { ...exports, digestLines: refuse };
      }
    };
    vi.stubGlobal('WebAssembly', { ...WebAssembly, Module: WebAssembly.Module, Instance: silent });
    expect(startDigestKernel(wasm)).not.toBeNull();
    expect(fastestDigests(wasm)).toBe(portableAllDigests);
  });

  it('is the reference for a kernel that takes another byte for the end of a line', () => {
    // i32.const 10, i8x16.splat
    const at = Buffer.from(wasm).indexOf(Buffer.from([0x41, 0x0a, 0xfd, 0x0f]));
    const constant = Buffer.from(wasm).indexOf(Buffer.from([0xfd, 0x0c, ...Array<number>(16).fill(0x0a)]));
    expect(Math.max(at, constant)).toBeGreaterThan(0);
    const wrong = wasm.slice();
    if (at > 0) wrong[at + 1] = 0x0b;
    else wrong.fill(0x0b, constant + 2, constant + 18);
    expect(startDigestKernel(wrong)).not.toBeNull();
    expect(fastestDigests(wrong)).toBe(portableAllDigests);
  });

  it('gives what the reference gives for lines and nodes', () => {
    const bytes = Uint8Array.from({ length: 1_280 }, (_, index) => index % 251);
    const answers = (digests: Pick<AllDigests, 'digestLines' | 'digestNodes'>) => {
      const nodes = new Uint8Array(10 * 32);
      digests.digestNodes(bytes, 10, nodes);
      return { nodes, ...digests.digestLines(bytes, 100) };
    };
    expect(answers(fastestDigests(wasm))).toEqual(answers(portableBatchDigests));
  });
});

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

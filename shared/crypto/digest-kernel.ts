/** What the compiled `kernel/` exports. Its memory never grows, so a view of it stays good. */
export interface DigestKernel {
  readonly memory: { readonly buffer: ArrayBuffer };
  /** Where `findLines`, `digestLines`, `digestNodes` and `addBlocks` read, and how many bytes fit there. */
  readonly inputAt: KernelConstant;
  readonly inputBytes: KernelConstant;
  /** Where each line begins and ends, as u32 relative to the input; `batchSize` of them fit. */
  readonly startsAt: KernelConstant;
  readonly endsAt: KernelConstant;
  readonly batchSize: KernelConstant;
  /** Where the digests are written: 32 bytes for each line or node. */
  readonly outputAt: KernelConstant;
  /** 32 bytes: all that a stream is between two blocks. */
  readonly stateAt: KernelConstant;
  /** Finds lines in the input between two places, and returns how many they are. */
  findLines(from: number, length: number): number;
  digestLines(count: number): void;
  digestNodes(count: number): void;
  beginDigest(): void;
  addBlocks(count: number): void;
  endDigest(blocks: number, rest: number, messageBytes: number): void;
}

interface KernelConstant {
  readonly value: number;
}

/** Starts a kernel with a memory of its own, or null where the runtime refuses: no WebAssembly, no SIMD, a policy. */
export function startDigestKernel(wasm: Uint8Array): DigestKernel | null {
  try {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(wasm));
    return exports as unknown as DigestKernel; // made from `kernel/` by our own build
  } catch {
    return null;
  }
}

/** What the compiled `kernel/crc-kernel.ts` exports. Its memory never grows, so a view of it stays good. */
export interface CrcKernel {
  readonly memory: { readonly buffer: ArrayBuffer };
  /** Where the bytes lie, and how many fit there. */
  readonly inputAt: KernelConstant;
  readonly inputBytes: KernelConstant;
  /** CRC of what `previous` is the CRC of, followed by so many bytes of the input; as i32. */
  crc32(count: number, previous: number): number;
}

interface KernelConstant {
  readonly value: number;
}

/** Starts a kernel with a memory of its own, or null where the runtime refuses: no WebAssembly, a policy. */
export function startCrcKernel(wasm: Uint8Array): CrcKernel | null {
  try {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(wasm));
    return exports as unknown as CrcKernel; // made from `kernel/` by our own build
  } catch {
    return null;
  }
}

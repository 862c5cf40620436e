/** What the compiled `kernel/text-kernel.ts` exports. Its memory never grows, so a view of it stays good. */
export interface TextKernel {
  readonly memory: { readonly buffer: ArrayBuffer };
  /** Where the texts lie that are looked through, and how many bytes fit there. */
  readonly textsAt: KernelConstant;
  readonly textBytes: KernelConstant;
  /** Where each text ends, as u32; `textCount` of them fit. */
  readonly endsAt: KernelConstant;
  readonly textCount: KernelConstant;
  readonly literalAt: KernelConstant;
  readonly literalBytes: KernelConstant;
  /** A bit for each text, and for up to 31 before the first. */
  readonly foundAt: KernelConstant;
  setLiteral(bytes: number, one: number, other: number, isBoundAtStart: number, isBoundAtEnd: number): void;
  /** How many texts were marked. */
  markTexts(base: number, count: number, firstBit: number): number;
}

interface KernelConstant {
  readonly value: number;
}

/** Starts a kernel with a memory of its own, or null where the runtime refuses: no WebAssembly, no SIMD, a policy. */
export function startTextKernel(wasm: Uint8Array): TextKernel | null {
  try {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(wasm));
    return exports as unknown as TextKernel; // made from `kernel/` by our own build
  } catch {
    return null;
  }
}

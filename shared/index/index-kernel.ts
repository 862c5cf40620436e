/** What the compiled `kernel/index-kernel.ts` exports. Its memory grows: views of it are made again where it did. */
export interface IndexKernel {
  readonly memory: { readonly buffer: ArrayBuffer };
  /** Lines of one call, and where they begin and end there, as u32; `batchSize` of them fit. */
  readonly inputAt: KernelConstant;
  readonly inputBytes: KernelConstant;
  readonly startsAt: KernelConstant;
  readonly endsAt: KernelConstant;
  readonly batchSize: KernelConstant;
  /** 32 bytes for each line: the leaf of the line before it. */
  readonly leavesAt: KernelConstant;
  /** What each line states: f64. */
  readonly seqsAt: KernelConstant;
  readonly timesAt: KernelConstant;
  readonly dayStartsAt: KernelConstant;
  /** And where, from the beginning of the input on: u32. */
  readonly prevAtsAt: KernelConstant;
  readonly timeAtsAt: KernelConstant;
  readonly timeEndsAt: KernelConstant;
  /** A byte: 1 where `prev` is the leaf of the line before. */
  readonly linksAt: KernelConstant;
  /** How many commitments there are up to the end of each line, and where each begins and ends: u32. */
  readonly commitmentEndsAt: KernelConstant;
  readonly commitmentsAt: KernelConstant;
  readonly commitmentRoom: KernelConstant;
  /** Where a single name or text is handed over. */
  readonly scratchAt: KernelConstant;
  readonly scratchBytes: KernelConstant;
  /** Of each field, 65,536 u32. */
  readonly columnsAt: KernelConstant;
  /** The highest id of each field, and for each slot + 1 of its place: u32. */
  readonly highestIdsAt: KernelConstant;
  readonly fieldSlotsAt: KernelConstant;
  /** The ten bytes of a day that is not known. */
  readonly dayTextAt: KernelConstant;
  readonly entryPath: KernelConstant;

  beginPart(seed: number, depth: number, entryBytes: number): void;
  /** Takes lines from `first` to before `count`; returns before which it stopped, and `stopReason` says why. */
  takeLines(first: number, count: number): number;
  stopReason(): number;
  setDay(start: number): void;
  forgetDay(): void;
  /** Where a number lies that may be spelled as its text, or not; and what says that it is. */
  unknownNumberAt(): number;
  unknownNumberEnd(): number;
  approveNumber(): void;
  namedChildOf(parent: number, at: number, end: number): number;
  childOf(parent: number, previous: number, at: number, end: number): number;
  itemOf(parent: number): number;
  /** The place of one item of a list, instead of that of every item; there is one in a list. */
  indexedItemOf(list: number, index: number): number;
  holdPath(node: number, slot: number): void;
  beginLine(bytes: number): void;
  /** Not 0 when the part ends behind the line. */
  endLine(): number;
  setField(field: number, id: number, length: number): void;
  addOther(node: number, id: number, length: number): void;
  textBytesAt(table: number): number;
  textBytes(table: number): number;
  textEndsAt(table: number): number;
  textCount(table: number): number;
  lineCount(): number;
  valueCount(): number;
  valuePathsAt(): number;
  valueRowsAt(): number;
  valueIdsAt(): number;
  pathCount(): number;
  pointersAt(): number;
  pointersLength(): number;
  pointerEndsAt(): number;
}

/** Why `takeLines` stopped. */
export const kernelStops = [
  'batch-ended',
  'odd-line',
  'unknown-day',
  'part-ended',
  'unknown-number',
] as const;

interface KernelConstant {
  readonly value: number;
}

/** Starts a kernel with a memory of its own, or null where the runtime refuses: no WebAssembly, no SIMD, a policy. */
export function startIndexKernel(wasm: Uint8Array): IndexKernel | null {
  try {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(wasm));
    return exports as unknown as IndexKernel; // made from `kernel/` by our own build
  } catch {
    return null;
  }
}

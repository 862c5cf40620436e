/** What `scripts/build/kernel-plugin.ts` makes of `kernel/`. */
declare module 'virtual:crc-kernel' {
  /** The compiled kernel. */
  export const crcKernelBase64: string;
}

declare module 'virtual:digest-kernel' {
  /** The compiled kernel. */
  export const digestKernelBase64: string;
}

declare module 'virtual:index-kernel' {
  /** The compiled kernel. */
  export const indexKernelBase64: string;
}

declare module 'virtual:text-kernel' {
  /** The compiled kernel. */
  export const textKernelBase64: string;
}

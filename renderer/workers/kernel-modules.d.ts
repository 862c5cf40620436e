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

/** What Vite answers for a worker that it builds apart: the address of the built file. */
declare module '*?worker&url' {
  const url: string;
  // biome-ignore lint/style/noDefaultExport: the form is Vite's, not ours
  export default url;
}

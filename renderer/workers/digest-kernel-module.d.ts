/** What `scripts/build/digest-kernel-plugin.ts` makes of `kernel/`. */
declare module 'virtual:digest-kernel' {
  /** The compiled kernel. */
  export const digestKernelBase64: string;
}

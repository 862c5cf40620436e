/** What `scripts/build/programs-plugin.ts` makes of the programs that go into a pack. */
declare module 'virtual:report-programs' {
  export const bundleVerifier: string;
  export const reportVerifier: string;
  /** SHA-256 over the sources of the build, in hex. */
  export const sourcesSha256: string;
}

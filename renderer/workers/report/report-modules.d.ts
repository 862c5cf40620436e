/** What `scripts/build/programs-plugin.ts` makes of the programs that go into a pack. */
declare module 'virtual:report-programs' {
  export const bundleVerifier: string;
  export const reportVerifier: string;
  /** SHA-256 over the sources of the build, in hex. */
  export const sourcesSha256: string;
}

/** Version of package.json; the build puts it in the place of this name. */
declare const __VOUCH_VERSION__: string | undefined;

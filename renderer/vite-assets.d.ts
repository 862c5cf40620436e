/** What Vite answers for a module that it builds apart: the address of the built file. */
declare module '*?worker&url' {
  const url: string;
  // biome-ignore lint/style/noDefaultExport: the form is Vite's, not ours
  export default url;
}

/** What Vite answers for a text that it builds in. */
declare module '*?raw' {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: the form is Vite's, not ours
  export default text;
}

/** The part of Trusted Types that the window uses; TypeScript's DOM library does not describe it. */
declare const trustedTypes:
  | {
      createPolicy(
        name: string,
        rules: { createScriptURL(url: string): string },
      ): { createScriptURL(url: string): URL };
    }
  | undefined;

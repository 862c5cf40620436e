/** Version of package.json; the build puts it in the place of this name. */
declare const __VOUCH_VERSION__: string;

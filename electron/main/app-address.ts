import type { CustomScheme } from 'electron';

/** The scheme under which the window, its scripts and its workers are loaded. */
export const appScheme = 'app';

/**
 * The origin of the window. Compare it as text: Node's `URL` says `null` for the origin of a scheme it does not
 * know, so `new URL(...).origin` would make every unknown scheme equal to every other.
 */
export const appOrigin = 'app://bundle';

/** Where the window starts. */
export const startAddress = `${appOrigin}/index.html`;

/**
 * What Chromium is told about the scheme, before ready. `standard` gives it a real origin, without which IndexedDB
 * is off; `secure` makes it a secure context, without which WebCrypto is off. `supportFetchAPI` lets module scripts
 * and module workers be fetched whatever path Blink takes for them; it opens nothing, because `connect-src 'none'`
 * refuses `fetch` to the page itself and the scheme serves a fixed map of files. Nothing else is granted: above all
 * not `bypassCSP`, `corsEnabled` or `allowServiceWorkers`.
 */
export const appSchemePrivileges: CustomScheme = {
  scheme: appScheme,
  // Not `codeCache`: what is compiled would lie in the profile, where whoever can write to it could put another program.
  privileges: { standard: true, secure: true, supportFetchAPI: true },
};

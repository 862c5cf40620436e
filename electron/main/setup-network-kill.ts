import type { App, Session } from 'electron';
import { appOrigin } from './app-address.ts';

/** DevTools load themselves from inside the binary; what they would fetch from the network has another address. */
const developerToolsAddress = 'devtools://devtools/bundled/';

/** The parts of a session that reach, or could reach, outside the machine. */
export type NetworkSession = Pick<
  Session,
  'webRequest' | 'enableNetworkEmulation' | 'setSpellCheckerEnabled' | 'on'
>;

/**
 * Cuts every session off: no request but for our own files, no network below it, no dictionary and no download.
 * `file:`, `data:` and `blob:` documents are requests too and are refused like the others.
 */
export function setupNetworkKill(session: NetworkSession, isPackaged: boolean): void {
  session.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !isOwnAddress(details.url, isPackaged) });
  });
  session.enableNetworkEmulation({ offline: true });
  // The spelling dictionaries come from a public server.
  session.setSpellCheckerEnabled(false);
  // A file leaves through the save dialog of main only, never as a download that the page started.
  session.on('will-download', (event) => event.preventDefault());
}

/** Switches off what belongs to no session; must run after ready and before the first window. */
export function setupHostResolver(app: Pick<App, 'configureHostResolver' | 'on'>): void {
  // Automatic, the default, tries DNS over HTTPS on its own.
  app.configureHostResolver({ secureDnsMode: 'off' });
  // WebRTC is not asked through webRequest, so it needs its own word.
  app.on('web-contents-created', (_event, contents) => {
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  });
}

function isOwnAddress(url: string, isPackaged: boolean): boolean {
  // The slash matters: `app://bundle.example` begins with the origin as well.
  if (url.startsWith(`${appOrigin}/`)) return true;
  return !isPackaged && url.startsWith(developerToolsAddress);
}

/** Host name of the window in every run: the database belongs to the origin, so the origin must not change. */
export const windowHostName = 'vouch.localhost';

/** `localhost` names are a secure context without TLS, which the window needs for digests and locks. */
export const windowAddress = `http://${windowHostName}/`;

/**
 * The arguments that make a browser offline, whatever started it: the one known name leads to the loopback
 * server, every other name and address, also a literal one, leads nowhere.
 */
export function offlineArguments(port: number): readonly string[] {
  return [
    `--host-resolver-rules=MAP ${windowHostName}:80 127.0.0.1:${port}, MAP * ~NOTFOUND`,
    // A proxy would resolve names itself.
    '--no-proxy-server',
    '--disable-quic',
    '--webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-domain-reliability',
    '--disable-client-side-phishing-detection',
    '--disable-sync',
    '--disable-breakpad',
    '--metrics-recording-only',
    '--no-pings',
    // Chromium obeys the last of such lists alone, so there is one.
    `--disable-features=${[...askingFeatures, ...addressFieldPages].join(',')}`,
  ];
}

/** What asks other computers by itself. */
const askingFeatures = [
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'DialMediaRouteProvider',
  'MediaRouter',
  'OptimizationHints',
  'Translate',
];

/**
 * Pages that Chromium prepares at each start for what drops down from an address field, which the window does not have: on
 * two processors they delayed the first rows of a case by a third (measured).
 */
const addressFieldPages = ['WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup', 'WebUIOmniboxPopup'];

export interface WindowArguments {
  readonly port: number;
  readonly profile: string;
  /** Chromium refuses to start its sandbox for root. */
  readonly isRoot: boolean;
  /** From `VOUCH_BROWSER_ARGS`, for machines with a peculiar browser and for tests. */
  readonly extra: readonly string[];
}

/** The whole command line of the browser edition's window, without the program. */
export function windowArguments({ port, profile, isRoot, extra }: WindowArguments): readonly string[] {
  return [
    ...offlineArguments(port),
    `--user-data-dir=${profile}`,
    // The debugger speaks through two pipes that only the starting process holds: no port is opened.
    '--remote-debugging-pipe',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-default-apps',
    '--disable-extensions',
    '--disable-session-crashed-bubble',
    '--password-store=basic',
    ...(isRoot ? ['--no-sandbox'] : []),
    ...extra,
    // Without a visible window there is no frame to leave away, and the headless shell does not know the switch.
    extra.some((argument) => argument.startsWith('--headless')) ? windowAddress : `--app=${windowAddress}`,
  ];
}

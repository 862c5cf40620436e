import type { CommandLine } from 'electron';

/** Every switch is a layer of "no network" that works below the page, or below Electron's own interfaces. */
const networkSwitches: readonly (readonly [name: string, value?: string])[] = [
  // No name resolves, and literal addresses do not either: the last layer, when all others have failed.
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  // A proxy script would be looked up over the network before the first request.
  ['no-proxy-server'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-quic'],
  ['dns-prefetch-disable'],
  ['no-pings'],
  ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
];

/** A debugging port on loopback would hand evidence to any program that connects to it. */
const debuggingSwitches = ['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address'];

/**
 * Sets Chromium's switches; must run before ready. An installed copy also ignores a request for a debugging port;
 * a copy run from its sources keeps it, because the tests drive the real window through it.
 */
export function setupCommandLine(
  commandLine: Pick<CommandLine, 'appendSwitch' | 'removeSwitch'>,
  isPackaged: boolean,
): void {
  for (const [name, value] of networkSwitches) {
    if (value === undefined) commandLine.appendSwitch(name);
    else commandLine.appendSwitch(name, value);
  }
  if (isPackaged) for (const name of debuggingSwitches) commandLine.removeSwitch(name);
}

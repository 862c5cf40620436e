import { describe, expect, it } from 'vitest';
import { setupHostResolver, setupNetworkKill } from '../../../electron/main/setup-network-kill.ts';
import { setupPermissions } from '../../../electron/main/setup-permissions.ts';
import {
  asElectron,
  createFakeElectron,
  FakeSession,
  FakeWebContents,
  fakeEvent,
} from '../../support/fake-electron.ts';

describe('permissions', () => {
  it('are refused when a page asks, for every kind there is', () => {
    const session = guardedByPermissions();
    for (const permission of [
      'media',
      'geolocation',
      'clipboard-read',
      'fileSystem',
      'openExternal',
      'usb',
    ]) {
      const decisions: boolean[] = [];
      session.permissionRequest?.({}, permission, (granted) => void decisions.push(granted));
      expect(decisions, permission).toEqual([false]);
    }
  });

  it('are refused when a page only looks, and for devices', () => {
    const session = guardedByPermissions();
    expect(session.permissionCheck?.({}, 'media')).toBe(false);
    expect(session.permissionCheck?.({}, 'clipboard-read')).toBe(false);
    expect(session.devicePermission?.()).toBe(false);
  });

  it('let a person copy a digest, and nothing read the clipboard', () => {
    const session = guardedByPermissions();
    const decisions: boolean[] = [];
    session.permissionRequest?.({}, 'clipboard-sanitized-write', (granted) => void decisions.push(granted));
    expect(decisions).toEqual([true]);
    expect(session.permissionCheck?.({}, 'clipboard-sanitized-write')).toBe(true);
  });

  it('give no picture of the screen', () => {
    const chosen: unknown[] = [];
    guardedByPermissions().displayMedia?.({}, (streams) => void chosen.push(streams));
    expect(chosen).toEqual([null]);
  });
});

describe('the network', () => {
  it.each([
    'http://example.com/',
    'https://example.com/',
    'http://127.0.0.1/',
    'http://[::1]/',
    'ws://example.com/',
    'wss://example.com/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'file://server/share',
    'data:text/html,<script>1</script>',
    'blob:app://bundle/5f2c',
    'about:blank',
    'chrome://gpu/',
    'devtools://devtools/bundled/inspector.html',
    'view-source:app://bundle/index.html',
    'filesystem:app://bundle/temporary/x',
    'app://bundle',
    'app://bundle.example/index.html',
    'app://bundle@example.com/index.html',
    'app://other/index.html',
    'APP://bundle/index.html',
    ' app://bundle/index.html',
    '',
  ])('is never asked for %j', (url) => {
    expect(isCancelled(url)).toBe(true);
  });

  it('lets the own built files through', () => {
    expect(isCancelled('app://bundle/index.html')).toBe(false);
    expect(isCancelled('app://bundle/assets/main-Ab12.js')).toBe(false);
  });

  it('lets DevTools load themselves only when run from sources, and nothing that they would fetch', () => {
    expect(isCancelled('devtools://devtools/bundled/inspector.html', false)).toBe(false);
    expect(isCancelled('devtools://devtools/remote/serve_file/x', false)).toBe(true);
    expect(isCancelled('https://example.com/', false)).toBe(true);
  });

  it('is emulated as absent below the requests, without spelling dictionaries', () => {
    const log: string[] = [];
    setupNetworkKill(asElectron(new FakeSession('evidence', (line) => void log.push(line))), true);
    expect(log).toContain('evidence: enableNetworkEmulation {"offline":true}');
    expect(log).toContain('evidence: setSpellCheckerEnabled false');
  });

  it('takes no download: a file leaves through the save dialog only', () => {
    const session = new FakeSession('evidence');
    setupNetworkKill(asElectron(session), true);
    const event = fakeEvent();
    session.emit('will-download', event);
    expect(event.defaultPrevented).toBe(true);
  });

  it('resolves no name over HTTPS and lets WebRTC send nothing past a proxy', () => {
    const { app, log } = createFakeElectron({ appPath: '', isPackaged: true, isFirstInstance: true });
    setupHostResolver(asElectron(app));
    expect(log).toContain('app.configureHostResolver {"secureDnsMode":"off"}');
    const contents = new FakeWebContents();
    app.emit('web-contents-created', fakeEvent(), contents);
    expect(contents.webRtcPolicy).toBe('disable_non_proxied_udp');
  });
});

function guardedByPermissions(): FakeSession {
  const session = new FakeSession('evidence');
  setupPermissions(asElectron(session));
  return session;
}

function isCancelled(url: string, isPackaged = true): boolean | undefined {
  const session = new FakeSession('evidence');
  setupNetworkKill(asElectron(session), isPackaged);
  const decisions: { cancel?: boolean }[] = [];
  session.requestListener?.({ url }, (decision) => void decisions.push(decision));
  expect(decisions).toHaveLength(1);
  return decisions[0]?.cancel;
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeElectron, fakeEvent } from '../../support/fake-electron.ts';

let folder: string;
const originalArguments = process.argv;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vouch-main-'));
  mkdirSync(join(folder, 'build/renderer'), { recursive: true });
  writeFileSync(join(folder, 'build/renderer/index.html'), '<!doctype html>');
});

afterEach(() => {
  process.argv = originalArguments;
  vi.doUnmock('electron');
  rmSync(folder, { recursive: true });
});

describe('the start of the application', () => {
  it('installs every handler before the first window exists, and loads the page last', async () => {
    const { log } = await startMain();
    const firstWindow = log.indexOf('new BrowserWindow');
    const installed = [
      'app.on web-contents-created',
      'app.on render-process-gone',
      'app.configureHostResolver {"secureDnsMode":"off"}',
      'ipcMain.handle vouch:save',
      'ipcMain.handle vouch:set-unsaved-changes',
      'ipcMain.handle vouch:ready-for-files',
      'persist:evidence: protocol.handle app',
      'Menu.setApplicationMenu',
      ...['default', 'persist:evidence'].flatMap((session) => [
        `${session}: setPermissionRequestHandler`,
        `${session}: setPermissionCheckHandler`,
        `${session}: setDevicePermissionHandler`,
        `${session}: setDisplayMediaRequestHandler`,
        `${session}: onBeforeRequest`,
        `${session}: enableNetworkEmulation {"offline":true}`,
        `${session}: setSpellCheckerEnabled false`,
      ]),
    ];
    for (const line of installed) {
      expect(log, line).toContain(line);
      expect(log.indexOf(line), line).toBeLessThan(firstWindow);
    }
    expect(log.at(-1)).toBe('window.loadURL app://bundle/index.html');
    expect(log.filter((line) => line === 'new BrowserWindow')).toHaveLength(1);
  });

  it('does what Electron accepts only before ready, before ready', async () => {
    const { log } = await startMain();
    const ready = log.indexOf('ready');
    const early = [
      'app.requestSingleInstanceLock',
      'app.enableSandbox',
      'appendSwitch host-resolver-rules=MAP * ~NOTFOUND',
      'appendSwitch no-proxy-server',
      'appendSwitch disable-background-networking',
      'app.on open-file',
      'app.on second-instance',
    ];
    for (const line of early) {
      expect(log, line).toContain(line);
      expect(log.indexOf(line), line).toBeLessThan(ready);
    }
    expect(log.indexOf('app.configureHostResolver {"secureDnsMode":"off"}')).toBeGreaterThan(ready);
  });

  it('gives its scheme a real and secure origin and nothing that weakens the page', async () => {
    const { log } = await startMain();
    const line = log.find((entry) => entry.startsWith('protocol.registerSchemesAsPrivileged '));
    expect(JSON.parse(line?.slice(line.indexOf('[')) ?? 'null')).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
    expect(log.indexOf(line ?? '')).toBeLessThan(log.indexOf('ready'));
  });

  it('keeps evidence in a session of its own that writes no cache', async () => {
    const { log } = await startMain();
    expect(log).toContain('session.fromPartition persist:evidence {"cache":false}');
  });

  it('gives way to a copy that is already running, without touching anything else', async () => {
    const { log } = await startMain({ isFirstInstance: false });
    expect(log).toEqual(['app.requestSingleInstanceLock', 'app.quit']);
  });

  it('ignores a request for a debugging port when installed, and keeps it when run from sources', async () => {
    const removed = 'removeSwitch remote-debugging-port';
    expect((await startMain({ isPackaged: true })).log).toContain(removed);
    expect((await startMain({ isPackaged: false })).log).not.toContain(removed);
  });

  it('says so and ends when its own files are missing, instead of showing an empty window', async () => {
    rmSync(join(folder, 'build'), { recursive: true });
    const { log } = await startMain();
    expect(log).toContain('app.exit 1');
    expect(log).not.toContain('new BrowserWindow');
    expect(log.some((line) => line.startsWith('showErrorBox Vouch could not start.'))).toBe(true);
  });
});

describe('a file that the system asks to open', () => {
  it('waits until the window listens and is then put into the hidden input', async () => {
    const path = join(folder, 'acme.evb.zip');
    writeFileSync(path, 'PK');
    process.argv = ['/usr/bin/vouch', '--some-switch', path];
    const { windows, ipcHandlers } = await startMain();
    const contents = windows[0]?.webContents;
    expect(contents?.debugger.commands).toEqual([]);
    const ready = ipcHandlers.get('vouch:ready-for-files');
    await ready?.({ sender: contents, senderFrame: contents?.mainFrame });
    await vi.waitFor(() =>
      expect(contents?.debugger.commands).toContainEqual([
        'DOM.setFileInputFiles',
        { nodeId: 7, files: [path] },
      ]),
    );
  });

  it('comes to the running window when a second copy is started with it', async () => {
    const path = join(folder, 'acme.evb');
    writeFileSync(path, 'PK');
    const { app, windows, ipcHandlers, log } = await startMain();
    const contents = windows[0]?.webContents;
    await ipcHandlers.get('vouch:ready-for-files')?.({
      sender: contents,
      senderFrame: contents?.mainFrame,
    });
    app.emit('second-instance', fakeEvent(), ['/usr/bin/vouch', 'acme.evb'], folder);
    await vi.waitFor(() =>
      expect(contents?.debugger.commands).toContainEqual([
        'DOM.setFileInputFiles',
        { nodeId: 7, files: [path] },
      ]),
    );
    expect(log).toContain('window.focus');
  });
});

describe('the window', () => {
  it('has the navigation guard and the WebRTC policy from its first moment', async () => {
    const { windows } = await startMain();
    const contents = windows[0]?.webContents;
    expect(contents?.windowOpenHandler?.({ url: 'https://example.com' })).toEqual({ action: 'deny' });
    expect(contents?.webRtcPolicy).toBe('disable_non_proxied_udp');
    expect(contents?.listenerCount('will-navigate')).toBe(1);
  });

  it('lets no request in once it is closed', async () => {
    const { windows, ipcHandlers } = await startMain();
    const contents = windows[0]?.webContents;
    windows[0]?.emit('closed');
    expect(() =>
      ipcHandlers.get('vouch:ready-for-files')?.({ sender: contents, senderFrame: contents?.mainFrame }),
    ).toThrow('Request refused: the sender is not in order');
  });
});

/** Runs main against a fresh fake and returns it once main has either loaded the page or given up. */
async function startMain(options: { isPackaged?: boolean; isFirstInstance?: boolean } = {}) {
  const fake = createFakeElectron({ appPath: folder, isPackaged: true, isFirstInstance: true, ...options });
  vi.resetModules();
  vi.doMock('electron', () => fake.modules);
  await import('../../../electron/main/main.ts');
  await vi.waitFor(() => {
    const last = fake.log.at(-1) ?? '';
    expect(/^window\.loadURL|^app\.exit|^app\.quit/.test(last)).toBe(true);
  });
  return fake;
}

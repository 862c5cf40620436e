import { describe, expect, it } from 'vitest';
import { createWindow } from '../../../electron/main/create-window.ts';
import { setupCrashNotice } from '../../../electron/main/setup-crash-notice.ts';
import { createUnsavedChanges } from '../../../electron/main/unsaved-changes.ts';
import {
  asElectron,
  createFakeElectron,
  FakeDialog,
  FakeWindow,
  fakeEvent,
} from '../../support/fake-electron.ts';

describe('the window', () => {
  it('is made with every setting of the hardening list, written out', () => {
    const { options } = makeWindow(true);
    expect(options).toMatchObject({
      show: false,
      minWidth: 880,
      minHeight: 600,
      webPreferences: {
        session: 'the evidence session',
        preload: '/app/preload.cjs',
        additionalArguments: ['--vouch-version=1.2.3'],
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        experimentalFeatures: false,
        webviewTag: false,
        plugins: false,
        spellcheck: false,
        navigateOnDragDrop: false,
        devTools: false,
      },
    });
    expect(JSON.stringify(options)).not.toMatch(/enableBlinkFeatures|enableWebSQL/);
  });

  it('has DevTools only when run from sources', () => {
    expect(makeWindow(false).options).toMatchObject({ webPreferences: { devTools: true } });
  });

  it('shows itself when there is something to see, and cannot be pinched to another scale', () => {
    const log: string[] = [];
    const window = makeWindow(true, log);
    expect(log).toEqual([]);
    window.emit('ready-to-show');
    expect(log).toEqual(['window.show']);
    window.webContents.emit('did-finish-load');
    expect(window.webContents.visualZoomLimits).toEqual([1, 1]);
  });
});

describe('closing the window', () => {
  it('asks nothing when nothing is unsaved', () => {
    const { window, dialog } = guardedWindow();
    expect(close(window)).toBe('closes');
    expect(dialog.asked).toEqual([]);
  });

  it('asks when work is unsaved; keeping on working is the default and what Escape means', () => {
    const { window, dialog, unsavedChanges } = guardedWindow();
    unsavedChanges.set(true);
    expect(close(window)).toBe('stays open');
    expect(dialog.asked[0]?.options).toMatchObject({
      buttons: ['Keep working', 'Close and lose it'],
      defaultId: 0,
      cancelId: 0,
    });
  });

  it('closes when the person says so', () => {
    const { window, dialog, unsavedChanges } = guardedWindow();
    unsavedChanges.set(true);
    dialog.buttonPressed = 1;
    expect(close(window)).toBe('closes');
  });

  it('asks nothing more once the work is saved', () => {
    const { window, dialog, unsavedChanges } = guardedWindow();
    unsavedChanges.set(true);
    unsavedChanges.set(false);
    expect(close(window)).toBe('closes');
    expect(dialog.asked).toEqual([]);
  });
});

describe('a crash of the page', () => {
  it('is said aloud, and the page starts again only when the person says so', async () => {
    const { crash, window, dialog, gone } = crashing();
    crash('oom');
    expect(dialog.asked[0]?.options).toMatchObject({ message: 'The window stopped working.' });
    expect(gone()).toBe(1);
    await expect.poll(() => window.webContents.reloads).toBe(1);
  });

  it('ends the application when the person chooses that', async () => {
    const { crash, window, dialog, log } = crashing();
    dialog.buttonPressed = 1;
    crash('crashed');
    await expect.poll(() => log).toContain('app.quit');
    expect(window.webContents.reloads).toBe(0);
  });

  it('is not what a normal end is', () => {
    const { crash, dialog } = crashing();
    crash('clean-exit');
    expect(dialog.asked).toEqual([]);
  });
});

function makeWindow(isPackaged: boolean, log: string[] = []): FakeWindow {
  class RecordedWindow extends FakeWindow {
    constructor(options: object) {
      super(options, (line) => void log.push(line));
    }
  }
  return createWindow<never>(asElectron(RecordedWindow), {
    session: asElectron('the evidence session'),
    preloadPath: '/app/preload.cjs',
    appVersion: '1.2.3',
    isPackaged,
  });
}

function guardedWindow() {
  const dialog = new FakeDialog();
  const window = new FakeWindow({});
  const unsavedChanges = createUnsavedChanges(asElectron(dialog));
  unsavedChanges.guard(asElectron(window));
  return { dialog, window, unsavedChanges };
}

function close(window: FakeWindow): 'closes' | 'stays open' {
  const event = fakeEvent();
  window.emit('close', event);
  return event.defaultPrevented ? 'stays open' : 'closes';
}

function crashing() {
  const { app, dialog, log } = createFakeElectron({ appPath: '', isPackaged: true, isFirstInstance: true });
  const window = new FakeWindow({});
  let timesGone = 0;
  setupCrashNotice({
    app: asElectron(app),
    dialog: asElectron(dialog),
    currentWindow: () => asElectron(window),
    windowGone() {
      timesGone += 1;
    },
  });
  const crash = (reason: string) =>
    app.emit('render-process-gone', fakeEvent(), window.webContents, { reason });
  return { crash, window, dialog, log, gone: () => timesGone };
}

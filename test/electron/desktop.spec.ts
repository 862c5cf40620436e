import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Window } from '../e2e/pages/window.ts';
import { samplePath } from '../e2e/sample-files.ts';
import { type Desktop, launchDesktop, reasonToSkip } from './launch-desktop.ts';

const skipped = reasonToSkip();
// Said once, by the runner and not again by its worker: a skip that nobody reads is a test that nobody misses.
const { TEST_WORKER_INDEX } = process.env;
if (skipped !== null && TEST_WORKER_INDEX === undefined) console.log(skipped);

test.describe('the desktop edition in real Electron', () => {
  test.skip(skipped !== null, skipped ?? '');
  let desktop: Desktop;

  test.beforeEach(async () => {
    desktop = await launchDesktop();
  });

  test.afterEach(() => desktop.close());

  test('shows its own page under its own origin, in a secure context with a database and cryptography', async () => {
    expect(desktop.page.url()).toMatch(/^app:\/\/bundle\/index\.html/);
    const abilities = await desktop.page.evaluate(() => ({
      origin: location.origin,
      isSecureContext,
      database: typeof indexedDB,
      cryptography: typeof crypto.subtle,
      node: typeof Reflect.get(globalThis, 'process') + typeof Reflect.get(globalThis, 'require'),
    }));
    expect(abilities).toEqual({
      origin: 'app://bundle',
      isSecureContext: true,
      database: 'object',
      cryptography: 'object',
      node: 'undefinedundefined',
    });
  });

  test('exposes one frozen object to the page', async () => {
    const bridge = await desktop.page.evaluate(() => {
      const value: unknown = Reflect.get(globalThis, 'vouchBridge');
      return { names: Object.keys(Object(value)).sort(), isFrozen: Object.isFrozen(value) };
    });
    expect(bridge).toEqual({
      names: ['appVersion', 'journal', 'platform', 'readyForFiles', 'save', 'setUnsavedChanges'],
      isFrozen: true,
    });
  });

  test('runs with the switches that cut the network off, on an undisturbed session', async () => {
    const state = await desktop.application.evaluate(({ app, session }) => ({
      resolver: app.commandLine.getSwitchValue('host-resolver-rules'),
      proxy: app.commandLine.hasSwitch('no-proxy-server'),
      spelling: session.fromPartition('persist:evidence').isSpellCheckerEnabled(),
      ownScheme: session.fromPartition('persist:evidence').protocol.isProtocolHandled('app'),
    }));
    expect(state).toEqual({ resolver: 'MAP * ~NOTFOUND', proxy: true, spelling: false, ownScheme: true });
  });

  test('asks for nothing outside its own files, and is refused when it tries', async () => {
    expect(desktop.requests.filter((url) => !url.startsWith('app://bundle/'))).toEqual([]);
    const refused = await desktop.page.evaluate(async () => {
      const fails = (work: () => Promise<unknown>) =>
        work().then(
          () => false,
          () => true,
        );
      return {
        foreign: await fails(() => fetch('https://example.com/')),
        own: await fails(() => fetch('app://bundle/index.html')),
        window: window.open('https://example.com/') === null,
        clipboard: await fails(() => navigator.clipboard.readText()),
      };
    });
    expect(refused).toEqual({ foreign: true, own: true, window: true, clipboard: true });
    await desktop.page.evaluate(() => location.assign('https://example.com/'));
    await desktop.page.waitForTimeout(300);
    expect(desktop.page.url()).toMatch(/^app:\/\/bundle\/index\.html/);
  });

  test('shows no frame and stays one window', async () => {
    const violations = await desktop.page.evaluate(async () => {
      const seen: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
      const frame = document.createElement('iframe');
      frame.src = 'https://example.com/';
      document.body.append(frame);
      await new Promise((resolve) => setTimeout(resolve, 300));
      return seen;
    });
    expect(violations).toContain('frame-src');
    expect(desktop.application.windows()).toHaveLength(1);
  });

  test('opens a bundle and names the verdict as the browser edition does', async () => {
    const vouch = new Window(desktop.page);
    await vouch.home.openSample.click();
    await expect(vouch.verdict).toHaveAccessibleName('Verdict: VERIFIED', { timeout: 60_000 });
    await expect(vouch.verdictElements).toHaveCount(1);
  });

  test('verifies a file that the system asks it to open', async () => {
    const started = await launchDesktop([samplePath('-unknown-signer')]);
    try {
      const vouch = new Window(started.page);
      await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
    } finally {
      await started.close();
    }
  });

  test('keeps a file that it was started with until the window listens, and puts it into the hidden input', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vouch-opened-'));
    const path = join(folder, 'not-a-bundle.evb.zip');
    writeFileSync(path, 'these bytes are no archive');
    const started = await launchDesktop([path]);
    try {
      // The page takes the file out of the input at once; what stays is that it says something about it.
      await expect(started.page.getByText('not-a-bundle.evb.zip').first()).toBeVisible();
    } finally {
      await started.close();
      rmSync(folder, { recursive: true });
    }
  });
});

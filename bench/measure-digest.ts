import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { compileKernel } from '../scripts/build/compile-kernel.ts';
import { startLoopbackServer } from '../scripts/loopback-server.ts';
import { offlineArguments, windowAddress, windowHostName } from '../scripts/start/browser-arguments.ts';
import { findChromium } from '../scripts/test/find-chromium.ts';
import { workerFiles } from '../shared/contract/host-bridge.ts';
import type { Bench, Results } from './measurement.ts';
import { describe, median } from './statistics.ts';
import { type DigestRates, type TimedDigests, timeDigests } from './time-digests.ts';

/** The kernel against the reference and the platform, in Node and in a worker of the browser. */
export async function measureDigest({ bundle, pairs, talk }: Bench): Promise<Results> {
  const wasm = compileKernel(process.cwd(), 'digest-kernel');
  const inNode = await timeDigests(wasm, pairs);
  const inBrowser = await timeInBrowser(mkdtempSync(join(bundle.folder, 'profile-')), wasm, pairs);
  return { ...toResults('node', inNode, talk), ...toResults('browser', inBrowser, talk) };
}

function toResults(
  runtime: string,
  { kernel, reference, platformMB }: TimedDigests,
  talk: Bench['talk'],
): Results {
  const all = (runs: readonly DigestRates[], name: keyof DigestRates) => runs.map((run) => run[name]);
  const rate = (runs: readonly DigestRates[], name: keyof DigestRates) => Math.round(median(all(runs, name)));
  talk(
    `digest, ${runtime}: ${describe(all(kernel, 'lines'), 'lines/s')}, ${describe(all(kernel, 'streamMB'), 'MB/s')}`,
  );
  return {
    [`digest.${runtime}.kernelLinesPerSecond`]: rate(kernel, 'lines'),
    [`digest.${runtime}.nobleLinesPerSecond`]: rate(reference, 'lines'),
    [`digest.${runtime}.kernelNodesPerSecond`]: rate(kernel, 'nodes'),
    [`digest.${runtime}.nobleNodesPerSecond`]: rate(reference, 'nodes'),
    [`digest.${runtime}.kernelStreamMBPerSecond`]: rate(kernel, 'streamMB'),
    [`digest.${runtime}.nobleStreamMBPerSecond`]: rate(reference, 'streamMB'),
    [`digest.${runtime}.webCryptoMBPerSecond`]: Math.round(median(platformMB)),
  };
}

/** As the case worker is called, so that the server governs it by the same policy. */
const workerPath = `/${workerFiles[0] ?? ''}`;

/** A page and a worker of its own, served and governed as the window and its case worker are. */
async function timeInBrowser(profile: string, wasm: Uint8Array, pairs: number): Promise<TimedDigests> {
  const page = '<!doctype html><html lang="en"><title>Digests</title></html>';
  const files = new Map([
    ['/index.html', { mediaType: 'text/html; charset=utf-8', bytes: Buffer.from(page) }],
    [workerPath, { mediaType: 'text/javascript; charset=utf-8', bytes: Buffer.from(await buildWorker()) }],
  ]);
  const server = await startLoopbackServer({ files, hostNames: [windowHostName], port: 0 });
  const browser = findChromium('installed');
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browser.path,
    env: { ...process.env, ...browser.environment },
    args: [...offlineArguments(server.port)],
    headless: true,
  });
  try {
    const tab = await context.newPage();
    await tab.goto(windowAddress);
    return await askWorker(tab, wasm, pairs);
  } finally {
    await context.close();
    await server.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

async function buildWorker(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'chrome128',
      rolldownOptions: {
        input: join(process.cwd(), 'bench/digest-worker.ts'),
        output: { codeSplitting: false },
      },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  const chunk = output !== undefined && 'output' in output ? output.output[0] : undefined;
  if (chunk === undefined) throw new Error('Vite built nothing.');
  return chunk.code;
}

function askWorker(tab: Page, wasm: Uint8Array, pairs: number): Promise<TimedDigests> {
  // Runs in the page, as its own text.
  return tab.evaluate(
    ({ bytes, pairs, path }) => {
      const rules = { createScriptURL: (url: string) => url };
      const types = Reflect.get(window, 'trustedTypes');
      const worker = new Worker(types.createPolicy('vouch-worker', rules).createScriptURL(path));
      worker.postMessage({ wasm: Uint8Array.from(bytes), pairs });
      return new Promise<TimedDigests>((resolve, reject) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message));
      });
    },
    { bytes: [...wasm], pairs, path: workerPath },
  );
}

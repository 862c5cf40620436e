import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { timeImport, timeYardstick } from './hand-over.ts';
import type { Bench } from './measurement.ts';
import { type BenchBrowser, openBrowser } from './open-browser.ts';
import type { Bundle } from './prepare-bundle.ts';
import { cpuSecondsOf, findBusiest } from './process-list.ts';
import { describe, median, ratio } from './statistics.ts';
import { type ByteRange, findSegments } from './yardstick.ts';

/** Medians of all pairs, and the largest of what is a peak. */
export interface AgainstParse {
  readonly ratio: number;
  readonly millis: number;
  readonly yardstickMillis: number;
  readonly peakRssMB: number;
  /** Of the same process, with the window open and no case in it. */
  readonly emptyRssMB: number;
  readonly browserPeakRssMB: number;
  /** Processor time of the window's process, all its workers together. */
  readonly cpuMs: number;
  /** The part of it in the second after the import was shown as done. */
  readonly lateCpuMs: number;
  readonly yardstickCpuMs: number;
}

type ImportRun = Omit<AgainstParse, 'ratio' | 'yardstickMillis' | 'yardstickCpuMs'>;
type YardstickRun = Pick<AgainstParse, 'millis' | 'cpuMs'>;

/** So that what a closed tab leaves to clean up does not run beside the next one. */
const settleMillis = 500;

/** Nobody chooses a file sooner; by then the window has its program, as the yardstick has its worker. */
const choosingMillis = 2_000;

/**
 * The import of the window against `JSON.parse` of each line of the bundle, in one browser with a new profile for each
 * pair. `name` is what the person who waits is told.
 */
export async function compareWithParse(name: string, { bundle, pairs, talk }: Bench): Promise<AgainstParse> {
  const ranges = await findSegments(bundle.path);
  const yardstick: YardstickRun[] = [];
  const runs: ImportRun[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    const profile = mkdtempSync(join(bundle.folder, 'profile-'));
    const browser = await openBrowser(profile);
    try {
      const steps = [
        async () => void yardstick.push(await runYardstick(browser, bundle, ranges)),
        async () => void runs.push(await runImport(browser, bundle)),
      ];
      // Neither is always the one that finds the file in the system's cache and the browser warm.
      for (const step of pair % 2 === 0 ? steps : steps.toReversed()) {
        await step();
        await sleep(settleMillis);
      }
    } finally {
      await browser.close();
      rmSync(profile, { recursive: true, force: true });
    }
    talk(
      `${name} ${pair + 1}: ${runs.at(-1)?.millis.toFixed(0)} ms, T ${yardstick.at(-1)?.millis.toFixed(0)} ms`,
    );
  }
  const all = (key: keyof ImportRun) => runs.map((run) => run[key]);
  const allOfT = (key: keyof YardstickRun) => yardstick.map((run) => run[key]);
  talk(`${name}: ${describe(all('millis'), 'ms')}; T ${describe(allOfT('millis'), 'ms')}`);
  return {
    ratio: ratio(all('millis'), allOfT('millis')),
    millis: Math.round(median(all('millis'))),
    yardstickMillis: Math.round(median(allOfT('millis'))),
    peakRssMB: Math.round(Math.max(...all('peakRssMB'))),
    emptyRssMB: Math.round(median(all('emptyRssMB'))),
    browserPeakRssMB: Math.round(Math.max(...all('browserPeakRssMB'))),
    cpuMs: Math.round(median(all('cpuMs'))),
    yardstickCpuMs: Math.round(median(allOfT('cpuMs'))),
    lateCpuMs: Math.round(median(all('lateCpuMs'))),
  };
}

async function runYardstick(
  { openYardstick, processes }: BenchBrowser,
  bundle: Bundle,
  ranges: readonly ByteRange[],
): Promise<YardstickRun> {
  const page = await openYardstick();
  const before = await processes.renderers();
  const millis = await timeYardstick(page, bundle.path, ranges, bundle.entries);
  const cpuMs = cpuSecondsOf(findBusiest(before, await processes.renderers())) * 1_000;
  await page.close();
  return { millis, cpuMs };
}

async function runImport({ openWindow, processes }: BenchBrowser, bundle: Bundle): Promise<ImportRun> {
  const page = await openWindow();
  await sleep(choosingMillis);
  const empty = await processes.renderers();
  const millis = await timeImport(page, bundle.path);
  const done = await processes.renderers();
  await sleep(1_000);
  const later = await processes.renderers();
  const { peakRssMB: browserPeakRssMB } = await processes.browser();
  await page.close();
  const window = findBusiest(empty, later);
  const late = findBusiest(
    done.filter(({ id }) => id === window.after.id),
    later,
  );
  return {
    millis,
    peakRssMB: window.after.peakRssMB,
    emptyRssMB: window.before.peakRssMB,
    browserPeakRssMB,
    cpuMs: cpuSecondsOf(window) * 1_000,
    lateCpuMs: cpuSecondsOf(late) * 1_000,
  };
}

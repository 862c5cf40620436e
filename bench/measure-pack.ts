import type { Page } from '@playwright/test';
import { askHeldWorker, holdWorker } from './held-worker.ts';
import type { Bench, Results } from './measurement.ts';
import { openBrowser } from './open-browser.ts';
import { cpuSecondsOf, findBusiest } from './process-list.ts';
import { describe, median } from './statistics.ts';
import { type StoredCase, withStoredCase } from './stored-case.ts';

/** Of one line each, spread over the whole log: every proof goes through another part of it. */
const mostExhibits = 1_000;
const mostRounds = 3;
const passphrase = 'correct horse battery staple';
const reviewer = 'Bench Auditor';

interface PackRun {
  readonly previewMs: number;
  readonly millis: number;
  readonly cpuMs: number;
  readonly longTaskMs: number;
  readonly stallMs: number;
  readonly peakRssMB: number;
}

/**
 * How long it takes from the button that signs until the files of a report are shown: every stored copy is verified again, each line
 * proven, the report drawn as a page and as a PDF, signed, packed and searched.
 */
export async function measurePack({ bundle, pairs, talk }: Bench): Promise<Results> {
  const exhibits = Math.min(mostExhibits, Math.floor(bundle.entries / 2));
  return withStoredCase(bundle, async (stored) => {
    await makeExhibits(stored, exhibits, bundle.entries);
    const runs: PackRun[] = [];
    for (let round = 1; round <= Math.min(mostRounds, pairs); round++) {
      const run = await producePack(stored, round);
      talk(`pack ${round}: ${Math.round(run.millis)} ms, ${Math.round(run.cpuMs)} ms of processors`);
      runs.push(run);
    }
    const all = (name: keyof PackRun) => runs.map((run) => run[name]);
    talk(`pack of ${exhibits} exhibits: ${describe(all('millis'), 'ms')}`);
    return {
      'pack.ms': Math.round(median(all('millis'))),
      'pack.cpuMs': Math.round(median(all('cpuMs'))),
      'pack.previewMs': Math.round(median(all('previewMs'))),
      'pack.longTaskMaxMs': Math.round(Math.max(...all('longTaskMs'))),
      'pack.stallMaxMs': Math.round(Math.max(...all('stallMs'))),
      'pack.peakRssMB': Math.round(Math.max(...all('peakRssMB'))),
    };
  });
}

/** As a person makes them one by one, through the requests that the window makes. */
async function makeExhibits(stored: StoredCase, exhibits: number, entries: number): Promise<void> {
  const { caseId, bundleId } = await idsOf(stored);
  const browser = await openBrowser(stored.profile);
  try {
    const page = await openReports(browser.openWindow, stored);
    const every = Math.floor(entries / exhibits);
    const lines = Array.from({ length: exhibits }, (_, index) => ({ bundleId, ordinal: index * every }));
    const [named] = await askHeldWorker<readonly NamedLine[]>(page, 'nameLines', [{ caseId, lines }]);
    if (named === undefined) throw new Error('The lines have no names.');
    const made = named.map(({ origin, fileSha256, seq, leaf }, index) => ({
      caseId,
      content: {
        kind: 'exhibit',
        by: reviewer,
        number: `EX-${String(index + 1).padStart(4, '0')}`,
        title: `Entry ${seq}`,
        query: '',
        queryDigest: '',
        sources: [{ origin, fileSha256, lines: [{ seq, leaf }] }],
      },
    }));
    await askHeldWorker(page, 'make', made);
    await askHeldWorker(page, 'makeIdentity', [{ name: reviewer, passphrase }]);
    await page.getByLabel('Your name').fill(reviewer);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: 'New draft' }).isEnabled();
  } finally {
    await browser.close();
  }
}

interface NamedLine {
  readonly origin: string;
  readonly fileSha256: string;
  readonly seq: number;
  readonly leaf: string;
}

async function idsOf(stored: StoredCase): Promise<{ readonly caseId: string; readonly bundleId: string }> {
  const parameters = new URLSearchParams(stored.routeQuery);
  return { caseId: parameters.get('case') ?? '', bundleId: parameters.get('bundle') ?? '' };
}

type OpenWindow = Awaited<ReturnType<typeof openBrowser>>['openWindow'];

/** With the check of the stored copy at its end: it reads every byte, and would be measured too. */
async function openReports(openWindow: OpenWindow, { routeQuery }: StoredCase): Promise<Page> {
  const page = await openWindow(`#/reports?${routeQuery}`, holdWorker);
  await page.locator('[data-verdict]:not([data-verdict=none])').waitFor({ timeout: 600_000 });
  return page;
}

/** In a browser of its own, so that nothing is held from the round before. */
async function producePack(stored: StoredCase, round: number): Promise<PackRun> {
  const browser = await openBrowser(stored.profile);
  try {
    const page = await openReports(browser.openWindow, stored);
    await askHeldWorker(page, 'openIdentity', [{ passphrase }]);
    await page.getByRole('button', { name: 'New draft' }).click();
    await page.getByLabel('Title', { exact: true }).fill('Access review');
    const watch = await page.evaluateHandle(watchWork);
    const previewedFrom = await page.evaluate(() => performance.now());
    await page.getByLabel('Number').fill(`R-${round}`);
    const produce = page.locator('button:not([disabled])', { hasText: 'Produce…' });
    await produce.waitFor({ timeout: 600_000 });
    const previewMs = await page.evaluate((from) => performance.now() - from, previewedFrom);
    await produce.click();
    await page.getByRole('checkbox', { name: /I have looked at what leaves/ }).check();
    const before = await browser.processes.renderers();
    await watch.evaluate(({ begin }) => begin());
    await page.getByRole('button', { name: 'Verify, sign and produce' }).click();
    const { millis, stallMs } = await watch.evaluate(({ ended }) => ended);
    const window = findBusiest(before, await browser.processes.renderers());
    return {
      previewMs,
      millis,
      stallMs,
      cpuMs: cpuSecondsOf(window) * 1_000,
      longTaskMs: await watch.evaluate(({ longestTask }) => longestTask()),
      peakRssMB: window.after.peakRssMB,
    };
  } finally {
    await browser.close();
  }
}

/** Runs in the page, as its own text: it may use nothing from this file. */
function watchWork() {
  interface Ended {
    readonly millis: number;
    /** The longest time for which the case worker answered nothing: so long a cancel waits at most. */
    readonly stallMs: number;
  }
  let longest = 0;
  const note = (entries: PerformanceEntryList) => {
    for (const { duration } of entries) longest = Math.max(longest, duration);
  };
  const tasks = new PerformanceObserver((list) => note(list.getEntries()));
  tasks.observe({ type: 'longtask' });
  let end: (ended: Ended) => void = () => {};
  const ended = new Promise<Ended>((resolve) => {
    end = resolve;
  });
  const worker = window.benchWorker;
  if (worker === undefined) throw new Error('The window has started no worker.');
  /** Asks for next to nothing, again and again. */
  const ping = (answered: (waited: number) => void) => {
    const id = 2_000_000_000 + Math.floor(Math.random() * 1_000_000_000);
    const askedAt = performance.now();
    const listen = ({ data }: MessageEvent) => {
      if (data.id !== id) return;
      worker.removeEventListener('message', listen);
      answered(performance.now() - askedAt);
    };
    worker.addEventListener('message', listen);
    worker.postMessage({ kind: 'request', id, name: 'listAlarms', args: {} });
  };
  const begin = () => {
    const onPress = () => {
      const pressedAt = performance.now();
      // What the bench itself has looked for in the page before was no work of the window.
      note(tasks.takeRecords());
      longest = 0;
      let stallMs = 0;
      let isOver = false;
      const again = () => {
        if (isOver) return;
        ping((waited) => {
          stallMs = Math.max(stallMs, waited);
          setTimeout(again, 20);
        });
      };
      again();
      const observer = new MutationObserver(() => {
        const title = document.querySelector('[role=dialog] h2')?.textContent ?? '';
        const failure = document.querySelector('[role=dialog] [role=alert]')?.textContent ?? null;
        if (!title.endsWith('is produced and signed.') && failure === null) return;
        observer.disconnect();
        isOver = true;
        if (failure !== null) throw new Error(failure);
        end({ millis: performance.now() - pressedAt, stallMs });
      });
      observer.observe(document, { subtree: true, childList: true, characterData: true });
    };
    document.addEventListener('click', onPress, { capture: true, once: true });
  };
  return {
    begin,
    ended,
    longestTask: () => {
      note(tasks.takeRecords());
      return longest;
    },
  };
}

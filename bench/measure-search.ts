import type { Page } from '@playwright/test';
import type { Bench, Results } from './measurement.ts';
import { openBrowser } from './open-browser.ts';
import { type SearchQuestion, searchQuestions } from './search-questions.ts';
import { describe, percentile } from './statistics.ts';
import { withStoredCase } from './stored-case.ts';

/** Questions of a kind, each asked once: a second time it would be answered from memory. */
const questionsOfKind = 60;

/**
 * How soon the case worker answers a question with its total, first rows, five facets and a histogram of a hundred
 * buckets; on the way there and back as the window has it.
 */
export async function measureSearch({ bundle, talk }: Bench): Promise<Results> {
  return withStoredCase(bundle, async (stored) => {
    const browser = await openBrowser(stored.profile);
    try {
      const page = await browser.openWindow(`#/bundles?${stored.routeQuery}`, holdWorker);
      // The check of the stored copy reads every byte, and would be measured too.
      await page.locator('[data-verdict]:not([data-verdict=none])').waitFor({ timeout: 600_000 });
      const caseId = new URLSearchParams(stored.routeQuery).get('case') ?? '';
      const results: Record<string, number> = {};
      const [load] = await askAll(page, caseId, [{ query: '', first: 0 }]);
      talk(`search: ${Math.round(load ?? 0)} ms to load the index and count it for the first time`);
      results['search.firstMs'] = Math.round(load ?? 0);
      for (const [kind, questionOf] of Object.entries(searchQuestions(bundle.entries))) {
        // What is compiled on the way is compiled for all that follow.
        await askAll(page, caseId, questionsFrom(questionOf, questionsOfKind, 5));
        const times = await askAll(page, caseId, questionsFrom(questionOf, 0, questionsOfKind));
        talk(`search.${kind}: ${describe(times, 'ms')}`);
        results[`search.${kind}.p50Ms`] = Number(percentile(times, 0.5).toFixed(1));
        results[`search.${kind}.p95Ms`] = Number(percentile(times, 0.95).toFixed(1));
      }
      return results;
    } finally {
      await browser.close();
    }
  });
}

function questionsFrom(questionOf: (number: number) => SearchQuestion, first: number, count: number) {
  return Array.from({ length: count }, (_, index) => questionOf(first + index));
}

/** Milliseconds for each, one after the other. Throws when one is not answered. */
async function askAll(
  page: Page,
  caseId: string,
  questions: readonly SearchQuestion[],
): Promise<readonly number[]> {
  return page.evaluate(askWorker, { caseId, questions });
}

declare global {
  interface Window {
    /** Set before the code of the window runs, so there is nothing else to hold it. */
    benchWorker: Worker | undefined;
  }
}

// What follows runs in the page, as its own text: it may use nothing from this file.

/** Keeps the worker that the window starts: the questions go to the application's own. */
function holdWorker(): void {
  window.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      window.benchWorker = this;
    }
  };
}

async function askWorker({
  caseId,
  questions,
}: {
  readonly caseId: string;
  readonly questions: readonly SearchQuestion[];
}): Promise<readonly number[]> {
  const worker = window.benchWorker;
  if (worker === undefined) throw new Error('The window has started no worker.');
  const facets = ['actor', 'action', 'outcome', 'service', 'address'].map((field) => ({
    field,
    count: 10,
    containing: null,
  }));
  const ask = (question: SearchQuestion) =>
    new Promise<void>((resolve, reject) => {
      // Far from every id that the window gives.
      const id = 1_000_000_000 + Math.floor(Math.random() * 1_000_000_000);
      const listen = ({ data }: MessageEvent) => {
        if (data.id !== id || data.kind === 'progress') return;
        worker.removeEventListener('message', listen);
        // To be given up after one second is an answer of a regular expression.
        if (data.kind === 'answer' && ['result', 'stopped'].includes(data.value.kind)) resolve();
        else reject(new Error(`${question.query}: ${JSON.stringify(data).slice(0, 300)}`));
      };
      worker.addEventListener('message', listen);
      const args = {
        caseId,
        bundleIds: [],
        query: question.query,
        sort: { by: 'time', isDescending: false },
        fields: [],
        facets,
        buckets: 100,
        rows: { first: question.first, count: 128 },
      };
      worker.postMessage({ kind: 'request', id, name: 'search', args });
    });
  const times: number[] = [];
  for (const question of questions) {
    const startedAt = performance.now();
    await ask(question);
    times.push(performance.now() - startedAt);
  }
  return times;
}

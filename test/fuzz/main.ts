import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { diceFor } from './dice.ts';
import type { ThreadMessage, ThreadOrder } from './fuzz-thread.ts';
import { keepFinding, keepFolder } from './keep-finding.ts';
import { createFuzzRun, type Finding, longestMillis, secondVerifier } from './run-fuzz.ts';
import { chooseTargets } from './targets.ts';

const heapMegabytes = 512;
/** Beyond what the process had when the thread began: the heap, and as much again for bytes outside of it. */
const growthMegabytes = 2 * heapMegabytes;
const watchMillis = 100;
/** The same promise broken in the same words is kept a few times, not a thousand times. */
const mostOfAKind = 5;

/** `npm run fuzz -- [--seed N] [--minutes M] [--only bundle,json] [--at N]`: see README.md. Ends with 1 after a finding. */
export async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: String(Date.now() % 2 ** 32) },
      minutes: { type: 'string', default: '5' },
      only: { type: 'string', default: '' },
      at: { type: 'string' },
    },
  });
  const seed = Number(values.seed);
  const only = values.only.split(',').filter((name) => name !== '');
  const targets = chooseTargets(only);
  if (!Number.isSafeInteger(seed)) throw new Error('--seed needs a whole number.');
  const report = createReport(seed);
  if (values.at !== undefined) {
    const run = createFuzzRun(seed, { begins: () => {}, ended: report.ended, found: report.found });
    for (const target of targets) await run.judge(target, Number(values.at));
    run.finish();
    return report.end();
  }
  console.log(`fuzz: seed ${seed}, ${values.minutes} minutes, ${targets.map(({ name }) => name).join(' ')}`);
  await runWatched({ seed, only, endsAt: performance.now() + Number(values.minutes) * 60_000, report });
  return report.end();
}

interface Report {
  ended(target: string, index: number, reached: string, count?: number): void;
  found(finding: Finding): void;
  end(): number;
}

function createReport(seed: number): Report {
  const startedAt = performance.now();
  const counts = new Map<string, Map<string, number>>();
  const kinds = new Map<string, number>();
  let findings = 0;
  return {
    ended: (target, _, reached, count = 1) => {
      const ofTarget = counts.get(target) ?? new Map<string, number>();
      counts.set(target, ofTarget.set(reached, (ofTarget.get(reached) ?? 0) + count));
    },
    found: (finding) => {
      findings += 1;
      const kind = `${finding.target} ${finding.broken.replaceAll(/[0-9]+/g, '').slice(0, 80)}`;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      if ((kinds.get(kind) ?? 0) > mostOfAKind) return;
      console.log(`fuzz: ${finding.target} ${finding.index}: ${keepFinding(seed, finding)}`);
    },
    end: () => {
      const seconds = (performance.now() - startedAt) / 1_000;
      let total = 0;
      for (const [target, reached] of counts) {
        const sum = [...reached.values()].reduce((left, right) => left + right, 0);
        total += sum;
        const most = [...reached].toSorted(([, left], [, right]) => right - left).slice(0, 8);
        console.log(
          `  ${target.padEnd(20)} ${sum}: ${most.map(([name, count]) => `${name} ${count}`).join(', ')}`,
        );
      }
      console.log(
        `fuzz: ${total} inputs in ${seconds.toFixed(0)} s (${(total / seconds).toFixed(0)} a second), ${findings} findings`,
      );
      if (findings > 0) console.log(`fuzz: kept in ${keepFolder}`);
      return findings === 0 ? 0 : 1;
    },
  };
}

interface Watch {
  readonly seed: number;
  readonly only: readonly string[];
  readonly endsAt: number;
  readonly report: Report;
}

/** Runs threads one after the other: the next begins when one was stopped by an input. */
async function runWatched({ seed, only, endsAt, report }: Watch): Promise<void> {
  const from: Record<string, number> = {};
  while (performance.now() < endsAt) {
    const culprit = await runThread({ seed, only, endsAt, report }, from);
    if (culprit === null) return;
    const { target, index, broken } = culprit;
    const made = await chooseTargets([target])[0]?.make(diceFor(seed, target, index));
    report.found({ target, index, broken, files: made?.files ?? new Map() });
  }
}

interface Culprit {
  readonly target: string;
  readonly index: number;
  readonly broken: string;
}

function runThread(
  { seed, only, endsAt, report }: Watch,
  from: Record<string, number>,
): Promise<Culprit | null> {
  return new Promise((resolve, reject) => {
    const stop = new SharedArrayBuffer(4);
    const order: ThreadOrder = { seed, only, from: { ...from }, stop };
    const thread = new Worker(join(process.cwd(), 'scripts/run.mjs'), {
      argv: [join(import.meta.dirname, 'fuzz-thread.ts')],
      workerData: order,
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    });
    let current = { target: '', index: 0, since: performance.now() };
    let memoryBefore: number | null = null;
    const end = (broken: string | null) => {
      clearInterval(watch);
      void thread.terminate();
      resolve(broken === null ? null : { ...current, broken });
    };
    const watch = setInterval(() => {
      const now = performance.now();
      if (now > endsAt) Atomics.store(new Int32Array(stop), 0, 1);
      if (memoryBefore === null || current.target === secondVerifier) return;
      if (now - current.since > longestMillis + 1_000) end(`no answer within ${longestMillis} ms`);
      const grown = (process.memoryUsage.rss() - memoryBefore) / 2 ** 20;
      if (grown > growthMegabytes) end(`the process grew by ${grown.toFixed(0)} MB`);
    }, watchMillis);
    thread.on('message', (message: ThreadMessage) => {
      if (message.kind === 'found') report.found(message.finding);
      else if (message.kind === 'ended') {
        for (const [target, reached, count] of message.counts) report.ended(target, 0, reached, count);
      } else {
        memoryBefore ??= process.memoryUsage.rss();
        current = { ...message, since: performance.now() };
        if (message.target !== secondVerifier) from[message.target] = message.index + 1;
      }
    });
    thread.on('error', (error) => {
      if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
        end(`more than ${heapMegabytes} MB of heap`);
      else {
        clearInterval(watch);
        reject(error);
      }
    });
    thread.on('exit', () => end(null));
  });
}

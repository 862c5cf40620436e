import { parentPort, workerData } from 'node:worker_threads';
import { createFuzzRun, type Finding } from './run-fuzz.ts';
import { chooseTargets } from './targets.ts';

export interface ThreadOrder {
  readonly seed: number;
  readonly only: readonly string[];
  /** The number of the first input, by target: after a thread was stopped, the next one goes on behind the culprit. */
  readonly from: Readonly<Record<string, number>>;
  /** Set to 1 to end the run after the current input. */
  readonly stop: SharedArrayBuffer;
}

export type ThreadMessage =
  | { readonly kind: 'begins'; readonly target: string; readonly index: number }
  | { readonly kind: 'ended'; readonly counts: readonly (readonly [string, string, number])[] }
  | { readonly kind: 'found'; readonly finding: Finding };

/** Long enough that a thread is not busy with talking, short enough that every target has its turn. */
const turnMillis = 200;

/** The thread of a long run: gives each target its turn until it is told to stop. */
export async function main(): Promise<number> {
  const { seed, only, from, stop } = workerData as ThreadOrder; // from our own main.ts
  const stopped = new Int32Array(stop);
  const post = (message: ThreadMessage) => parentPort?.postMessage(message);
  const counts = new Map<string, number>();
  const run = createFuzzRun(seed, {
    begins: (target, index) => post({ kind: 'begins', target, index }),
    ended: (target, _, reached) => {
      const key = `${target}\n${reached}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    found: (finding) => post({ kind: 'found', finding }),
  });
  const next = new Map<string, number>(Object.entries(from));
  while (Atomics.load(stopped, 0) === 0) {
    for (const target of chooseTargets(only)) {
      const until = performance.now() + turnMillis * target.turns;
      while (performance.now() < until && Atomics.load(stopped, 0) === 0) {
        const index = next.get(target.name) ?? 0;
        next.set(target.name, index + 1);
        await run.judge(target, index);
      }
    }
    post({ kind: 'ended', counts: takeCounts(counts) });
  }
  run.finish();
  post({ kind: 'ended', counts: takeCounts(counts) });
  return 0;
}

function takeCounts(counts: Map<string, number>): readonly (readonly [string, string, number])[] {
  const taken = [...counts].map(([key, count]) => {
    const [target = '', reached = ''] = key.split('\n');
    return [target, reached, count] as const;
  });
  counts.clear();
  return taken;
}

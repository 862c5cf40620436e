import { CancelledError } from '../../shared/bytes/errors.ts';
import type { Progress } from '../../shared/contract/case-protocol.ts';
import { createRateMeter } from './rate-meter.ts';
import type { WorkerPlatform } from './worker-platform.ts';

/** Progress more often than this is work for the window that nobody can see. */
const reportEveryMillis = 100;
/** A cancel is promised within 200 ms; a message can arrive only while the worker pauses. */
const pauseEveryMillis = 50;

/** Keeps long work polite: it can be stopped, and it says how far it is. */
export interface Pace {
  /** Called often, between two small pieces of work. Throws CancelledError when the person asked to stop. */
  step(): Promise<void>;
  /** Hands progress on, at most ten times a second, with the rate that these reports come to. */
  report(progress: Omit<Progress, 'rate'>): void;
}

/** A pace for one request. */
export function createPace(
  platform: Pick<WorkerPlatform, 'elapsed' | 'pause'>,
  signal: AbortSignal,
  send: (progress: Progress) => void,
): Pace {
  let pausedAt = platform.elapsed();
  let reportedAt = Number.NEGATIVE_INFINITY;
  const meter = createRateMeter();
  return {
    step: async () => {
      if (platform.elapsed() - pausedAt >= pauseEveryMillis) {
        await platform.pause();
        pausedAt = platform.elapsed();
      }
      if (signal.aborted) throw new CancelledError();
    },
    report: (progress) => {
      const now = platform.elapsed();
      if (now - reportedAt < reportEveryMillis) return;
      reportedAt = now;
      const rate = meter.take(now, progress);
      send(rate === null ? progress : { ...progress, rate });
    },
  };
}

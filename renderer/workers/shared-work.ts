import { CancelledError } from '../../shared/bytes/errors.ts';
import type { Progress } from '../../shared/contract/case-protocol.ts';
import { createPace, type Pace } from './pace.ts';
import type { Call } from './request-context.ts';
import type { WorkerPlatform } from './worker-platform.ts';

/** Work that several requests may wait for. It is done once, and ends early only when nobody waits any more. */
export interface SharedWork<Answer> {
  /** Rejects with CancelledError as soon as this request is cancelled, while the work goes on for the others. */
  join(call: Call): Promise<Answer>;
  /** Ends the work for everybody. */
  stop(): void;
  /** Resolves when nothing of the work runs any more, however it ended. */
  readonly ended: Promise<void>;
}

interface Waiting {
  report(progress: Progress): void;
}

/** Starts the work; `onStop` hears at once that it was given up, which is before it has ended. */
export function startSharedWork<Answer>(
  platform: Pick<WorkerPlatform, 'elapsed' | 'pause'>,
  work: (pace: Pace) => Promise<Answer>,
  onStop: () => void,
): SharedWork<Answer> {
  const waiting = new Set<Waiting>();
  const stop = new AbortController();
  const pace = createPace(platform, stop.signal, (progress) => {
    for (const each of waiting) each.report(progress);
  });
  const answer = work(pace);
  const giveUp = () => {
    if (stop.signal.aborted) return;
    stop.abort();
    onStop();
  };
  return {
    stop: giveUp,
    ended: answer.then(
      () => {},
      () => {},
    ),
    join: ({ signal, pace: { report } }) =>
      new Promise<Answer>((resolve, reject) => {
        if (signal.aborted) return reject(new CancelledError());
        const one: Waiting = { report };
        const leave = () => {
          waiting.delete(one);
          signal.removeEventListener('abort', cancel);
        };
        const cancel = () => {
          leave();
          if (waiting.size === 0) giveUp();
          reject(new CancelledError());
        };
        waiting.add(one);
        signal.addEventListener('abort', cancel);
        answer.then(resolve, reject).finally(leave);
      }),
  };
}

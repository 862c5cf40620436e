import type { ThreadWatch } from '../../shared/bundle/thread-queue.ts';

const stepMillis = 5_000;

/**
 * A minute for one segment, which takes a second at its largest. Steps are counted and no clock is asked: a computer
 * that slept has made none.
 */
export const indexThreadWatch: ThreadWatch = {
  everyStep(step) {
    const timer = setInterval(step, stepMillis);
    return () => clearInterval(timer);
  },
  mostSteps: 12,
};

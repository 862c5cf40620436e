import { serveIndexJobs } from './index-threads.ts';
import { indexThreadName } from './start-index-thread.ts';
import { workerDigests } from './worker-digests.ts';

/** Makes this worker a thread, if it was started as one. False when it is something else. */
export function serveAsIndexThread(): boolean {
  if (self.name !== indexThreadName) return false;
  serveIndexJobs(self, workerDigests);
  return true;
}

import { serveIndexJobs } from './index-threads.ts';
import { indexThreadName } from './thread-names.ts';
import { startIndexKernelHere } from './worker-scan-into-parts.ts';
import { workerSegmentReader } from './worker-segment-reader.ts';

/** Makes this worker a thread, if it was started as one. False when it is something else. */
export function serveAsIndexThread(): boolean {
  if (self.name !== indexThreadName) return false;
  serveIndexJobs(self, workerSegmentReader);
  startIndexKernelHere();
  return true;
}

import { caseHandlers } from './case-handlers.ts';
import { serveIndexJobs } from './index-threads.ts';
import { openContext } from './open-context.ts';
import { type MessageChannelEnd, serveRequests } from './serve-requests.ts';
import { indexThreadName } from './start-index-thread.ts';
import { workerDigests } from './worker-digests.ts';
import { browserPlatform } from './worker-platform.ts';

// In a worker the global scope is the channel to whoever started it.
if (self.name === indexThreadName) {
  serveIndexJobs(self, workerDigests);
} else {
  const window: MessageChannelEnd = self;
  serveRequests(window, openContext(browserPlatform), caseHandlers, browserPlatform);
}

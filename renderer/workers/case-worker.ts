import { readCaseWorkerName } from '../../shared/contract/case-worker-name.ts';
import { caseHandlers } from './case-handlers.ts';
import { loadJudging } from './load-judging.ts';
import { openContext } from './open-context.ts';
import { type MessageChannelEnd, serveRequests } from './serve-requests.ts';
import { startHost } from './start-host.ts';
import { tellAlive } from './tell-alive.ts';
import { warmUp } from './warm-up.ts';
import { browserPlatform } from './worker-platform.ts';

// In a worker the global scope is the channel to whoever started it.
const window: MessageChannelEnd = self;
const start = readCaseWorkerName(self.name);
tellAlive(self, navigator.locks, browserPlatform.newId());
const context = startHost(window, start).then((host) =>
  openContext({ ...browserPlatform, ...host }, { foreseen: start }),
);
serveRequests(window, context, caseHandlers, browserPlatform);

/** By then the first rows are there, or Home; what judges is needed next, and should not be waited for by whoever opens a file. */
const idleMillis = 500;
context
  .then(() => new Promise((resolve) => setTimeout(resolve, idleMillis)))
  .then(loadJudging)
  // A case is checked as it is opened, which does the same. What fails here fails again for whoever needs it.
  .then(() => (start.caseId === null ? warmUp(browserPlatform) : undefined))
  .catch(() => {});

import { caseHandlers } from './case-handlers.ts';
import { serveAsIdentityThread } from './identity-thread.ts';
import { serveAsIndexThread } from './index-thread.ts';
import { startJournals } from './journal/start-journals.ts';
import { openContext } from './open-context.ts';
import { type MessageChannelEnd, serveRequests } from './serve-requests.ts';
import { browserPlatform } from './worker-platform.ts';

// In a worker the global scope is the channel to whoever started it.
if (!serveAsIndexThread() && !serveAsIdentityThread()) {
  const window: MessageChannelEnd = self;
  const context = startJournals(window).then((journals) => openContext({ ...browserPlatform, journals }));
  serveRequests(window, context, caseHandlers, browserPlatform);
}

import { caseHandlers } from './case-handlers.ts';
import { startJournals } from './journal/start-journals.ts';
import { openContext } from './open-context.ts';
import { type MessageChannelEnd, serveRequests } from './serve-requests.ts';
import { browserPlatform } from './worker-platform.ts';

// In a worker the global scope is the channel to whoever started it.
const window: MessageChannelEnd = self;
const context = startJournals(window).then((journals) => openContext({ ...browserPlatform, journals }));
serveRequests(window, context, caseHandlers, browserPlatform);

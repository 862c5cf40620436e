import type { ToWorker } from '../../shared/contract/case-protocol.ts';
import { startCaseWorker } from './worker-url.ts';

/**
 * The case worker of this window. `main.tsx` imports this file before all that draws: modules run in the order of their
 * imports, so the worker loads its program and opens the database while those of the window are still being run.
 */
export const startedWorker = startCaseWorker();

// A program around the window that keeps journals says so later, with a port. Without one there is nothing to wait for: the
// database is opened while the modules of the window are still being run.
if (!('vouchBridge' in window))
  startedWorker.postMessage({ kind: 'start', journals: null, secrets: null } satisfies ToWorker);

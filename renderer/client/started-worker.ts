import { startCaseWorker } from './worker-url.ts';

/**
 * The case worker of this window. `main.tsx` imports this file before all that draws: modules run in the order of their
 * imports, so the worker loads its program and opens the database while those of the window are still being run.
 */
export const startedWorker = startCaseWorker();

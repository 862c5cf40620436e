import { endOf } from './worker-end.ts';
import { startCaseWorker } from './worker-url.ts';

/**
 * The case worker of this window. The build sets this file apart from the rest of the program, and the page loads it first: the
 * worker loads its program and opens the database while that of the window is still being compiled.
 */
export const startedWorker = startCaseWorker();

/** A worker that cannot be loaded says so once, perhaps before anybody else listens. */
export const workerEnd = endOf(startedWorker, navigator.locks);

/**
 * What the case worker is told by its name: that it has from its first line on, where a message to it waits until the thread of
 * the window, which is still compiling its own program, gets to it (20 to 70 ms, measured).
 */
export interface CaseWorkerStart {
  /** A program around the window will say where journals are kept, and is waited for: two places would be two truths. */
  readonly isHosted: boolean;
  /** The case and the bundle of the address, which are asked for first; null where it names none. */
  readonly caseId: string | null;
  readonly bundleId: string | null;
}

export function printCaseWorkerName(start: CaseWorkerStart): string {
  return `vouch case worker ${JSON.stringify(start)}`;
}

/** The other end. A name that says nothing, such as that of a worker which a test starts, is one without a host. */
export function readCaseWorkerName(name: string): CaseWorkerStart {
  const mark = name.indexOf('{');
  if (mark === -1) return { isHosted: false, caseId: null, bundleId: null };
  // Only a window of ours gives this worker a name.
  return JSON.parse(name.slice(mark)) as CaseWorkerStart;
}

import type { ToWorker } from '../../../shared/contract/case-protocol.ts';
import { hostFiles } from './host-files.ts';
import type { JournalFiles } from './journal-files.ts';
import { opfsFiles } from './opfs-files.ts';

/**
 * Where this worker keeps journals, as the window says first of all: with the program around it, which owns the files of the
 * system, or in the private file system of its origin. Until it is known no case is opened: two places would be two truths.
 */
export function startJournals(scope: {
  addEventListener(type: 'message', listener: (event: { readonly data: ToWorker }) => void): void;
}): Promise<JournalFiles> {
  return new Promise((resolve) => {
    scope.addEventListener('message', ({ data }) => {
      if (data.kind !== 'start') return;
      resolve(data.journals instanceof MessagePort ? hostFiles(data.journals) : opfsFiles);
    });
  });
}

import type { ToWorker } from '../../shared/contract/case-protocol.ts';
import type { CaseWorkerStart } from '../../shared/contract/case-worker-name.ts';
import { hostFiles } from './journal/host-files.ts';
import type { JournalFiles } from './journal/journal-files.ts';
import { opfsFiles } from './journal/opfs-files.ts';
import { type SystemSecrets, systemSecrets } from './system-secrets.ts';

/** What only the program around the window can give. */
export interface HostGifts {
  readonly journals: JournalFiles;
  readonly secrets: SystemSecrets | null;
}

/**
 * Where this worker keeps journals: in the private file system of its origin, or with the program around the window, which
 * owns the files of the system and says so in a message. Until that has come no case is opened: two places would be two truths.
 */
export function startHost(
  scope: {
    addEventListener(type: 'message', listener: (event: { readonly data: ToWorker }) => void): void;
  },
  { isHosted }: Pick<CaseWorkerStart, 'isHosted'>,
): Promise<HostGifts> {
  if (!isHosted) return Promise.resolve({ journals: opfsFiles, secrets: null });
  return new Promise((resolve) => {
    scope.addEventListener('message', ({ data }) => {
      if (data.kind !== 'start') return;
      const { journals, secrets } = data;
      resolve({
        journals: journals instanceof MessagePort ? hostFiles(journals) : opfsFiles,
        secrets: secrets instanceof MessagePort ? systemSecrets(secrets) : null,
      });
    });
  });
}

import type { CustodyView } from '../../shared/contract/case-protocol.ts';
import { StoreError } from './store-error.ts';

/** Why nothing is made of a log that is not known to its end. `consequence` says what is not done because of it. */
export function refusedLog(
  { brokenAt, newer }: Pick<CustodyView, 'brokenAt' | 'newer'>,
  consequence: string,
): StoreError {
  const record = brokenAt ?? 0;
  if (newer !== null) {
    return new StoreError(
      'newer-schema',
      `Record ${record} of the custody log says "${newer}", which this Vouch does not know, so ${consequence}. Work in this case with the newer Vouch that wrote it.`,
    );
  }
  return new StoreError(
    'copy-altered',
    `The custody log of this case is broken at record ${record}, so ${consequence}. Start Vouch again: it restores the log from the journal.`,
  );
}

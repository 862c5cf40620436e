import type { DigestEngine } from '../../shared/crypto/digest.ts';
import type { DatabasePlatform } from '../data/database.ts';
import { type CaseDatabase, openCaseDatabase } from '../data/database.ts';
import { discardLeftovers } from '../data/staging.ts';
import { Foreground } from './foreground.ts';
import { type ForeseenCase, foreseeCase } from './foresee-case.ts';
import { HeldIdentity } from './held-identity.ts';
import { CaseJournals } from './journal/case-journals.ts';
import { inspectJournals } from './journal/inspect-journals.ts';
import { CaseLenses } from './lens/case-lenses.ts';
import { OpenedBundles } from './opened-bundles.ts';
import type { CaseContext } from './request-context.ts';
import { RequestTurns } from './request-turns.ts';
import { SearchBundles } from './search-bundles.ts';
import { StoredLines } from './stored-lines.ts';
import type { WorkerPlatform } from './worker-platform.ts';
import { workerTextScanner } from './worker-text-scanner.ts';

const databaseName = 'vouch-cases';

export interface ContextOptions {
  readonly name?: string;
  readonly databasePlatform?: DatabasePlatform;
  /** What the window will look at. */
  readonly foreseen?: ForeseenCase;
}

/**
 * Opens the case database for this worker and removes what an import left that did not end,
 * unless another window is importing at this moment.
 */
export async function openContext(
  platform: WorkerPlatform,
  { name = databaseName, databasePlatform, foreseen }: ContextOptions = {},
): Promise<CaseContext> {
  const database = await openStored(name, databasePlatform, platform.digests);
  const lines = new StoredLines(database, platform.inflate);
  const foreground = new Foreground();
  const search = new SearchBundles(database, platform, workerTextScanner);
  const held = {
    forget(bundleIds: readonly string[]) {
      lines.forget(bundleIds);
      search.forget(bundleIds);
    },
  };
  const opened = new OpenedBundles(database, platform, { held, foreground });
  // Beside the journals, because both wait for files. Whatever is the matter, the window hears it when it asks.
  if (foreseen !== undefined) foreseeCase({ database, opened, lines }, foreseen).catch(() => {});
  await platform.ifNoImport(async () => {
    await discardLeftovers(database);
  });
  // Before anybody works in a case: what was acknowledged must be there, or it must be said that it is not.
  const { alarms, behind, ends } = await inspectJournals(database, platform.journals, platform.now());
  const journals = new CaseJournals(database, platform.journals);
  journals.remember(ends);
  // One that cannot be caught up is said by whatever wants to write to it; reading goes on.
  await journals.keep(behind).catch(() => {});
  const identity = new HeldIdentity();
  const lenses = new CaseLenses(platform.passphrases.randomBytes);
  return {
    ...{ database, platform, opened, lines, search, foreground, journals, identity, lenses },
    alarms: [...alarms],
    turns: new RequestTurns(),
  };
}

/**
 * Chromium refuses a store that it finds damaged once, removes it, and begins an empty one at the next try (measured, also
 * with one flipped bit). What persons made is then restored from the journals, and that it was is said.
 */
async function openStored(
  name: string,
  platform: DatabasePlatform | undefined,
  digests: DigestEngine,
): Promise<CaseDatabase> {
  try {
    return await openCaseDatabase(name, platform, digests);
  } catch (thrown) {
    if (!(thrown instanceof Error) || thrown.name !== 'UnknownError') throw thrown;
    return openCaseDatabase(name, platform, digests);
  }
}

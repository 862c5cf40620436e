import type { CaseRequestName, CaseRequests } from '../../shared/contract/case-protocol.ts';
import type { CaseAlarm } from '../../shared/contract/casework-protocol.ts';
import type { CaseDatabase } from '../data/database.ts';
import type { Foreground } from './foreground.ts';
import type { HeldIdentity } from './held-identity.ts';
import type { CaseJournals } from './journal/case-journals.ts';
import type { CaseLenses } from './lens/case-lenses.ts';
import type { OpenedBundles } from './opened-bundles.ts';
import type { Pace } from './pace.ts';
import type { RequestTurns } from './request-turns.ts';
import type { SearchBundles } from './search-bundles.ts';
import type { StoredLines } from './stored-lines.ts';
import type { WorkerPlatform } from './worker-platform.ts';

/** What lives as long as the worker. */
export interface CaseContext {
  readonly database: CaseDatabase;
  readonly platform: WorkerPlatform;
  readonly opened: OpenedBundles;
  readonly lines: StoredLines;
  readonly search: SearchBundles;
  readonly foreground: Foreground;
  readonly journals: CaseJournals;
  /** What was found when the journals were compared with the database; an encrypted case adds to it when it is unlocked. */
  readonly alarms: CaseAlarm[];
  readonly identity: HeldIdentity;
  readonly lenses: CaseLenses;
  readonly turns: RequestTurns;
}

/** What belongs to one request. */
export interface Call {
  readonly signal: AbortSignal;
  readonly pace: Pace;
}

export type CaseHandler<Name extends CaseRequestName> = (
  context: CaseContext,
  args: CaseRequests[Name]['args'],
  call: Call,
) => Promise<CaseRequests[Name]['answer']>;

export type CaseHandlers = { readonly [Name in CaseRequestName]: CaseHandler<Name> };

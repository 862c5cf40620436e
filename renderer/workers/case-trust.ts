import { headsOfCase } from '../../shared/case/heads-of-case.ts';
import type { RememberedHeadView } from '../../shared/contract/case-protocol.ts';
import { emptyTrustStore, type TrustStore } from '../../shared/trust/trust-store.ts';
import type { CaseDatabase } from '../data/database.ts';
import { loadHeads, type StoredHead } from '../data/head-store.ts';
import type { CaseRow } from '../data/stored-rows.ts';
import { loadCaseTrust } from '../data/trust-store.ts';

/** What a case trusts and what it is compared with. Decisions are its own; memory is that of the whole profile. */
export interface LoadedTrust {
  readonly store: TrustStore;
  /** All of memory, also what counts in other cases only. */
  readonly remembered: readonly StoredHead[];
}

/** The trust of a case, with what its log does not confirm left out. */
export async function loadTrust(
  database: CaseDatabase,
  row: Pick<CaseRow, 'caseId' | 'kind'>,
): Promise<LoadedTrust> {
  const { keys, policies } = await loadCaseTrust(database, row.caseId);
  return withMemory({ ...emptyTrustStore, keys, policies }, await loadMemory(database, row));
}

/**
 * All heads that may be compared with this case. The sample case has no memory and adds nothing to it: the seeds of its
 * keys are public, so a head under one of them proves nothing.
 */
export async function loadMemory(
  database: CaseDatabase,
  { kind }: Pick<CaseRow, 'kind'>,
): Promise<readonly StoredHead[]> {
  return kind === 'sample' ? [] : loadHeads(database);
}

/** The same decisions with this memory. */
export function withMemory(store: TrustStore, remembered: readonly StoredHead[]): LoadedTrust {
  return { store: { ...store, heads: headsOfCase(remembered, store.keys) }, remembered };
}

/** What the window shows of memory, newest sighting first. */
export function viewHeads({ store, remembered }: LoadedTrust): readonly RememberedHeadView[] {
  return remembered
    .map((head) => {
      const { note: _note, ...shown } = head;
      return { ...shown, isCounted: store.heads.includes(head) };
    })
    .toSorted((left, right) => right.firstSeenAt - left.firstSeenAt);
}

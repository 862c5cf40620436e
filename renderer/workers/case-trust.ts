import { loadedLater } from '../../shared/bytes/loaded-later.ts';
import type { DigestHex } from '../../shared/bytes/units.ts';
import { headsOfCase } from '../../shared/case/heads-of-case.ts';
import type { RememberedHeadView } from '../../shared/contract/case-protocol.ts';
import type { TimeAuthority } from '../../shared/trust/time-authority.ts';
import { emptyTrustStore, type TrustStore } from '../../shared/trust/trust-store.ts';
import { type ExpectedHead, nothingExpected } from '../../shared/verify/verify-input.ts';
import type { CaseDatabase } from '../data/database.ts';
import { loadHeads, type StoredHead } from '../data/head-store.ts';
import type { BundleRow, CaseRow } from '../data/stored-rows.ts';
import { type Decided, loadDecided } from '../data/trust-store.ts';
import { isHeadSignedOnce } from './head-signatures.ts';
import type { KnownOfDelivery } from './judge.ts';

/** What a case trusts and what it is compared with. Decisions are its own; memory is that of the whole profile. */
export interface LoadedTrust {
  readonly store: TrustStore;
  /** All of memory, also what counts in other cases only. */
  readonly remembered: readonly StoredHead[];
  /** What a person was told of the head of a file, by the file's digest. */
  readonly stated: ReadonlyMap<DigestHex, ExpectedHead>;
}

/** The trust of a case, with what its log does not confirm left out. */
export async function loadTrust(
  database: CaseDatabase,
  row: Pick<CaseRow, 'caseId' | 'kind'>,
): Promise<LoadedTrust> {
  const { stated, keys, policies, certificates, records } = await loadDecided(database, row.caseId);
  const authorities = certificates.size === 0 ? [] : await readAuthorities(certificates, records);
  const store: TrustStore = { ...emptyTrustStore, keys, policies, authorities };
  const trust: LoadedTrust = { store, remembered: [], stated };
  return withMemory(trust, await loadMemory(database, row));
}

/** Most cases have none, and what reads certificates is a fifth of the worker. Without a row, no authority counts. */
async function readAuthorities(
  certificates: Decided['certificates'],
  records: Decided['records'],
): Promise<readonly TimeAuthority[]> {
  const { authoritiesInHistory } = await loadedLater(import('../../shared/case/authority-history.ts'));
  return authoritiesInHistory(certificates, records);
}

/**
 * All heads that may be compared with this case. The sample case has no memory and adds nothing to it: the seeds of its
 * keys are public, so a head under one of them proves nothing.
 */
export async function loadMemory(
  database: CaseDatabase,
  { caseId, kind }: Pick<CaseRow, 'caseId' | 'kind'>,
): Promise<readonly StoredHead[]> {
  return kind === 'sample' ? [] : loadHeads(database, caseId);
}

/** The same decisions with this memory. */
export function withMemory(trust: LoadedTrust, remembered: readonly StoredHead[]): LoadedTrust {
  const heads = headsOfCase(remembered, trust.store.keys, isHeadSignedOnce);
  return { ...trust, store: { ...trust.store, heads }, remembered };
}

/** What is known of a delivery from elsewhere: by these alone its verdict differs from that of the same bytes elsewhere. */
export function knownOf(
  { store, stated }: LoadedTrust,
  { fileSha256, importedAt }: Pick<BundleRow, 'fileSha256' | 'importedAt'>,
): KnownOfDelivery {
  return { trust: store, expected: stated.get(fileSha256) ?? nothingExpected, receivedAt: importedAt };
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

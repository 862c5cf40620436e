import type { CustodyRecord } from '../../../shared/case/custody-record.ts';
import type { StoredLog } from '../../../shared/casework/judge-copies.ts';
import { type DeliveredFileName, restoredRows } from '../../../shared/casework/restored-rows.ts';
import { upgradeTrustedKey } from '../../../shared/trust/trusted-key.ts';
import { loadBundles } from '../../data/case-store.ts';
import type { CaseDatabase } from '../../data/database.ts';
import { authoritiesOf, trustOf } from '../../data/key-ranges.ts';

/** What the rows of a case beside its log did not say as the log says it. */
export interface RowsOfLog {
  /** Put right, each in one sentence. */
  readonly statements: readonly string[];
  /** Named by the log and not there. */
  readonly missing: readonly DeliveredFileName[];
}

/**
 * Makes the rows that follow from a log what the log says. A name, or a pinned key that is taken away, changes what is shown
 * of evidence, and no check of the evidence itself would find it. The chain of the log must hold. Null when the log has another
 * end by now: then nothing was done.
 */
export async function restoreRowsOfLog(
  database: CaseDatabase,
  caseId: string,
  { records, head }: StoredLog,
): Promise<RowsOfLog | null> {
  const rows = restoredRows(records);
  const { dexie, cases, trust, authorities, bundles } = database;
  return dexie.transaction('rw', [cases, trust, authorities, bundles], async () => {
    const statements: string[] = [];
    const row = await cases.get(caseId);
    if (row === undefined) return { statements, missing: [] };
    if (row.custodyHead?.leaf !== head?.leaf) return null;
    const said = {
      name: rows.name,
      kind: kindOf(records),
      createdAt: records[0]?.claimedTime ?? row.createdAt,
    };
    if (row.name !== said.name) statements.push(`The case was named "${String(row.name)}".`);
    if (row.kind !== said.kind) statements.push(`The case was marked as "${String(row.kind)}".`);
    if (row.createdAt !== said.createdAt) statements.push('The time at which the case was made was another.');
    if (statements.length > 0) await cases.update(caseId, said);
    const keys = new Map((await trustOf(database, caseId).toArray()).map(({ keyId, key }) => [keyId, key]));
    for (const key of rows.keys) {
      const stored = keys.get(key.keyId);
      if (stored !== undefined && isSame({ ...upgraded(stored), revoked: null }, key)) continue;
      const what = stored === undefined ? 'was missing' : 'was another one';
      statements.push(`The key ${key.fingerprint}, pinned for ${key.origin || 'the packer'}, ${what}.`);
      await trust.put({ caseId, keyId: key.keyId, key });
    }
    const certificates = new Map(
      (await authoritiesOf(database, caseId).toArray()).map((each) => [each.authorityId, each.certificate]),
    );
    for (const authority of rows.authorities) {
      if (certificates.get(authority.authorityId) === authority.certificate) continue;
      statements.push(
        `The certificate of the time authority ${authority.authorityId} was not as it was pinned.`,
      );
      await authorities.put({ caseId, ...authority });
    }
    const here = new Set((await loadBundles(database, caseId)).map(({ fileSha256 }) => fileSha256));
    return { statements, missing: rows.files.filter(({ fileSha256 }) => !here.has(fileSha256)) };
  });
}

/** The sample pins its keys before its first file, which no case of a person can: it is made by the import of one. */
export function kindOf(records: readonly CustodyRecord[]): 'own' | 'sample' {
  return records[1]?.action === 'key-pinned' ? 'sample' : 'own';
}

/** Null for a row that another program wrote. */
function upgraded(stored: Parameters<typeof upgradeTrustedKey>[0]): object | null {
  return typeof stored === 'object' && stored !== null ? upgradeTrustedKey(stored) : null;
}

function isSame(one: object, other: object): boolean {
  return spelled(one) === spelled(other);
}

function spelled(value: object): string {
  return JSON.stringify(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}

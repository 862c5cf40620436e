import { type Collection, Dexie, type Table } from 'dexie';
import type { CaseDatabase } from './database.ts';

/** All rows of a table whose compound key begins with this id, in key order. */
function rowsOf<Row, Key>(
  table: Table<Row, Key>,
  key: string,
  id: string,
  depth: number,
): Collection<Row, Key> {
  const rest = depth - 1;
  return table
    .where(key)
    .between([id, ...Array(rest).fill(Dexie.minKey)], [id, ...Array(rest).fill(Dexie.maxKey)], true, true);
}

export function filesOf(database: CaseDatabase, bundleId: string) {
  return rowsOf(database.files, '[bundleId+path]', bundleId, 2);
}

export function partsOf(database: CaseDatabase, bundleId: string) {
  return rowsOf(database.parts, '[bundleId+segment+part]', bundleId, 3);
}

export function trustOf(database: CaseDatabase, caseId: string) {
  return rowsOf(database.trust, '[caseId+keyId]', caseId, 2);
}

export function authoritiesOf(database: CaseDatabase, caseId: string) {
  return rowsOf(database.authorities, '[caseId+authorityId]', caseId, 2);
}

export function searchesOf(database: CaseDatabase, caseId: string) {
  return rowsOf(database.searches, '[caseId+searchId]', caseId, 2);
}

export function caseHeadsOf(database: CaseDatabase, caseId: string) {
  return rowsOf(database.caseHeads, '[caseId+headId]', caseId, 2);
}

export function custodyOf(database: CaseDatabase, caseId: string) {
  return rowsOf(database.custody, '[caseId+seq]', caseId, 2);
}

import type { DBCore, DBCoreMutateRequest, DBCoreMutateResponse, DBCoreTable, Middleware } from 'dexie';
import { BugError } from '../../shared/bytes/errors.ts';
import { tryParse } from '../../shared/bytes/try-parse.ts';
import type { CaseCipher } from '../../shared/vault/case-cipher.ts';
import { packValue, unpackValue } from '../../shared/vault/pack-value.ts';
import { StoreError } from './store-error.ts';
import { lockedCase, type Vault } from './vault.ts';

/** How the rows of a table are stored where their case is encrypted. */
interface EncryptedTable {
  /** The columns of the primary key. */
  readonly key: readonly string[];
  /** What stays readable beside the key, because it is asked for while the case is locked. */
  readonly open: readonly string[];
  /** A column of the key or of an index that would name evidence. A mark of it is stored in its place. */
  readonly marked: string | null;
  /**
   * What is read in the place of a row that is not what was encrypted there: nothing, where the log of the case says what is
   * missing; or something else that shows it. Null where there is no way to go on.
   */
  readonly altered: 'missing' | ((row: StoredRow) => StoredRow) | null;
}

interface StoredRow {
  readonly caseId?: unknown;
  readonly lock?: unknown;
  readonly isLocked?: unknown;
  readonly [column: string]: unknown;
}

/** Every table whose rows belong to a case, but `files` and `parts`: those are large, and encrypted before they come here. */
const tables: Readonly<Record<string, EncryptedTable>> = {
  cases: {
    key: ['caseId'],
    open: ['createdAt', 'openedAt', 'lock'],
    marked: null,
    // As a case whose row was lost: the journal says what it was.
    altered: ({ caseId, createdAt, openedAt, lock }) => {
      return { caseId, createdAt, openedAt, lock, name: '', kind: 'own', custodyHead: null };
    },
  },
  bundles: { key: ['bundleId'], open: ['caseId'], marked: 'fileSha256', altered: 'missing' },
  trust: { key: ['caseId', 'keyId'], open: [], marked: 'keyId', altered: 'missing' },
  authorities: {
    key: ['caseId', 'authorityId'],
    open: [],
    marked: 'authorityId',
    altered: 'missing',
  },
  custody: {
    key: ['caseId', 'seq'],
    open: [],
    marked: null,
    // A log is named by its first record that does not hold.
    altered: ({ caseId, seq }) => ({ caseId, seq, record: null }),
  },
  searches: { key: ['caseId', 'searchId'], open: [], marked: null, altered: null },
  caseHeads: { key: ['caseId', 'headId'], open: [], marked: 'headId', altered: 'missing' },
};

/**
 * Between Dexie and IndexedDB: what is written of an encrypted case is encrypted here and nowhere else, so that no store can
 * forget it. It does not wait for anything, because a transaction of IndexedDB ends as soon as one does.
 */
export function encryptedRows(vault: Vault): Middleware<DBCore> {
  return {
    stack: 'dbcore',
    name: 'encrypted-rows',
    // Below all that Dexie does itself: what it remembers of rows is in memory, and as we gave it.
    level: -10,
    create: (down) => ({
      table: (name) => {
        const table = down.table(name);
        const shape = Object.hasOwn(tables, name) ? tables[name] : undefined;
        return shape === undefined ? table : encryptedTable(table, shape, vault);
      },
    }),
  };
}

function encryptedTable(table: DBCoreTable, shape: EncryptedTable, vault: Vault): DBCoreTable {
  const read = (row: StoredRow | undefined) => readRow(table.name, shape, vault, row);
  const keyOf = (key: unknown) => markedKey(table.name, shape, vault, key);
  return {
    ...table,
    mutate: (request) =>
      table
        .mutate(toStored(table.name, shape, vault, request))
        .then((response) => withOwnKeys(shape, request, response)),
    get: (request) => table.get({ ...request, key: keyOf(request.key) }).then(read),
    getMany: (request) =>
      table.getMany({ ...request, keys: request.keys.map(keyOf) }).then((rows) => rows.map(read)),
    // Not `async`: the promises of Dexie keep the transaction, and those of the platform would let it end.
    query: (request) =>
      request.values === true
        ? table.query(request).then(({ result }) => ({ result: result.map(read).filter(isThere) }))
        : table.query(request),
    openCursor: (request) => {
      if (request.values !== true) return table.openCursor(request);
      throw new BugError(`Rows of ${table.name} are read one by one, which nobody decrypts.`);
    },
  };
}

function toStored(
  table: string,
  shape: EncryptedTable,
  vault: Vault,
  request: DBCoreMutateRequest,
): DBCoreMutateRequest {
  switch (request.type) {
    case 'add':
    case 'put':
      return {
        ...request,
        values: request.values.map((row) =>
          // A locked case comes back from its journal: there is nothing in its row yet that could be encrypted.
          request.type === 'add' && row.isLocked === true
            ? { ...row, isLocked: undefined }
            : storedRow(table, shape, vault, row),
        ),
      };
    case 'delete':
      return { ...request, keys: request.keys.map((key) => markedKey(table, shape, vault, key)) };
    case 'deleteRange':
      return request;
    default:
      return request satisfies never;
  }
}

/** Dexie writes the key that was stored into the row that was given: it must be the one that the row has. */
function withOwnKeys(
  { key }: EncryptedTable,
  request: DBCoreMutateRequest,
  response: DBCoreMutateResponse,
): DBCoreMutateResponse {
  if ((request.type !== 'add' && request.type !== 'put') || response.numFailures > 0) return response;
  const keys = request.values.map((row: StoredRow) => {
    const parts = key.map((column) => row[column]);
    return parts.length === 1 ? parts[0] : parts;
  });
  return { ...response, results: keys, lastResult: keys.at(-1) };
}

function storedRow(table: string, shape: EncryptedTable, vault: Vault, row: StoredRow): StoredRow {
  const caseId = String(row.caseId);
  if (row.isLocked === true) throw lockedCase();
  const cipher = vault.cipherOf(caseId);
  if (cipher === null) return row;
  const open = Object.fromEntries([...shape.key, ...shape.open].map((column) => [column, row[column]]));
  const { marked } = shape;
  const stored = marked === null ? open : { ...open, [marked]: markOf(cipher, table, row[marked]) };
  return { ...stored, encrypted: cipher.encrypt(placeOf(table, shape, stored), packValue(row)) };
}

function readRow(table: string, shape: EncryptedTable, vault: Vault, row: StoredRow | undefined): unknown {
  if (row === undefined) return row;
  const caseId = String(row.caseId);
  if (table === 'cases' && row.lock !== undefined) vault.noteEncrypted(caseId);
  if (!vault.isEncrypted(caseId)) return row;
  const cipher = vault.unlocked(caseId);
  if (cipher === null) {
    if (table !== 'cases') throw lockedCase();
    const { createdAt, openedAt, lock } = row;
    return { caseId, createdAt, openedAt, lock, isLocked: true };
  }
  const { encrypted } = row;
  const content =
    encrypted instanceof Uint8Array ? cipher.decrypt(placeOf(table, shape, row), encrypted) : null;
  const opened = content === null ? null : tryParse(() => unpackValue(content));
  if (opened?.kind === 'value') return opened.value;
  if (shape.altered === 'missing') return undefined;
  if (shape.altered !== null) return shape.altered(row);
  throw new StoreError(
    'copy-altered',
    `A stored row of this case (${table}) is not what was encrypted there, so the case cannot be shown. Restore the profile from a backup.`,
  );
}

function isThere(row: unknown): boolean {
  return row !== undefined;
}

function markedKey(table: string, { key, marked }: EncryptedTable, vault: Vault, value: unknown): unknown {
  const at = marked === null ? -1 : key.indexOf(marked);
  if (at === -1 || !Array.isArray(value)) return value;
  const cipher = vault.cipherOf(String(value[0]));
  if (cipher === null) return value;
  return value.map((part, index) => (index === at ? markOf(cipher, table, part) : part));
}

function markOf(cipher: CaseCipher, table: string, value: unknown): string {
  return cipher.mark(table, String(value));
}

/** What an index over `fileSha256` has of a file: its digest, or the mark of it where the case is encrypted. */
export function fileMark(vault: Vault, caseId: string, fileSha256: string): string {
  const cipher = vault.cipherOf(caseId);
  return cipher === null ? fileSha256 : markOf(cipher, 'bundles', fileSha256);
}

function placeOf(table: string, { key }: EncryptedTable, row: StoredRow): readonly (string | number)[] {
  const parts = key.map((column) => row[column]);
  return ['row', table, ...parts.map((part) => (typeof part === 'number' ? part : String(part)))];
}

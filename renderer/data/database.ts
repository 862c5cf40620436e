import { Dexie, type Table } from 'dexie';
import { type DigestEngine, portableDigests } from '../../shared/crypto/digest.ts';
import { encryptedRows } from './encrypted-rows.ts';
import { schema1 } from './schema-1.ts';
import { schema2 } from './schema-2.ts';
import { schema3, upgradeToSchema3 } from './schema-3.ts';
import { schema4 } from './schema-4.ts';
import { schema5, upgradeToSchema5 } from './schema-5.ts';
import { schema6 } from './schema-6.ts';
import { schema7 } from './schema-7.ts';
import { schema8 } from './schema-8.ts';
import { StoreError } from './store-error.ts';
import type {
  AuthorityRow,
  BundleRow,
  CaseHeadRow,
  CaseRow,
  CustodyRow,
  EncryptedPartRow,
  FileRow,
  HeadRow,
  IdentityRow,
  LockedCaseRow,
  PartRow,
  SearchRow,
  StagingRow,
  TrustRow,
} from './stored-rows.ts';
import { Vault } from './vault.ts';

/**
 * What each schema adds to the one before it, from schema 1 on; every step is a file of its own and has a line in the
 * format changelog.
 */
const schemas = [
  { stores: schema1 },
  { stores: schema2 },
  { stores: schema3, upgrade: upgradeToSchema3 },
  { stores: schema4 },
  { stores: schema5, upgrade: upgradeToSchema5 },
  { stores: schema6 },
  { stores: schema7 },
  { stores: schema8 },
] as const;
const schemaVersion = schemas.length;
/** What all steps lead to. */
const newestStores: Readonly<Record<string, string | null>> = Object.assign(
  {},
  ...schemas.map(({ stores }) => stores),
);
/** Dexie multiplies its version numbers by ten before it hands them to IndexedDB. */
const versionFactor = 10;

export interface CaseDatabase {
  readonly dexie: Dexie;
  /** For cases that are known to be open, such as those that `loadCase` gave. */
  readonly cases: Table<CaseRow, string>;
  /** The same table, for whoever may meet a locked one. */
  readonly anyCases: Table<CaseRow | LockedCaseRow, string>;
  readonly bundles: Table<BundleRow, string>;
  readonly files: Table<FileRow, [string, string]>;
  readonly parts: Table<PartRow, [string, number, number]>;
  /** The same table, for the parts of encrypted cases. */
  readonly encryptedParts: Table<EncryptedPartRow, [string, number, number]>;
  readonly trust: Table<TrustRow, [string, string]>;
  readonly authorities: Table<AuthorityRow, [string, string]>;
  readonly custody: Table<CustodyRow, [string, number]>;
  readonly staging: Table<StagingRow, string>;
  readonly heads: Table<HeadRow, [string, number, string]>;
  readonly searches: Table<SearchRow, [string, string]>;
  readonly identities: Table<IdentityRow, string>;
  readonly caseHeads: Table<CaseHeadRow, [string, string]>;
  /** Cases whose log got records in this run that no journal has yet. */
  readonly unjournaled: Set<string>;
  /** Keys of encrypted cases. */
  readonly vault: Vault;
  /** What the chains of logs are digested by: a log of years is checked at each start. */
  readonly digests: DigestEngine;
}

/** The IndexedDB to use instead of the platform's own. */
export interface DatabasePlatform {
  readonly indexedDB: IDBFactory;
  readonly IDBKeyRange: typeof IDBKeyRange;
}

/**
 * Opens the case database, the only place that does. Throws StoreError when a newer Vouch has written it.
 *
 * `strict` durability holds for every transaction: an acknowledged write must survive a power cut, and it was measured
 * to cost nothing for writes of this size.
 */
export async function openCaseDatabase(
  name: string,
  platform?: DatabasePlatform,
  digests: DigestEngine = portableDigests,
): Promise<CaseDatabase> {
  const found = await findSchema(platform?.indexedDB ?? indexedDB, name);
  const dexie = new Dexie(name, { ...platform, chromeTransactionDurability: 'strict', autoOpen: false });
  if (found === schemaVersion) dexie.version(schemaVersion).stores(newestStores).upgrade(refuseUpgrade);
  else declareSteps(dexie);
  const vault = new Vault();
  dexie.use(encryptedRows(vault));
  // Without this, the upgrade of a newer Vouch in another window would wait for ever.
  dexie.on('versionchange', () => dexie.close());
  await dexie.open();
  const anyCases: CaseDatabase['anyCases'] = dexie.table('cases');
  // From here on it is known which of them are encrypted.
  await anyCases.toArray();
  return {
    dexie,
    cases: dexie.table('cases'),
    anyCases,
    bundles: dexie.table('bundles'),
    files: dexie.table('files'),
    parts: dexie.table('parts'),
    encryptedParts: dexie.table('parts'),
    trust: dexie.table('trust'),
    authorities: dexie.table('authorities'),
    custody: dexie.table('custody'),
    staging: dexie.table('staging'),
    heads: dexie.table('heads'),
    searches: dexie.table('searches'),
    identities: dexie.table('identities'),
    caseHeads: dexie.table('caseHeads'),
    unjournaled: new Set(),
    vault,
    digests,
  };
}

/** An upgrade elsewhere that was seen and then undone: its steps must not be left out for ever. The next start takes them. */
function refuseUpgrade(): never {
  throw new StoreError(
    'schema-changed',
    'The database of the cases was being changed by another window while it was opened. Nothing was changed here: open Vouch again.',
  );
}

/** Dexie reads all of them again for each: where there is nothing to upgrade, a start without them is shorter (measured). */
function declareSteps(dexie: Dexie): void {
  for (const [index, step] of schemas.entries()) {
    const version = dexie.version(index + 1).stores(step.stores);
    if ('upgrade' in step) version.upgrade(step.upgrade);
  }
}

/**
 * The schema of the stored database, 0 where there is none. Asked before Dexie opens anything: it would add its own tables
 * to a database of a higher version, and half understood evidence is worse than none.
 */
async function findSchema(factory: IDBFactory, name: string): Promise<number> {
  const stored = (await factory.databases()).find((database) => database.name === name);
  const found = Math.floor((stored?.version ?? 0) / versionFactor);
  if (found <= schemaVersion) return found;
  throw new StoreError(
    'newer-schema',
    `The cases on this computer were stored by a newer Vouch: schema ${found}, this Vouch reads up to ${schemaVersion}. Nothing was changed.`,
  );
}

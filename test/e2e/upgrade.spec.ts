import { readFileSync } from 'node:fs';
import { withBundle } from '../../cli/platform/open-bundle.ts';
import { windowAddress } from '../../scripts/start/browser-arguments.ts';
import { expect, test } from './fixture.ts';
import { openWindow } from './open-window.ts';
import { Window } from './pages/window.ts';
import { samplePath, samplePins } from './sample-files.ts';
import { storedRows } from './stored-rows.ts';

/** A page of the same origin in which nothing of the application runs. */
const inertAddress = `${windowAddress}main.css`;

test('a profile that a Vouch of schema 1 has written opens, verifies, and shows the same rows', async ({
  vouch,
  opened,
  server,
  folder,
}) => {
  await vouch.home.open(samplePath(''));
  for (const pin of samplePins()) await vouch.trust.pin(pin);
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: VERIFIED');
  const address = vouch.page.url();
  const rows = await shownRows(vouch);
  const tables = await opened.page.evaluate(readTables, ['cases', 'bundles', 'trust', 'custody']);
  const members = await sampleMembers();

  const profile = `${folder}/schema-1`;
  const old = await openWindow({
    profile,
    port: server.port,
    prepare: async (_context, page) => {
      await page.goto(inertAddress);
      await page.evaluate(writeSchema1, { tables, members });
    },
  });
  const upgraded = new Window(old.page);
  await old.page.goto(address);
  await expect(upgraded.verdict).toHaveAccessibleName('Verdict: VERIFIED');
  expect(await shownRows(upgraded)).toEqual(rows);
  await upgraded.show('Custody');
  await expect(upgraded.custody.state).toContainText('The chain holds');
  const counts = await storedRows(old.page);
  expect(counts['vouch-cases.files']).toBe(Object.keys(members).length);
  expect(counts['vouch-cases.parts']).toBe(1);
  expect(counts['vouch-cases.blocks']).toBeUndefined();
  await old.close();

  // The second start finds an index, and compares it.
  const again = await openWindow({ profile, port: server.port });
  const second = new Window(again.page);
  await again.page.goto(address);
  await expect(second.verdict).toHaveAccessibleName('Verdict: VERIFIED');
  expect(await shownRows(second)).toEqual(rows);
  await again.close();
});

test('a profile whose index held event fields alone opens, verifies, and gets the values of all others', async ({
  vouch,
  opened,
  server,
  folder,
}) => {
  await vouch.home.open(samplePath(''));
  for (const pin of samplePins()) await vouch.trust.pin(pin);
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: VERIFIED');
  const address = vouch.page.url();
  const rows = await shownRows(vouch);
  const tables = await opened.page.evaluate(readTables, ['cases', 'bundles', 'trust', 'custody']);
  const pathsOf = await opened.page.evaluate(readPathsOfParts);

  const profile = `${folder}/schema-4`;
  const file = readFileSync(samplePath('')).toString('base64');
  const old = await openWindow({
    profile,
    port: server.port,
    prepare: async (_context, page) => {
      await page.goto(inertAddress);
      await page.evaluate(writeSchema4, { tables, file });
    },
  });
  const upgraded = new Window(old.page);
  await old.page.goto(address);
  await expect(upgraded.verdict).toHaveAccessibleName('Verdict: VERIFIED');
  expect(await shownRows(upgraded)).toEqual(rows);
  expect(pathsOf.length).toBeGreaterThan(0);
  expect(await old.page.evaluate(readPathsOfParts)).toEqual(pathsOf);
  await old.close();

  // The second start finds an index, and compares it.
  const again = await openWindow({ profile, port: server.port });
  await again.page.goto(address);
  await expect(new Window(again.page).verdict).toHaveAccessibleName('Verdict: VERIFIED');
  await again.close();
});

async function shownRows(vouch: Window): Promise<readonly string[]> {
  await vouch.show('Explore');
  const texts: string[] = [];
  for (const line of [1, 2, 7, 12]) {
    await expect(vouch.explore.row(line)).toContainText(/\d{4}-\d\d-\d\d/);
    texts.push(await vouch.explore.row(line).innerText());
  }
  return texts;
}

/** Each member as base64, by path. */
async function sampleMembers(): Promise<Record<string, string>> {
  return withBundle(samplePath(''), async (source) => {
    const members: Record<string, string> = {};
    for (const { path } of source.members) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of source.open(path)) chunks.push(chunk);
      members[path] = Buffer.concat(chunks).toString('base64');
    }
    return members;
  });
}

type Tables = Record<string, unknown[]>;

// What follows runs in a page, as its own text: it may use nothing from this file.

function readTables(names: readonly string[]): Promise<Tables> {
  return new Promise((resolve, reject) => {
    const open = indexedDB.open('vouch-cases');
    open.onerror = () => reject(open.error);
    open.onsuccess = () => {
      const tables: Tables = {};
      const reading = open.result.transaction([...names]);
      for (const name of names) {
        const all = reading.objectStore(name).getAll();
        all.onsuccess = () => {
          tables[name] = all.result;
        };
      }
      reading.oncomplete = () => {
        open.result.close();
        resolve(tables);
      };
    };
  });
}

/** What a Vouch of schema 1 had, written down here and not read from our own code. */
function writeSchema1({
  tables,
  members,
}: {
  readonly tables: Tables;
  readonly members: Record<string, string>;
}): Promise<void> {
  interface StoredBundle {
    readonly bundleId: string;
    readonly segments: readonly { readonly path: string; readonly firstOrdinal: number }[];
    /** What came with later schemas. */
    readonly container: unknown;
    readonly partCount: unknown;
    readonly receipt: { readonly account?: unknown };
  }
  const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return new Promise((resolve, reject) => {
    // Version 1 of the library that writes the database is version 10 of the database.
    const open = indexedDB.open('vouch-cases', 10);
    open.onerror = () => reject(open.error);
    open.onupgradeneeded = () => {
      const database = open.result;
      database.createObjectStore('cases', { keyPath: 'caseId' });
      const bundles = database.createObjectStore('bundles', { keyPath: 'bundleId' });
      bundles.createIndex('caseId', 'caseId');
      bundles.createIndex('[caseId+fileSha256]', ['caseId', 'fileSha256']);
      database.createObjectStore('blocks', { keyPath: ['bundleId', 'firstOrdinal'] });
      database.createObjectStore('members', { keyPath: ['bundleId', 'path', 'part'] });
      database.createObjectStore('dictionaries', { keyPath: ['bundleId', 'field', 'part'] });
      database.createObjectStore('trust', { keyPath: ['caseId', 'keyId'] });
      database.createObjectStore('custody', { keyPath: ['caseId', 'seq'] });
      database.createObjectStore('staging', { keyPath: 'bundleId' });
    };
    open.onsuccess = () => {
      const database = open.result;
      const writing = database.transaction([...database.objectStoreNames], 'readwrite');
      for (const name of ['cases', 'trust', 'custody']) {
        for (const row of tables[name] ?? []) writing.objectStore(name).put(row);
      }
      const { bundles: storedBundles = [] } = tables;
      for (const stored of storedBundles as StoredBundle[]) {
        const { container: _container, partCount: _partCount, ...row } = stored;
        const { account: _account, ...receipt } = stored.receipt;
        const { bundleId, segments } = row;
        writing.objectStore('bundles').put({ ...row, receipt, blockCount: segments.length * 2 });
        for (const [path, base64] of Object.entries(members)) {
          const bytes = bytesOf(base64);
          const segment = segments.find((each) => each.path === path);
          if (segment === undefined) {
            const half = Math.ceil(bytes.length / 2);
            const members = writing.objectStore('members');
            members.put({ bundleId, path, part: 0, bytes: bytes.slice(0, half) });
            members.put({ bundleId, path, part: 1, bytes: bytes.slice(half) });
            continue;
          }
          // Two blocks, cut behind the first line.
          const cut = bytes.indexOf(0x0a) + 1;
          const { firstOrdinal } = segment;
          const blocks = writing.objectStore('blocks');
          blocks.put({ bundleId, member: path, firstOrdinal, raw: bytes.slice(0, cut) });
          blocks.put({ bundleId, member: path, firstOrdinal: firstOrdinal + 1, raw: bytes.slice(cut) });
        }
      }
      writing.onabort = () => reject(writing.error);
      writing.oncomplete = () => {
        database.close();
        resolve();
      };
    };
  });
}

/** Where the values lie that no event field holds, of each stored part. */
function readPathsOfParts(): Promise<string[]> {
  interface Part {
    readonly others: { readonly paths: { readonly bytes: Uint8Array } };
  }
  return new Promise((resolve, reject) => {
    const open = indexedDB.open('vouch-cases');
    open.onerror = () => reject(open.error);
    open.onsuccess = () => {
      const all = open.result.transaction('parts').objectStore('parts').getAll();
      all.onerror = () => reject(all.error);
      all.onsuccess = () => {
        open.result.close();
        resolve((all.result as Part[]).map(({ others }) => new TextDecoder().decode(others.paths.bytes)));
      };
    };
  });
}

/** What a Vouch of schema 4 had, written down here and not read from our own code. */
function writeSchema4({ tables, file }: { readonly tables: Tables; readonly file: string }): Promise<void> {
  interface StoredBundle {
    readonly bundleId: string;
  }
  const bytes = Uint8Array.from(atob(file), (character) => character.charCodeAt(0));
  return new Promise((resolve, reject) => {
    // Version 4 of the library that writes the database is version 40 of the database.
    const open = indexedDB.open('vouch-cases', 40);
    open.onerror = () => reject(open.error);
    open.onupgradeneeded = () => {
      const database = open.result;
      database.createObjectStore('cases', { keyPath: 'caseId' });
      const bundles = database.createObjectStore('bundles', { keyPath: 'bundleId' });
      bundles.createIndex('caseId', 'caseId');
      bundles.createIndex('[caseId+fileSha256]', ['caseId', 'fileSha256']);
      database.createObjectStore('files', { keyPath: ['bundleId', 'path'] });
      database.createObjectStore('parts', { keyPath: ['bundleId', 'segment', 'part'] });
      database.createObjectStore('trust', { keyPath: ['caseId', 'keyId'] });
      database.createObjectStore('authorities', { keyPath: ['caseId', 'authorityId'] });
      database.createObjectStore('custody', { keyPath: ['caseId', 'seq'] });
      database.createObjectStore('heads', { keyPath: ['origin', 'size', 'noteSha256'] });
      database.createObjectStore('staging', { keyPath: 'bundleId' });
    };
    open.onsuccess = () => {
      const database = open.result;
      const writing = database.transaction([...database.objectStoreNames], 'readwrite');
      for (const name of ['cases', 'bundles', 'trust', 'custody']) {
        for (const row of tables[name] ?? []) writing.objectStore(name).put(row);
      }
      const { bundles: storedBundles = [] } = tables;
      for (const { bundleId } of storedBundles as StoredBundle[]) {
        writing.objectStore('files').put({ bundleId, path: '', file: new Blob([bytes]) });
        // A part without the values of others, and of a line that is not there: nothing of it may be used.
        const part = { starts: new Uint32Array([0, 9]), reading: new Uint8Array(1), columns: {} };
        writing.objectStore('parts').put({ bundleId, segment: 0, part: 0, firstLine: 1, offset: 0, ...part });
      }
      writing.onabort = () => reject(writing.error);
      writing.oncomplete = () => {
        database.close();
        resolve();
      };
    };
  });
}

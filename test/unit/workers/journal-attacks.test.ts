import { expect, test } from 'vitest';
import { appendCustodyRecord, type CustodyHead, custodyHeadAfter } from '../../../shared/case/custody-log.ts';
import { noCaseFacts } from '../../../shared/casework/case-facts.ts';
import { readJournal } from '../../../shared/casework/case-journal.ts';
import { parseSentinel, renderSentinel } from '../../../shared/casework/journal-sentinel.ts';
import { smallZip } from './small-bundle.ts';
import { type Computer, createComputer, fileOf, type TestWorker } from './worker-bench.ts';

async function caseWithFacts() {
  const computer = createComputer();
  const worker = await computer.startWorker();
  const source = fileOf(await smallZip({ entries: 2 }));
  const { view } = await worker.request('importBundle', { caseId: null, source });
  const { caseId } = view.case;
  for (const scope of ['first', 'second', 'third']) await state(worker, caseId, scope);
  return { computer, worker, caseId };
}

function state(worker: TestWorker, caseId: string, scope: string) {
  return worker.request('make', { caseId, content: { ...noCaseFacts, by: 'reviewer 1', scope } });
}

async function scopesOf(worker: TestWorker, caseId: string) {
  const made = await worker.request('listMade', { caseId });
  return made.map(({ content }) => (content.kind === 'case-facts' ? content.scope : content.kind));
}

async function emptyDatabase({ context: { database } }: TestWorker): Promise<void> {
  for (const table of database.dexie.tables) await table.clear();
}

function journalOf({ journals }: Computer, caseId: string): Uint8Array {
  return journals.files.get(`${caseId}.journal`) ?? new Uint8Array(0);
}

function withoutSentinels({ journals }: Computer): void {
  for (const name of ['sentinel-0', 'sentinel-1']) journals.files.delete(name);
}

/** The bytes up to the end of the n-th line from the end. */
function cutLines(bytes: Uint8Array, lines: number): Uint8Array {
  let end = bytes.length;
  for (let line = 0; line < lines; line++) end = bytes.lastIndexOf(10, end - 2) + 1;
  return bytes.slice(0, end);
}

test('of two requests at the same moment, each is answered only when its own record is on the disk', async () => {
  const { computer, worker, caseId } = await caseWithFacts();
  const write = computer.journals.write.bind(computer.journals);
  let isSlow = true;
  computer.journals.write = async (...args) => {
    if (isSlow) await new Promise((resolve) => setTimeout(resolve, 20));
    return write(...args);
  };
  const onDisk = (scope: string) => new TextDecoder().decode(journalOf(computer, caseId)).includes(scope);
  const answered = ['fourth', 'fifth', 'sixth'].map((scope) =>
    state(worker, caseId, scope).then(() => onDisk(scope)),
  );
  expect(await Promise.all(answered)).toEqual([true, true, true]);
  isSlow = false;
});

test('a journal of a case that nobody knows, and of which nothing can be read, is said and stops nothing', async () => {
  const { computer, caseId } = await caseWithFacts();
  computer.journals.files.set('unknown.journal', new TextEncoder().encode('what is this\n'));
  const next = await computer.startWorker();
  expect(await next.request('listAlarms', {})).toMatchObject([{ kind: 'not-compared', caseId: 'unknown' }]);
  expect(await scopesOf(next, caseId)).toEqual(['first', 'second', 'third']);
});

test('without a place for journals everything can be read, and decisions are refused by name', async () => {
  const { computer, caseId } = await caseWithFacts();
  const withLock = computer.journals.withLock.bind(computer.journals);
  computer.journals.withLock = () => Promise.reject(new DOMException('no such place', 'SecurityError'));
  const next = await computer.startWorker();
  expect(await next.request('listAlarms', {})).toMatchObject([{ kind: 'not-compared', caseId: '' }]);
  await next.request('openCase', { caseId });
  await next.request('importBundle', { caseId, source: fileOf(await smallZip({ entries: 3 }), 'more.zip') });
  const before = (await next.request('listCustody', { caseId })).records.length;
  await expect(state(next, caseId, 'refused')).rejects.toThrow('could not be written');
  expect((await next.request('listCustody', { caseId })).records).toHaveLength(before);
  computer.journals.withLock = withLock;
  await state(next, caseId, 'fourth');
  const { records } = await next.request('listCustody', { caseId });
  expect(readJournal(caseId, journalOf(computer, caseId)).records).toEqual(records);
});

test('where the journal was cut and the database is gone, what is left comes back and the loss is said and recorded', async () => {
  const { computer, worker, caseId } = await caseWithFacts();
  computer.journals.files.set(`${caseId}.journal`, cutLines(journalOf(computer, caseId), 1));
  await emptyDatabase(worker);
  const next = await computer.startWorker();
  expect(await next.request('listAlarms', {})).toMatchObject([{ kind: 'lost', have: 4, expected: 5 }]);
  expect(await scopesOf(next, caseId)).toEqual(['first', 'second']);
  const { records } = await next.request('listCustody', { caseId });
  expect(records.at(-1)).toMatchObject({ action: 'case-restored' });
  expect(records.at(-1)?.facts).toContainEqual({ name: 'records that were acknowledged', value: '5' });
  expect((await computer.startWorker()).context.alarms).toMatchObject([{ kind: 'evidence-missing' }]);
});

test('a journal altered in its middle, without a sentinel and without the database, is a loss and no silence', async () => {
  const { computer, worker, caseId } = await caseWithFacts();
  const bytes = journalOf(computer, caseId);
  const middle = cutLines(bytes, 2).length + 9;
  computer.journals.files.set(
    `${caseId}.journal`,
    bytes.map((byte, index) => (index === middle ? byte ^ 1 : byte)),
  );
  withoutSentinels(computer);
  await emptyDatabase(worker);
  const next = await computer.startWorker();
  expect(await next.request('listAlarms', {})).toMatchObject([{ kind: 'lost', have: 3, expected: 5 }]);
  expect(await scopesOf(next, caseId)).toEqual(['first']);
  await state(next, caseId, 'it goes on');
});

test('the end of the log in the database tells of a loss when sentinel and journal were cut with it', async () => {
  const { computer, worker, caseId } = await caseWithFacts();
  computer.journals.files.set(`${caseId}.journal`, cutLines(journalOf(computer, caseId), 1));
  withoutSentinels(computer);
  await worker.context.database.custody.delete([caseId, 4]);
  const next = await computer.startWorker();
  expect(await next.request('listAlarms', {})).toMatchObject([{ kind: 'lost', have: 4, expected: 5 }]);
});

test('a sentinel of another record is an alarm, also when journal and database agree', async () => {
  const { computer, caseId } = await caseWithFacts();
  for (const name of ['sentinel-0', 'sentinel-1']) {
    const sentinel = parseSentinel(computer.journals.files.get(name) ?? new Uint8Array(0));
    if (sentinel === null) throw new Error('no sentinel');
    const cases = sentinel.cases.map((each) => ({ ...each, leaf: '0'.repeat(64) }));
    computer.journals.files.set(name, renderSentinel({ ...sentinel, cases }));
  }
  const next = await computer.startWorker();
  expect(await next.request('listAlarms', {})).toMatchObject([{ kind: 'rewritten', caseId, record: 4 }]);
});

test('the journal of another case under this name is kept beside, and the right one written anew', async () => {
  const { computer, worker, caseId } = await caseWithFacts();
  const source = fileOf(await smallZip({ entries: 4 }), 'other.zip');
  const { view } = await worker.request('importBundle', { caseId: null, source });
  const other = journalOf(computer, view.case.caseId);
  const own = journalOf(computer, caseId);
  computer.journals.files.set(`${caseId}.journal`, other);
  computer.journals.files.set(`${view.case.caseId}.journal`, own);
  const next = await computer.startWorker();
  const alarms = await next.request('listAlarms', {});
  expect(alarms.map(({ kind }) => kind)).toEqual(['journal-renewed', 'journal-renewed']);
  expect(journalOf(computer, caseId)).toEqual(own);
  expect(journalOf(computer, view.case.caseId)).toEqual(other);
  await next.request('deleteCase', { caseId });
  expect([...computer.journals.files.keys()].filter((name) => name.startsWith(`${caseId}.`))).toEqual([]);
});

test('a renamed case and a file that is gone are said when Vouch starts', async () => {
  const { computer, worker, caseId } = await caseWithFacts();
  const { database } = worker.context;
  const { name } = (await database.cases.get(caseId)) ?? { name: '' };
  await database.cases.update(caseId, { name: 'Another matter' });
  await database.bundles.where({ caseId }).delete();
  const next = await computer.startWorker();
  expect(await next.request('listAlarms', {})).toMatchObject([
    { kind: 'rows-restored', statements: ['The case was named "Another matter".'] },
    { kind: 'evidence-missing', files: [{ fileName: 'delivered.evb.zip' }] },
  ]);
  expect(await next.request('listCases', {})).toMatchObject([{ name }]);
});

test('what a newer Vouch wrote into a case is left as it is by an older one, which decides nothing there', async () => {
  const { computer, worker, caseId } = await caseWithFacts();
  const { database } = worker.context;
  const { custodyHead = null } = (await database.cases.get(caseId)) ?? {};
  // The program of a year from now: an action that is not in the list, chained, journaled and acknowledged as any other.
  const facts = [{ name: 'by', value: 'reviewer 1' }];
  const known = appendCustodyRecord(caseId, custodyHead, {
    claimedTime: 1_800_000_000_000,
    action: 'viewed',
    facts,
  });
  const record = { ...known, action: 'readiness-checked' as typeof known.action };
  await database.custody.put({ caseId, seq: record.seq, record });
  await database.cases.update(caseId, { custodyHead: custodyHeadAfter(record) });
  await worker.context.journals.keep([caseId]);
  const rows = await database.custody.toArray();
  const files = new Map(computer.journals.files);

  const older = await computer.startWorker();
  expect(await older.request('listAlarms', {})).toMatchObject([
    { kind: 'newer', caseId, action: 'readiness-checked' },
  ]);
  expect(await database.custody.toArray()).toEqual(rows);
  expect(computer.journals.files).toEqual(files);
  await expect(state(older, caseId, 'refused')).rejects.toThrow();
  expect(await database.custody.toArray()).toEqual(rows);
  const { bundles } = await older.request('openCase', { caseId });
  expect(bundles.map(({ verdict }) => verdict.state)).not.toContain('verified');
  expect(computer.journals.files).toEqual(files);
});

test('a log that was written anew, and pretends to go on with a newer Vouch, confirms no other file name', async () => {
  const { computer, worker, caseId } = await caseWithFacts();
  const { database } = worker.context;
  const bundle = await database.bundles.where({ caseId }).first();
  if (bundle === undefined) throw new Error('no bundle');
  const receipt = { ...bundle.receipt, fileName: 'another-quarter.evb.zip' };
  await database.bundles.put({ ...bundle, receipt });
  const rows = await database.custody.where('[caseId+seq]').between([caseId, 0], [caseId, 99]).toArray();
  let head: CustodyHead | null = null;
  for (const { record } of rows) {
    const facts = record.facts.map((fact) =>
      fact.value === bundle.receipt.fileName ? { ...fact, value: receipt.fileName } : fact,
    );
    const forged = appendCustodyRecord(caseId, head, { ...record, facts });
    await database.custody.put({ caseId, seq: forged.seq, record: forged });
    head = custodyHeadAfter(forged);
  }
  const known = appendCustodyRecord(caseId, head, {
    claimedTime: 1_800_000_000_000,
    action: 'viewed',
    facts: [],
  });
  const record = { ...known, action: 'readiness-checked' as typeof known.action };
  await database.custody.put({ caseId, seq: record.seq, record });
  await database.cases.update(caseId, { custodyHead: custodyHeadAfter(record) });

  const { bundles } = await (await computer.startWorker()).request('openCase', { caseId });
  expect(bundles.map(({ verdict }) => verdict.headline)).toEqual(['LOCAL COPY ALTERED']);
});

test.each([
  ['follows nothing', { prev: '0'.repeat(64) }],
  ['has another leaf than the record behind it says', {}],
])('a record that is called as none is, and %s, is put right', async (_, edit) => {
  const { computer, worker, caseId } = await caseWithFacts();
  const { custody } = worker.context.database;
  const row = await custody.get([caseId, 2]);
  if (row === undefined) throw new Error('no record');
  const { record } = row;
  await custody.put({
    ...row,
    record: { ...record, ...edit, action: 'unknown' as typeof record.action },
  });
  const next = await computer.startWorker();
  expect(await next.request('listAlarms', {})).toMatchObject([{ kind: 'restored', kept: 2 }]);
  expect(await scopesOf(next, caseId)).toEqual(['first', 'second', 'third']);
});

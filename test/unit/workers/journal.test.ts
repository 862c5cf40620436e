import { describe, expect, test } from 'vitest';
import type { AnnotationContent } from '../../../shared/casework/annotation.ts';
import { noCaseFacts } from '../../../shared/casework/case-facts.ts';
import { readJournal } from '../../../shared/casework/case-journal.ts';
import { smallZip } from './small-bundle.ts';
import { pinOrder } from './trust-bench.ts';
import { type Computer, createComputer, fileOf, type TestWorker } from './worker-bench.ts';

/** A case with both keys pinned and two notes, and the computer that it is on. */
async function caseWithNotes() {
  const computer = createComputer();
  const worker = await computer.startWorker();
  const source = fileOf(await smallZip({ entries: 5 }));
  const { view, bundleId } = await worker.request('importBundle', { caseId: null, source });
  const { caseId } = view.case;
  await worker.request('pinKey', { caseId, ...pinOrder('log') });
  await worker.request('pinKey', { caseId, ...pinOrder('packer') });
  await note(worker, caseId, bundleId, 1, 'first');
  await note(worker, caseId, bundleId, 2, 'second');
  return { computer, worker, caseId, bundleId, source };
}

async function note(worker: TestWorker, caseId: string, bundleId: string, ordinal: number, text: string) {
  const [named] = await worker.request('nameLines', { caseId, lines: [{ bundleId, ordinal }] });
  if (named === null || named === undefined) throw new Error('The line has no name.');
  const { origin, seq, leaf } = named;
  const content: AnnotationContent = {
    kind: 'annotation',
    by: 'reviewer 1',
    targets: [{ kind: 'entry', origin, line: { seq, leaf } }],
    note: text,
  };
  return worker.request('make', { caseId, content });
}

async function notesOf(worker: TestWorker, caseId: string): Promise<readonly (string | undefined)[]> {
  const made = await worker.request('listMade', { caseId });
  return made.map(({ content }) => (content.kind === 'annotation' ? content.note : undefined));
}

/** The database forgets everything, as one flipped bit in its own files makes it do. */
async function emptyDatabase({ context: { database } }: TestWorker): Promise<void> {
  for (const table of database.dexie.tables) await table.clear();
}

function journalOf({ journals }: Computer, caseId: string) {
  const bytes = journals.files.get(`${caseId}.journal`) ?? new Uint8Array(0);
  return { ...readJournal(caseId, bytes), bytes };
}

describe('What was acknowledged', () => {
  test('is in the journal when the answer comes', async () => {
    const { computer, worker, caseId } = await caseWithNotes();
    const { records } = await worker.request('listCustody', { caseId });
    const journal = journalOf(computer, caseId);
    expect(journal.damage).toBeNull();
    expect(journal.records).toEqual(records);
    expect(records.map(({ action }) => action).slice(-2)).toEqual(['annotated', 'annotated']);
  });

  test('comes back when the database has lost everything: notes, trust, and which files to import again', async () => {
    const { computer, worker, caseId, source } = await caseWithNotes();
    await emptyDatabase(worker);
    const next = await computer.startWorker();
    const [alarm] = await next.request('listAlarms', {});
    expect(alarm).toMatchObject({
      kind: 'restored',
      caseId,
      kept: 0,
      files: [{ fileName: 'delivered.evb.zip' }],
    });
    expect(await notesOf(next, caseId)).toEqual(['first', 'second']);
    const cases = await next.request('listCases', {});
    expect(cases.map((each) => each.caseId)).toEqual([caseId]);
    const { view } = await next.request('importBundle', { caseId, source });
    expect(view.bundles[0]?.verdict.headline).toBe('VERIFIED');
    const { brokenAt } = await next.request('listCustody', { caseId });
    expect(brokenAt).toBeNull();
  });

  test('comes back when the database has lost only its newest records', async () => {
    const { computer, worker, caseId } = await caseWithNotes();
    const { records } = await worker.request('listCustody', { caseId });
    await worker.context.database.custody.delete([caseId, records.length - 1]);
    const next = await computer.startWorker();
    const [alarm] = await next.request('listAlarms', {});
    expect(alarm).toMatchObject({ kind: 'restored', kept: records.length - 1, restored: 1 });
    expect(await notesOf(next, caseId)).toEqual(['first', 'second']);
  });

  test('is what it was when somebody rewrote a record in the database', async () => {
    const { computer, worker, caseId } = await caseWithNotes();
    const { custody } = worker.context.database;
    const rows = await custody.toArray();
    const last = rows.at(-1);
    if (last === undefined) throw new Error('no record');
    const content = last.record.content?.replace('second', 'altered');
    await custody.put({ ...last, record: { ...last.record, ...(content === undefined ? {} : { content }) } });
    const next = await computer.startWorker();
    expect((await next.request('listAlarms', {}))[0]?.kind).toBe('restored');
    expect(await notesOf(next, caseId)).toEqual(['first', 'second']);
  });

  test('is lost by none of two windows that write in turn', async () => {
    const { computer, worker, caseId, bundleId } = await caseWithNotes();
    const other = await computer.startWorker();
    const texts = Array.from({ length: 60 }, (_, index) => `note ${index}`);
    await Promise.all(
      texts.map((text, index) => note(index % 2 === 0 ? worker : other, caseId, bundleId, index % 5, text)),
    );
    const { records, brokenAt } = await worker.request('listCustody', { caseId });
    expect(brokenAt).toBeNull();
    expect(journalOf(computer, caseId).records).toEqual(records);
    expect((await notesOf(worker, caseId)).toSorted()).toEqual(['first', 'second', ...texts].toSorted());
  });

  test('is not said to be, when the journal cannot be written', async () => {
    const { computer, worker, caseId, bundleId } = await caseWithNotes();
    const write = computer.journals.write.bind(computer.journals);
    computer.journals.write = async () => {
      throw new DOMException('no room', 'QuotaExceededError');
    };
    await expect(note(worker, caseId, bundleId, 3, 'third')).rejects.toThrow('no room');
    computer.journals.write = write;
    await note(worker, caseId, bundleId, 3, 'fourth');
    expect(journalOf(computer, caseId).records.length).toBe(
      (await worker.request('listCustody', { caseId })).records.length,
    );
  });
});

describe('A journal', () => {
  test('that is gone is written anew, and that it was gone is said', async () => {
    const { computer, caseId } = await caseWithNotes();
    computer.journals.files.delete(`${caseId}.journal`);
    const next = await computer.startWorker();
    expect(await next.request('listAlarms', {})).toMatchObject([{ kind: 'journal-renewed', caseId }]);
    expect(journalOf(computer, caseId).records.length).toBeGreaterThan(4);
    expect(await (await computer.startWorker()).request('listAlarms', {})).toEqual([]);
  });

  test('that was altered or cut is kept beside and written anew', async () => {
    for (const change of [
      (bytes: Uint8Array) => bytes.map((byte, index) => (index === 40 ? byte ^ 1 : byte)),
      (bytes: Uint8Array) => bytes.slice(0, bytes.lastIndexOf(10, bytes.length - 2) + 1),
    ]) {
      const { computer, caseId } = await caseWithNotes();
      const { bytes } = journalOf(computer, caseId);
      computer.journals.files.set(`${caseId}.journal`, change(bytes));
      const next = await computer.startWorker();
      expect(await next.request('listAlarms', {})).toMatchObject([{ kind: 'journal-renewed', caseId }]);
      expect(journalOf(computer, caseId).bytes).toEqual(bytes);
      const aside = [...computer.journals.files].find(([name]) => name.includes('set-aside'));
      expect(aside?.[1]).toEqual(change(bytes));
    }
  });

  test('whose last line was cut by a crash goes on behind the line before, without a word', async () => {
    const { computer, worker, caseId, bundleId } = await caseWithNotes();
    const { bytes } = journalOf(computer, caseId);
    // As it is before the answer: the database has the record, the journal half of it, the sentinel nothing.
    const sentinels = new Map([...computer.journals.files].filter(([name]) => name.startsWith('sentinel')));
    await worker.context.journals.keep([caseId]);
    await note(worker, caseId, bundleId, 3, 'third');
    for (const [name, content] of sentinels) computer.journals.files.set(name, content);
    computer.journals.files.set(
      `${caseId}.journal`,
      journalOf(computer, caseId).bytes.slice(0, bytes.length + 9),
    );
    const next = await computer.startWorker();
    expect(await next.request('listAlarms', {})).toEqual([]);
    expect(journalOf(computer, caseId).damage).toBeNull();
    expect(await notesOf(next, caseId)).toEqual(['first', 'second', 'third']);
  });

  test('and a database that were both cut are an alarm with both numbers: nothing can bring that back', async () => {
    const { computer, worker, caseId } = await caseWithNotes();
    const { bytes, records } = journalOf(computer, caseId);
    computer.journals.files.set(
      `${caseId}.journal`,
      bytes.slice(0, bytes.lastIndexOf(10, bytes.length - 2) + 1),
    );
    await worker.context.database.custody.delete([caseId, records.length - 1]);
    const next = await computer.startWorker();
    expect(await next.request('listAlarms', {})).toMatchObject([
      { kind: 'lost', have: records.length - 1, expected: records.length },
    ]);
  });

  test('that goes on otherwise than the database is an alarm, and neither is changed', async () => {
    const { computer, worker, caseId, bundleId } = await caseWithNotes();
    const before = journalOf(computer, caseId);
    await note(worker, caseId, bundleId, 3, 'in the database');
    const other = createComputer();
    for (const [name, bytes] of computer.journals.files) other.journals.files.set(name, bytes);
    other.journals.files.set(`${caseId}.journal`, before.bytes);
    // Another machine that has the journal of before restores what is left from it and goes on by itself.
    const elsewhere = await other.startWorker();
    expect(await elsewhere.request('listAlarms', {})).toMatchObject([{ kind: 'lost' }]);
    expect(await notesOf(elsewhere, caseId)).toEqual(['first', 'second']);
    const forked = journalOf(other, caseId).bytes;
    computer.journals.files.set(`${caseId}.journal`, forked);
    const next = await computer.startWorker();
    expect(await next.request('listAlarms', {})).toMatchObject([
      { kind: 'forked', record: before.records.length },
    ]);
    expect(journalOf(computer, caseId).bytes).toEqual(forked);
    await expect(note(next, caseId, bundleId, 4, 'in neither')).rejects.toThrow('says otherwise');
    // It can be looked at, and given up.
    await next.request('openCase', { caseId });
    await next.request('deleteCase', { caseId });
    expect(await (await computer.startWorker()).request('listAlarms', {})).toEqual([]);
  });
});

describe('A start', () => {
  test('reads a journal once, and what is written after it does not read it again', async () => {
    const { computer, caseId, bundleId } = await caseWithNotes();
    let readings = 0;
    const read = computer.journals.read.bind(computer.journals);
    computer.journals.read = async (name) => {
      if (name === `${caseId}.journal`) readings += 1;
      return read(name);
    };
    const next = await computer.startWorker();
    await note(next, caseId, bundleId, 3, 'third');
    expect(readings).toBe(1);
    const { records } = await next.request('listCustody', { caseId });
    expect(journalOf(computer, caseId).records).toEqual(records);
  });

  test('does not take back what another window decides while it compares', async () => {
    const { computer, worker, caseId } = await caseWithNotes();
    const { custody, trust } = worker.context.database;
    const keyId = (await trust.toArray())[0]?.keyId ?? '';
    const before = await custody.count();
    const read = computer.journals.read.bind(computer.journals);
    let unpinning: Promise<unknown> | null = null;
    computer.journals.read = async (name) => {
      const bytes = await read(name);
      // The log in the database was read; the rows beside it were not.
      if (name !== `${caseId}.journal`) return bytes;
      unpinning ??= worker.request('unpinKey', { caseId, keyId });
      while ((await custody.count()) === before) await new Promise((resolve) => setTimeout(resolve, 5));
      return bytes;
    };
    const next = await computer.startWorker();
    await unpinning;
    expect(await next.request('listAlarms', {})).toEqual([]);
    expect((await trust.toArray()).map((row) => row.keyId)).not.toContain(keyId);
  });
});

describe('A case that is deleted', () => {
  test('does not come back from its journal', async () => {
    const { computer, worker, caseId } = await caseWithNotes();
    await worker.request('deleteCase', { caseId });
    expect([...computer.journals.files.keys()].filter((name) => name.startsWith(caseId))).toEqual([]);
    const next = await computer.startWorker();
    expect(await next.request('listCases', {})).toEqual([]);
    expect(await next.request('listAlarms', {})).toEqual([]);
  });

  test('is deleted by the next start when the program ended in between', async () => {
    const { computer, worker, caseId } = await caseWithNotes();
    const { database } = worker.context;
    database.cases.delete = () => Promise.reject(new Error('the program ended')) as never;
    await expect(worker.request('deleteCase', { caseId })).rejects.toThrow();
    const next = await computer.startWorker();
    expect(await next.request('listAlarms', {})).toEqual([]);
    expect(await next.request('listCases', {})).toEqual([]);
    expect([...computer.journals.files.keys()].filter((name) => name.startsWith(caseId))).toEqual([]);
  });

  test('is refused while a legal hold is on it, with the reason', async () => {
    const { worker, caseId } = await caseWithNotes();
    const hold = { ...noCaseFacts, by: 'reviewer 1', isOnHold: true, holdReason: 'case 12/2026' };
    await worker.request('make', { caseId, content: hold });
    await expect(worker.request('deleteCase', { caseId })).rejects.toThrow('case 12/2026');
    await worker.request('make', { caseId, content: { ...hold, isOnHold: false, holdReason: '' } });
    await expect(worker.request('deleteCase', { caseId })).resolves.toBeNull();
  });
});

test('what would make a record too long for an entry of a log is refused by its size, and nothing is written', async () => {
  const { worker, caseId } = await caseWithNotes();
  const before = (await worker.request('listCustody', { caseId })).records.length;
  const target = { kind: 'bundle', origin: 'log.example/a', fileSha256: 'ab'.repeat(32) } as const;
  const content = {
    kind: 'annotation',
    by: 'reviewer 1',
    targets: [target],
    note: 'ä'.repeat(33_000),
  } as const;
  await expect(worker.request('make', { caseId, content })).rejects.toThrow('66');
  expect((await worker.request('listCustody', { caseId })).records).toHaveLength(before);
});

import { lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJournalFolder, parseJournalOperation } from '../../../electron/main/journal-folder.ts';
import { serveHost } from '../../../renderer/client/serve-host.ts';
import { hostFiles } from '../../../renderer/workers/journal/host-files.ts';
import type { JournalFiles } from '../../../renderer/workers/journal/journal-files.ts';
import type { JournalAnswer, JournalOperation } from '../../../shared/contract/host-journal.ts';
import { smallZip } from '../workers/small-bundle.ts';
import { createComputer, fileOf } from '../workers/worker-bench.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
let root: string;
let folder: string;
let channels: MessageChannel[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'vouch-journal-'));
  folder = join(root, 'journal');
  channels = [];
});
afterEach(() => {
  for (const { port1 } of channels) port1.close();
  rmSync(root, { recursive: true, force: true });
});

const run = (operation: JournalOperation) => openJournalFolder(folder)(operation);
const write = (name: string, offset: number, text: string) =>
  run({ kind: 'write', name, offset, bytes: bytesOf(text) });
const onDisk = (name: string) => readFileSync(join(folder, name), 'utf8');

/** The worker's side and main's side of the door, with the window's port between them. */
function connected(): JournalFiles {
  const channel = new MessageChannel();
  channels.push(channel);
  const main = openJournalFolder(folder);
  const port = (end: MessageChannel['port1']) => end as unknown as MessagePort;
  serveHost<JournalOperation, JournalAnswer>(port(channel.port1), (operation) => {
    // What main would refuse must not be what the worker asks.
    const parsed = parseJournalOperation(operation);
    if (parsed === null) throw new Error(`Refused: ${JSON.stringify(operation)}`);
    return main(parsed);
  });
  channel.port2.unref();
  let turn: Promise<unknown> = Promise.resolve();
  return {
    ...hostFiles(port(channel.port2)),
    withLock: (work) => {
      const next = turn.then(work);
      turn = next.catch(() => {});
      return next;
    },
  };
}

describe('the folder of journals', () => {
  it('appends, cuts, reads and removes real files, and keeps others than its own out of the list', async () => {
    expect(await run({ kind: 'names' })).toEqual([]);
    expect(await run({ kind: 'size', name: 'a.journal' })).toBeNull();
    expect(await run({ kind: 'read', name: 'a.journal' })).toBeNull();
    await write('a.journal', 0, 'one\n');
    await write('a.journal', 4, 'two\n');
    expect(onDisk('a.journal')).toBe('one\ntwo\n');
    await write('a.journal', 4, '2\n');
    expect(onDisk('a.journal')).toBe('one\n2\n');
    expect(await run({ kind: 'size', name: 'a.journal' })).toBe(6);
    expect(await run({ kind: 'read', name: 'a.journal' })).toEqual(bytesOf('one\n2\n'));
    mkdirSync(join(folder, 'b.journal'));
    writeFileSync(join(folder, '.hidden'), '');
    expect(await run({ kind: 'names' })).toEqual(['a.journal']);
    await run({ kind: 'remove', name: 'a.journal' });
    await run({ kind: 'remove', name: 'a.journal' });
    expect(await run({ kind: 'names' })).toEqual([]);
  });

  it('is readable by its owner alone', async () => {
    await write('a.journal', 0, 'one\n');
    expect(lstatSync(folder).mode & 0o077).toBe(0);
    expect(lstatSync(join(folder, 'a.journal')).mode & 0o077).toBe(0);
  });

  it('does not write through a link that lies in the place of a journal, and names no path in its error', async () => {
    mkdirSync(folder);
    writeFileSync(join(root, 'victim'), 'untouched');
    symlinkSync(join(root, 'victim'), join(folder, 'a.journal'));
    const refused = await write('a.journal', 0, 'one\n').then(String, String);
    expect(refused).toBe('Error: The journal could not be used (ELOOP)');
    expect(readFileSync(join(root, 'victim'), 'utf8')).toBe('untouched');
  });

  it('says with the code of the system why nothing can be written', async () => {
    writeFileSync(folder, 'a file in the place of the folder');
    await expect(write('a.journal', 0, 'one\n')).rejects.toThrow('The journal could not be used (EEXIST)');
  });
});

describe('a case whose journal main keeps', () => {
  it('gets back what a person wrote after its whole database is gone', async () => {
    const journals = connected();
    const computer = createComputer();
    const worker = await computer.startWorker({ journals });
    const source = fileOf(await smallZip({ entries: 4 }));
    const { view } = await worker.request('importBundle', { caseId: null, source });
    const { caseId } = view.case;
    await worker.request('make', {
      caseId,
      content: {
        kind: 'annotation',
        by: 'A. Auditor',
        targets: [{ kind: 'bundle', origin: 'o', fileSha256: '0'.repeat(64) }],
        note: 'acknowledged',
      },
    });
    expect(onDisk(`${caseId}.journal`)).toContain('acknowledged');

    // Another computer but for the files of the system: nothing of the browser engine is left.
    const after = await createComputer().startWorker({ journals: connected() });
    const made = await after.request('listMade', { caseId });
    expect(made.map(({ content }) => (content.kind === 'annotation' ? content.note : ''))).toEqual([
      'acknowledged',
    ]);
    expect(await after.request('listAlarms', {})).toMatchObject([{ caseId }]);
  });

  it('is told that a decision is not confirmed when the disk takes nothing more', async () => {
    const journals = connected();
    const worker = await createComputer().startWorker({ journals });
    const source = fileOf(await smallZip({ entries: 4 }));
    const { view } = await worker.request('importBundle', { caseId: null, source });
    const { caseId } = view.case;
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'in the way');
    const target = { kind: 'bundle', origin: 'o', fileSha256: '0'.repeat(64) } as const;
    await expect(
      worker.request('make', {
        caseId,
        content: { kind: 'annotation', by: 'A. Auditor', targets: [target], note: 'lost?' },
      }),
    ).rejects.toMatchObject({ code: 'journal-not-written' });
  });
});

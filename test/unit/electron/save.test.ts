import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BaseWindow } from 'electron';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAtomicFile, type WriteOperations } from '../../../electron/main/atomic-file.ts';
import { createSavedFiles, type SavedFiles } from '../../../electron/main/saved-files.ts';
import { saveInPieces } from '../../../renderer/host/save-in-pieces.ts';
import { asElectron, FakeDialog, FakeWindow } from '../../support/fake-electron.ts';

let folder: string;
let path: string;
const bytes = new TextEncoder().encode('new content');
/** The same in two pieces. */
const pieces = [bytes.subarray(0, 4), bytes.subarray(4)];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vouch-save-'));
  path = join(folder, 'report.zip');
  writeFileSync(path, 'old content');
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('writing a file', () => {
  it('replaces the old content by the new and leaves nothing beside it', async () => {
    await writeWhole(path);
    expect(readFileSync(path, 'utf8')).toBe('new content');
    expect(readdirSync(folder)).toEqual(['report.zip']);
  });

  it('makes the bytes durable beside the old file, then renames, then makes the rename durable', async () => {
    const { operations, steps } = recordedOperations();
    await writeWhole(path, operations);
    expect(steps).toEqual([
      'open wx part',
      'write 4',
      'write 7',
      'sync part',
      'close part',
      'rename part over report.zip',
      'open r folder',
      'sync folder',
      'close folder',
    ]);
  });

  it('leaves the old file whole when the process is killed between the writing and the renaming', () => {
    const killed = spawnSync(process.execPath, ['scripts/run.mjs', 'test/support/killed-save.ts', path], {
      encoding: 'utf8',
    });
    expect(killed.signal, killed.stderr).toBe('SIGKILL');
    expect(readFileSync(path, 'utf8')).toBe('old content');
    const unfinished = readdirSync(folder).filter((name) => name !== 'report.zip');
    expect(unfinished).toHaveLength(1);
    expect(readFileSync(join(folder, unfinished[0] ?? ''), 'utf8')).toBe('new content');
  });

  it.each(['open wx part', 'write 4', 'write 7', 'sync part', 'close part', 'rename part over report.zip'])(
    'keeps the old file, removes the unfinished one and says so when this step fails: %s',
    async (failing) => {
      const { operations } = recordedOperations(failing);
      await expect(writeWhole(path, operations)).rejects.toThrow(`failed: ${failing}`);
      expect(readFileSync(path, 'utf8')).toBe('old content');
      expect(readdirSync(folder)).toEqual(['report.zip']);
    },
  );

  it('counts as written when only the folder cannot be made durable, as on Windows', async () => {
    const { operations } = recordedOperations('open r folder');
    await writeWhole(path, operations);
    expect(readFileSync(path, 'utf8')).toBe('new content');
  });

  it('replaces a link by the file and does not write through it', async () => {
    const target = join(folder, 'elsewhere.txt');
    const link = join(folder, 'link.zip');
    writeFileSync(target, 'untouched');
    symlinkSync(target, link);
    await writeWhole(link);
    expect(readFileSync(target, 'utf8')).toBe('untouched');
    expect(readFileSync(link, 'utf8')).toBe('new content');
  });

  it('takes the longest name that the file system takes', async () => {
    const long = join(folder, `${'a'.repeat(251)}.zip`);
    await writeWhole(long);
    expect(readFileSync(long, 'utf8')).toBe('new content');
  });
});

describe('saving a file for the window', () => {
  it('proposes the name without any folder, and writes where the person said', async () => {
    const dialog = savingAt(path);
    const saved = createSavedFiles(asElectron(dialog), someWindow);
    expect(await saveInPieces({ save: saved.run }, 'report.zip', new Blob([bytes]))).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe('new content');
    expect(readdirSync(folder)).toEqual(['report.zip']);
    expect(dialog.asked[0]?.options).toMatchObject({ defaultPath: 'report.zip' });
  });

  it('answers no, and writes nothing, when the person cancels', async () => {
    const saved = createSavedFiles(asElectron(new FakeDialog()), someWindow);
    expect(await saveInPieces({ save: saved.run }, 'report.zip', new Blob([bytes]))).toBe(false);
    expect(readFileSync(path, 'utf8')).toBe('old content');
    expect(readdirSync(folder)).toEqual(['report.zip']);
  });

  it.each([0, 1, 4, 5, 9, 10, 11, 12])('hands over every byte in pieces of 5: %i', async (length) => {
    const content = Uint8Array.from({ length }, (_, index) => index + 1);
    const sizes: number[] = [];
    const saved = createSavedFiles(asElectron(savingAt(path)), someWindow);
    const save: typeof saved.run = (operation) => {
      if (operation.kind === 'append') sizes.push(operation.bytes.byteLength);
      return saved.run(operation);
    };
    expect(await saveInPieces({ save }, 'report.zip', new Blob([content]), 5)).toBe(true);
    expect(new Uint8Array(readFileSync(path))).toEqual(content);
    expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(5);
    expect(readdirSync(folder)).toEqual(['report.zip']);
  });

  it('keeps two saves at the same time apart, and their pieces in order also when nobody waits', async () => {
    const dialog = savingAt(path);
    const saved = createSavedFiles(asElectron(dialog), someWindow);
    const one = await begun(saved);
    dialog.saveAnswer = { canceled: false, filePath: join(folder, 'other.zip') };
    const other = await begun(saved);
    await Promise.all(
      [...'abcdefgh'].flatMap((letter) => [
        saved.run({ kind: 'append', save: one, bytes: new TextEncoder().encode(letter) }),
        saved.run({ kind: 'append', save: other, bytes: new TextEncoder().encode(letter.toUpperCase()) }),
      ]),
    );
    await saved.run({ kind: 'finish', save: other, size: 8 });
    await saved.run({ kind: 'finish', save: one, size: 8 });
    expect(readFileSync(path, 'utf8')).toBe('abcdefgh');
    expect(readFileSync(join(folder, 'other.zip'), 'utf8')).toBe('ABCDEFGH');
  });

  it('leaves nothing of a file that is given up, of which a piece is missing, or whose window is gone', async () => {
    const saved = createSavedFiles(asElectron(savingAt(path)), someWindow);
    const dropped = await begun(saved, bytes);
    await saved.run({ kind: 'drop', save: dropped });
    const missing = await begun(saved, bytes);
    await expect(saved.run({ kind: 'finish', save: missing, size: 12 })).rejects.toThrow(
      'could not be saved',
    );
    const gone = await begun(saved, bytes);
    await saved.dropAll();
    for (const save of [dropped, missing, gone, 99]) {
      await expect(saved.run({ kind: 'finish', save, size: 11 })).rejects.toThrow('no such save');
    }
    expect(readFileSync(path, 'utf8')).toBe('old content');
    expect(readdirSync(folder)).toEqual(['report.zip']);
  });

  it.each(['open wx part', 'write 4', 'write 3', 'sync part', 'close part', 'rename part over report.zip'])(
    'tells the window, is over, and leaves nothing, when this step fails: %s',
    async (failing) => {
      const { operations } = recordedOperations(failing);
      const open = (at: string) => openAtomicFile(at, operations);
      const saved = createSavedFiles(asElectron(savingAt(path)), someWindow, open);
      const saving = saveInPieces({ save: saved.run }, 'report.zip', new Blob([bytes]), 4);
      await expect(saving).rejects.toThrow('The file could not be saved');
      expect(readFileSync(path, 'utf8')).toBe('old content');
      expect(readdirSync(folder)).toEqual(['report.zip']);
    },
  );

  it('gives up what was begun when the file cannot be read to its end', async () => {
    const saved = createSavedFiles(asElectron(savingAt(path)), someWindow);
    const blob = new Blob([bytes]);
    blob.slice = (at = 0, end = blob.size) => {
      if (at > 0) throw new DOMException('The file is gone.', 'NotReadableError');
      return Blob.prototype.slice.call(blob, at, end);
    };
    const saving = saveInPieces({ save: saved.run }, 'report.zip', blob, 4);
    await expect(saving).rejects.toThrow('The file is gone.');
    expect(readFileSync(path, 'utf8')).toBe('old content');
    expect(readdirSync(folder)).toEqual(['report.zip']);
  });

  it('tells the window what went wrong but not where', async () => {
    const dialog = savingAt(join(folder, 'no-such-folder', 'report.zip'));
    const saved = createSavedFiles(asElectron(dialog), someWindow);
    const failure = await saveInPieces({ save: saved.run }, 'report.zip', new Blob([bytes])).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(Error);
    expect(String(failure)).toBe('Error: The file could not be saved (ENOENT)');
    expect(
      JSON.stringify(
        failure,
        Object.getOwnPropertyNames(failure).filter((name) => name !== 'stack'),
      ),
    ).not.toContain(folder);
  });
});

const someWindow = () => asElectron<BaseWindow>(new FakeWindow({}));

function savingAt(filePath: string): FakeDialog {
  const dialog = new FakeDialog();
  dialog.saveAnswer = { canceled: false, filePath };
  return dialog;
}

/** The number of a save that has these bytes so far. */
async function begun({ run }: SavedFiles, content = new Uint8Array(0)): Promise<number> {
  const save = await run({ kind: 'begin', name: 'report.zip' });
  if (save === null) throw new Error('The person cancelled.');
  await run({ kind: 'append', save, bytes: content });
  return save;
}

async function writeWhole(at: string, operations?: WriteOperations): Promise<void> {
  const file = await openAtomicFile(at, operations);
  for (const piece of pieces) await file.append(piece);
  await file.finish();
}

/** The real calls, written down in order; the named step throws instead, or after it for `close`. */
function recordedOperations(failing?: string) {
  const steps: string[] = [];
  const step = (name: string) => {
    steps.push(name);
    if (name === failing) throw new Error(`failed: ${name}`);
  };
  const nameOf = (file: string) =>
    file === folder ? 'folder' : file.endsWith('.part') ? 'part' : 'report.zip';
  const operations: WriteOperations = {
    async open(file, flags) {
      expect(file === folder || dirname(file) === folder).toBe(true);
      step(`open ${flags} ${nameOf(file)}`);
      const handle = await open(file, flags);
      return {
        async writeFile(data) {
          step(`write ${(data as Uint8Array).byteLength}`);
          await handle.writeFile(data);
        },
        async sync() {
          step(`sync ${nameOf(file)}`);
          await handle.sync();
        },
        async close() {
          await handle.close();
          step(`close ${nameOf(file)}`);
        },
      };
    },
    async rename(from, to) {
      step(`rename ${nameOf(from)} over ${nameOf(to)}`);
      await rename(from, to);
    },
    rm: (file) => rm(file, { force: true }),
  };
  return { operations, steps };
}

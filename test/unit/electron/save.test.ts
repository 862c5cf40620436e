import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveFile } from '../../../electron/main/save-file.ts';
import { type WriteOperations, writeAtomically } from '../../../electron/main/write-atomically.ts';
import { asElectron, FakeDialog, FakeWindow } from '../../support/fake-electron.ts';

let folder: string;
let path: string;
const bytes = new TextEncoder().encode('new content');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vouch-save-'));
  path = join(folder, 'report.zip');
  writeFileSync(path, 'old content');
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('writing a file', () => {
  it('replaces the old content by the new and leaves nothing beside it', async () => {
    await writeAtomically(path, bytes);
    expect(readFileSync(path, 'utf8')).toBe('new content');
    expect(readdirSync(folder)).toEqual(['report.zip']);
  });

  it('makes the bytes durable beside the old file, then renames, then makes the rename durable', async () => {
    const { operations, steps } = recordedOperations();
    await writeAtomically(path, bytes, operations);
    expect(steps).toEqual([
      'open wx part',
      'write 11',
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

  it.each(['open wx part', 'write 11', 'sync part', 'close part', 'rename part over report.zip'])(
    'keeps the old file, removes the unfinished one and says so when this step fails: %s',
    async (failing) => {
      const { operations } = recordedOperations(failing);
      await expect(writeAtomically(path, bytes, operations)).rejects.toThrow(`failed: ${failing}`);
      expect(readFileSync(path, 'utf8')).toBe('old content');
      expect(readdirSync(folder)).toEqual(['report.zip']);
    },
  );

  it('counts as written when only the folder cannot be made durable, as on Windows', async () => {
    const { operations } = recordedOperations('open r folder');
    await writeAtomically(path, bytes, operations);
    expect(readFileSync(path, 'utf8')).toBe('new content');
  });

  it('replaces a link by the file and does not write through it', async () => {
    const target = join(folder, 'elsewhere.txt');
    const link = join(folder, 'link.zip');
    writeFileSync(target, 'untouched');
    symlinkSync(target, link);
    await writeAtomically(link, bytes);
    expect(readFileSync(target, 'utf8')).toBe('untouched');
    expect(readFileSync(link, 'utf8')).toBe('new content');
  });

  it('takes the longest name that the file system takes', async () => {
    const long = join(folder, `${'a'.repeat(251)}.zip`);
    await writeAtomically(long, bytes);
    expect(readFileSync(long, 'utf8')).toBe('new content');
  });
});

describe('saving a file for the window', () => {
  it('proposes the name without any folder, and writes where the person said', async () => {
    const dialog = new FakeDialog();
    dialog.saveAnswer = { canceled: false, filePath: path };
    expect(await save(dialog)).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe('new content');
    expect(dialog.asked[0]?.options).toMatchObject({ defaultPath: 'report.zip' });
  });

  it('answers no, and writes nothing, when the person cancels', async () => {
    expect(await save(new FakeDialog())).toBe(false);
    expect(readFileSync(path, 'utf8')).toBe('old content');
  });

  it('tells the window what went wrong but not where', async () => {
    const dialog = new FakeDialog();
    dialog.saveAnswer = { canceled: false, filePath: join(folder, 'no-such-folder', 'report.zip') };
    const failure = await save(dialog).catch((error: unknown) => error);
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

function save(dialog: FakeDialog): Promise<boolean> {
  return saveFile(asElectron(dialog), asElectron(new FakeWindow({})), 'report.zip', bytes);
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

import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { JournalAnswer, JournalOperation } from '../../shared/contract/host-journal.ts';

/** A case's id and an ending: one name in the folder and never a path, on any system. */
const namePattern = /^[A-Za-z0-9][A-Za-z0-9.-]{0,199}$/;
/** More than one request writes; a journal that grew beyond it is read all the same. */
const maximumWrittenBytes = 1 << 28;

/** Null for whatever is no operation: the window is believed in nothing. */
export function parseJournalOperation(value: unknown): JournalOperation | null {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return null;
  const { kind, ...rest } = value;
  const name = 'name' in rest ? rest.name : undefined;
  if (kind === 'names') return Object.keys(rest).length === 0 ? { kind } : null;
  if (!isName(name)) return null;
  switch (kind) {
    case 'size':
    case 'read':
    case 'remove':
      return Object.keys(rest).length === 1 ? { kind, name } : null;
    case 'write': {
      const { offset, bytes }: { readonly offset?: unknown; readonly bytes?: unknown } = rest;
      if (!isOffset(offset) || !(bytes instanceof Uint8Array)) return null;
      if (bytes.byteLength > maximumWrittenBytes || Object.keys(rest).length !== 3) return null;
      return { kind, name, offset, bytes };
    }
    default:
      return null;
  }
}

/** Runs operations in one folder, which is made when it is first needed. Errors carry the system's code and no path. */
export function openJournalFolder(folder: string): (operation: JournalOperation) => Promise<JournalAnswer> {
  return async (operation) => {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return await run(folder, operation);
    } catch (error) {
      throw new Error(`The journal could not be used (${systemCode(error)})`);
    }
  };
}

async function run(folder: string, operation: JournalOperation): Promise<JournalAnswer> {
  switch (operation.kind) {
    case 'names':
      return (await readdir(folder, { withFileTypes: true }))
        .filter((entry) => entry.isFile() && isName(entry.name))
        .map(({ name }) => name);
    case 'size':
      return orNull(async () => (await stat(join(folder, operation.name))).size);
    case 'read':
      return orNull(async () => new Uint8Array(await readFile(join(folder, operation.name))));
    case 'write':
      await write(folder, operation);
      return null;
    case 'remove':
      await rm(join(folder, operation.name), { force: true });
      await syncFolder(folder);
      return null;
    default:
      return operation satisfies never;
  }
}

async function write(
  folder: string,
  { name, offset, bytes }: Extract<JournalOperation, { kind: 'write' }>,
): Promise<void> {
  const path = join(folder, name);
  // A link that somebody laid in its place is not written through.
  const file = await open(path, constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0), 0o600);
  try {
    const { size } = await file.stat();
    await file.truncate(offset);
    await writeWhole(file, bytes, offset);
    // Answered is on the disk: without it, a power cut takes what a person was told is kept.
    await file.sync();
    if (size === 0) await syncFolder(folder);
  } finally {
    await file.close();
  }
}

/** The system may take fewer bytes than it was given, above all when the disk is almost full. */
async function writeWhole(file: FileHandle, bytes: Uint8Array, offset: number): Promise<void> {
  try {
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await file.write(bytes, done, bytes.length - done, offset + done);
      done += bytesWritten;
    }
  } catch (error) {
    // Half a line would be called torn; without it the journal ends where it did.
    await file.truncate(offset).catch(() => undefined);
    throw error;
  }
}

/** Makes a new or removed name durable. Windows cannot do it; there the system does it by itself. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  if (handle === null) return;
  await handle.sync().catch(() => undefined);
  await handle.close();
}

async function orNull<Answer>(work: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await work();
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function isName(name: unknown): name is string {
  return typeof name === 'string' && namePattern.test(name) && !name.includes('..');
}

function isOffset(offset: unknown): offset is number {
  return typeof offset === 'number' && Number.isSafeInteger(offset) && offset >= 0;
}

function systemCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'unknown error';
}

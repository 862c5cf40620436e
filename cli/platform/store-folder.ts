import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { renderStockFiles } from '../../shared/case/stock-files.ts';
import {
  type DecisionLog,
  emptyDecisionLog,
  parseDecisionLog,
  renderDecisionLog,
} from '../../shared/trust/decision-log.ts';
import { UsageError } from '../options.ts';
import { toUnreadable } from './file-source.ts';

const logFile = 'decisions.ndjson';
const endFile = 'decisions.end';
const lockFile = 'lock';
/** A decision takes milliseconds. A lock that is this old was left behind by a process that is gone. */
const staleAfter = 30_000;

/**
 * The decisions in a folder; none when there is no store in it. Throws FormatError `trust-store` when they are not as they
 * were written, and `source-unreadable` when they cannot be read: neither may look like an empty store.
 */
export async function loadStore(folder: string): Promise<DecisionLog> {
  const bytes = await readIfThere(join(folder, logFile));
  const end = await readIfThere(join(folder, endFile));
  if (bytes === null && end === null) return emptyDecisionLog;
  return parseDecisionLog(bytes ?? new Uint8Array(0), end ?? new Uint8Array(0));
}

/** Whether a store is there at all. Half of one is one: it is damaged, not absent. */
export async function hasStore(folder: string): Promise<boolean> {
  const files = [await readIfThere(join(folder, logFile)), await readIfThere(join(folder, endFile))];
  return files.some((bytes) => bytes !== null);
}

/**
 * Changes the store: reads it under a lock, so that of two writers none is lost, and puts each new file into the place
 * of the old one whole. The log comes first: lines without their end are read, an end without its lines is not.
 */
export async function updateStore(
  folder: string,
  change: (log: DecisionLog) => DecisionLog,
): Promise<DecisionLog> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lock = await takeLock(join(folder, lockFile));
  try {
    const before = await loadStore(folder);
    const after = change(before);
    if (after === before) return before;
    // Somebody may have taken this process for dead: then what was read is no longer what is there.
    if (!(await lock.isHeld())) throw new UsageError('Another process took over the trust store. Try again.');
    if (before.lines.length === 0) await replaceFile(join(folder, endFile), renderDecisionLog(before).end);
    const { log, end } = renderDecisionLog(after);
    await replaceFile(join(folder, logFile), log);
    await replaceFile(join(folder, endFile), end);
    for (const [name, text] of renderStockFiles(after.store)) {
      await replaceFile(join(folder, name), Buffer.from(text));
    }
    return after;
  } finally {
    await lock.release();
  }
}

interface Lock {
  isHeld(): Promise<boolean>;
  release(): Promise<void>;
}

async function takeLock(path: string): Promise<Lock> {
  const token = randomUUID();
  const release = () => rm(path, { force: true });
  const deadline = Date.now() + 2 * staleAfter;
  for (;;) {
    try {
      await writeFile(path, token, { flag: 'wx', mode: 0o600 });
      return { isHeld: async () => (await readFile(path, 'utf8').catch(() => '')) === token, release };
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw toUnreadable(basename(path), error);
    }
    const held = await stat(path).catch(() => null);
    if (held !== null && Date.now() - held.mtimeMs > staleAfter) await rm(path, { force: true });
    else if (Date.now() > deadline) throw new UsageError('The trust store is in use by another process.');
    else await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.new`;
  const handle = await open(temporary, 'w', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, path);
}

async function readIfThere(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw toUnreadable(basename(path), error);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

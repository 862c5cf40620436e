import type { Crc32 } from '../../shared/archive/crc32.ts';
import type { DeflateRaw, InflateRaw } from '../../shared/bytes/byte-source.ts';
import { CancelledError } from '../../shared/bytes/errors.ts';
import type { ByteCount, UnixMillis } from '../../shared/bytes/units.ts';
import type { StorageRoom } from '../../shared/contract/case-protocol.ts';
import type { DigestEngine } from '../../shared/crypto/digest.ts';
import type { PassphrasePlatform } from '../../shared/identity/identity-file.ts';
import { type CaseUse, createCaseUse } from './case-use.ts';
import { deflateRaw } from './deflate.ts';
import { browserPassphrases } from './identity-platform.ts';
import { indexThreadWatch } from './index-thread-watch.ts';
import { createIndexThreads, type IndexThreads } from './index-threads.ts';
import { inflateRaw } from './inflate.ts';
import type { JournalFiles } from './journal/journal-files.ts';
import { opfsFiles } from './journal/opfs-files.ts';
import { startThread } from './start-thread.ts';
import type { SystemSecrets } from './system-secrets.ts';
import { indexThreadName } from './thread-names.ts';
import { workerCrc32 } from './worker-crc32.ts';
import { workerDigests } from './worker-digests.ts';

/** What the worker needs of the runtime around it; tests give a smaller one. */
export interface WorkerPlatform {
  now(): UnixMillis;
  /** A clock that nobody can set, in milliseconds: for pauses and progress, never for evidence. */
  elapsed(): number;
  newId(): string;
  /** Lets waiting messages, above all a cancel, be handled. */
  pause(): Promise<void>;
  /** Runs the work while no other window imports. Throws CancelledError when the signal ends the wait. */
  withImportLock<Answer>(signal: AbortSignal, work: () => Promise<Answer>): Promise<Answer>;
  /** Runs the work unless another window imports right now. */
  ifNoImport(work: () => Promise<void>): Promise<void>;
  readonly caseUse: CaseUse;
  /** Null where the runtime does not tell. */
  storageRoom(): Promise<StorageRoom | null>;
  readonly crc32: Crc32;
  readonly inflate: InflateRaw;
  readonly deflate: DeflateRaw;
  readonly digests: DigestEngine;
  readonly indexThreads: IndexThreads;
  readonly journals: JournalFiles;
  readonly passphrases: PassphrasePlatform;
  /** Null where the window has no program around it. */
  readonly secrets: SystemSecrets | null;
}

const importLock = 'vouch-import';
/** What Chromium answers on every larger disk, full or not, so that no site can tell machines apart (measured). */
const statedRoom: ByteCount = 10 * 1024 ** 3;

/** The platform of a worker in Chromium. */
export const browserPlatform: WorkerPlatform = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  newId: () => crypto.randomUUID(),
  pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
  withImportLock: async (signal, work) => {
    // Two steps, because an abort must end the wait but not the work: the work ends itself and cleans up.
    try {
      return await navigator.locks.request(importLock, { signal }, work);
    } catch (thrown) {
      if (thrown === signal.reason && signal.aborted) throw new CancelledError();
      throw thrown;
    }
  },
  ifNoImport: (work) =>
    navigator.locks.request(importLock, { ifAvailable: true }, async (lock) => {
      if (lock !== null) await work();
    }),
  caseUse: createCaseUse({
    // The platform's own type says of the answer that it may be awaited twice.
    request: async (name, options, work) => await navigator.locks.request(name, options, work),
  }),
  storageRoom: async () => {
    const { usage, quota } = await navigator.storage.estimate();
    if (usage === undefined || quota === undefined) return null;
    const stated = quota - usage;
    return { usedBytes: usage, availableBytes: stated === statedRoom ? null : Math.max(0, stated) };
  },
  crc32: workerCrc32,
  inflate: inflateRaw,
  deflate: deflateRaw,
  digests: workerDigests,
  indexThreads: createIndexThreads(
    () => startThread(indexThreadName),
    threadCount(),
    randomSeed(),
    indexThreadWatch,
  ),
  journals: opfsFiles,
  passphrases: browserPassphrases,
  secrets: null,
};

/** Beyond four, the threads wait for the file. */
function threadCount(): number {
  return Math.max(1, Math.min(4, navigator.hardwareConcurrency));
}

function randomSeed(): number {
  return crypto.getRandomValues(new Int32Array(1))[0] ?? 0;
}

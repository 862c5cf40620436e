import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { caseHandlers } from '../../../renderer/workers/case-handlers.ts';
import { createCaseUse } from '../../../renderer/workers/case-use.ts';
import { deflateRaw } from '../../../renderer/workers/deflate.ts';
import type { ForeseenCase } from '../../../renderer/workers/foresee-case.ts';
import { createLocalIndexing } from '../../../renderer/workers/index-threads.ts';
import { inflateRaw } from '../../../renderer/workers/inflate.ts';
import { runAcknowledged } from '../../../renderer/workers/journal/run-acknowledged.ts';
import { throughLens } from '../../../renderer/workers/lens/through-lens.ts';
import { openContext } from '../../../renderer/workers/open-context.ts';
import { createPace } from '../../../renderer/workers/pace.ts';
import type { CaseContext } from '../../../renderer/workers/request-context.ts';
import { workerCrc32 } from '../../../renderer/workers/worker-crc32.ts';
import { workerDigests } from '../../../renderer/workers/worker-digests.ts';
import type { WorkerPlatform } from '../../../renderer/workers/worker-platform.ts';
import { workerSegmentReader } from '../../../renderer/workers/worker-segment-reader.ts';
import { CancelledError } from '../../../shared/bytes/errors.ts';
import type {
  CaseRequestName,
  CaseRequests,
  DeliveredFile,
  Progress,
} from '../../../shared/contract/case-protocol.ts';
import { MemoryJournals } from '../../support/memory-journals.ts';
import { MemoryLocks } from '../../support/memory-locks.ts';
import { nodePassphrases } from '../../support/node-passphrases.ts';

/** The computer of one person: its database outlives the workers that are started on it. */
export interface Computer {
  readonly indexedDB: IDBFactory;
  /** Files outside of the database. */
  readonly journals: MemoryJournals;
  /** Starts the worker of a new window, as a reload does. */
  startWorker(overrides?: Partial<WorkerPlatform>, foreseen?: ForeseenCase): Promise<TestWorker>;
}

export interface TestWorker {
  readonly context: CaseContext;
  request<Name extends CaseRequestName>(
    name: Name,
    args: CaseRequests[Name]['args'],
    options?: { readonly signal?: AbortSignal; readonly onProgress?: (progress: Progress) => void },
  ): Promise<CaseRequests[Name]['answer']>;
}

/** 2026-10-01, and one second more at each look: a clock that a test can read. */
const clockStart = 1_790_812_800_000;

export function createComputer(): Computer {
  const indexedDB = new IDBFactory();
  let now = clockStart;
  let ids = 0;
  const journals = new MemoryJournals();
  let importing: Promise<unknown> | null = null;
  const locks = new MemoryLocks();
  const platform: Omit<WorkerPlatform, 'caseUse'> = {
    now: () => {
      now += 1_000;
      return now;
    },
    elapsed: () => performance.now(),
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
    pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
    withImportLock: async (signal, work) => {
      while (importing !== null) await importing.catch(() => {});
      if (signal.aborted) throw new CancelledError();
      const running = work();
      importing = running;
      try {
        return await running;
      } finally {
        importing = null;
      }
    },
    ifNoImport: async (work) => {
      if (importing === null) await work();
    },
    storageRoom: async () => ({ usedBytes: 0, availableBytes: 1_000_000_000 }),
    crc32: workerCrc32,
    inflate: inflateRaw,
    deflate: deflateRaw,
    digests: workerDigests,
    indexThreads: createLocalIndexing(workerSegmentReader, 7),
    journals,
    passphrases: nodePassphrases,
    secrets: null,
  };
  return {
    indexedDB,
    journals,
    startWorker: async (overrides = {}, foreseen) => {
      const own = { ...platform, caseUse: createCaseUse(locks), ...overrides };
      const context = await openContext(own, {
        name: 'test',
        databasePlatform: { indexedDB, IDBKeyRange },
        ...(foreseen === undefined ? {} : { foreseen }),
      });
      return {
        context,
        request: async (name, args, options = {}) => {
          const signal = options.signal ?? new AbortController().signal;
          const pace = createPace(own, signal, (progress) => options.onProgress?.(progress));
          const handler = caseHandlers[name];
          return runAcknowledged(
            context,
            { name, args, signal },
            (own) =>
              throughLens(own, name, args, (asked) =>
                handler(own, asked as typeof args, { signal, pace }),
              ) as ReturnType<typeof handler>,
          );
        },
      };
    },
  };
}

/** All rows of all tables, by table: what is really there, also what no request shows. */
export async function countRows({ context }: TestWorker): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of context.database.dexie.tables) counts[table.name] = await table.count();
  return counts;
}

export const emptyDatabase = {
  authorities: 0,
  caseHeads: 0,
  bundles: 0,
  cases: 0,
  custody: 0,
  files: 0,
  heads: 0,
  identities: 0,
  parts: 0,
  searches: 0,
  staging: 0,
  trust: 0,
};

export function fileOf(bytes: Uint8Array, name = 'delivered.evb.zip'): DeliveredFile {
  return new File([bytes.slice()], name);
}

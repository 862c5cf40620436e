import type { BuiltFiles } from '../../scripts/build/built-files.ts';
import { withFirstInWorker } from './alter-worker.ts';

/** At which of the moments that a worker passes while it writes something happens to it. */
export interface Plan {
  /** How many moments pass before; none is too far for a plan that only counts. */
  readonly moment: number;
  /** Held there for good, or told of and let go on. */
  readonly isHeld: boolean;
}

/** Told by the worker: the moments that passed since the plan, the last one being the one that was waited for. */
export interface Reached {
  readonly kind: 'reached';
  readonly moments: readonly string[];
}

/** The built files, with a case worker that tells of the moments around each of its writes and can be stopped at any of them. */
export function withHeldWorker(files: BuiltFiles): BuiltFiles {
  return withFirstInWorker(files, tellMoments);
}

/** Runs in the worker before its own code, as its own text: it may use nothing from this file. */
function tellMoments(): void {
  const scope = self as unknown as {
    postMessage(message: unknown): void;
    addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  };
  let plan: Plan | null = null;
  let moments: string[] = [];
  scope.addEventListener('message', (event) => {
    if (event.data?.kind === 'plan') {
      plan = event.data.plan;
      moments = [];
    } else if (event.data?.kind === 'moments') {
      scope.postMessage({ kind: 'reached', moments });
    } else return;
    event.stopImmediatePropagation();
  });
  const pass = (moment: string) => {
    if (plan === null) return;
    moments.push(moment);
    if (moments.length <= plan.moment) return;
    scope.postMessage({ kind: 'reached', moments });
    if (plan.isHeld) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    plan = null;
  };
  /** Every function of this prototype passes a moment before and after what it does. */
  const around = (prototype: object, names: readonly string[], placeOf: (target: object) => string) => {
    for (const name of names) {
      const original = Reflect.get(prototype, name) as (...args: unknown[]) => unknown;
      Reflect.set(prototype, name, function (this: object, ...args: unknown[]) {
        pass(`before ${name} in ${placeOf(this)}`);
        const answer = original.apply(this, args);
        pass(`after ${name} in ${placeOf(this)}`);
        return answer;
      });
    }
  };
  around(
    IDBObjectStore.prototype,
    ['put', 'add', 'delete', 'clear'],
    (store) => (store as IDBObjectStore).name,
  );
  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...args: Parameters<typeof begin>) {
    const transaction = begin.apply(this, args);
    if (transaction.mode === 'readwrite') {
      const names = [...transaction.objectStoreNames].join('+');
      const moment = `after commit of ${names}, ${transaction.durability}`;
      transaction.addEventListener('complete', () => pass(moment));
    }
    return transaction;
  };
  const files = new WeakMap<object, string>();
  const access = Reflect.get(FileSystemFileHandle.prototype, 'createSyncAccessHandle');
  Reflect.set(
    FileSystemFileHandle.prototype,
    'createSyncAccessHandle',
    async function (this: FileSystemFileHandle) {
      const handle = await access.apply(this);
      files.set(handle, this.name.startsWith('sentinel') ? 'sentinel' : 'journal');
      return handle;
    },
  );
  const { FileSystemSyncAccessHandle } = self as unknown as {
    FileSystemSyncAccessHandle: { prototype: object };
  };
  around(
    FileSystemSyncAccessHandle.prototype,
    ['truncate', 'write', 'flush', 'close'],
    (handle) => files.get(handle) ?? 'a file',
  );
}

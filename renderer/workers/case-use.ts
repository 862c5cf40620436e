import { StoreError } from '../data/store-error.ts';

/**
 * Which workers may be at work in a case. Each window has a worker of its own, with its own idea of how a case is stored; whoever
 * changes that must know that nobody else goes by the old one.
 */
export interface CaseUse {
  /** Answers when this worker may work in the case, which it may until it ends. False if it could before. */
  join(caseId: string): Promise<boolean>;
  /** Throws StoreError `case-in-use` when another window has worked in the case since it was opened. */
  alone<Answer>(caseId: string, work: () => Promise<Answer>): Promise<Answer>;
}

/** Locks that a worker shares, or has for itself, by their names. */
export interface LockPlatform {
  /** Runs the work while the lock is held; null for the lock when another one has it and nobody is to wait. */
  request<Answer>(
    name: string,
    options: { readonly mode: 'shared' | 'exclusive'; readonly ifAvailable: boolean },
    work: (lock: object | null) => Promise<Answer>,
  ): Promise<Answer>;
}

/** One for each worker: the locks end with it. */
export function createCaseUse(locks: LockPlatform): CaseUse {
  /** Ends the share of a case. */
  const shares = new Map<string, { readonly joined: Promise<void>; leave(): Promise<unknown> }>();
  const share = (caseId: string) => {
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let ended: Promise<unknown> = Promise.resolve();
    const joined = new Promise<void>((resolve, reject) => {
      ended = locks
        .request(nameOf(caseId), { mode: 'shared', ifAvailable: false }, () => {
          resolve();
          return held;
        })
        .catch(reject);
    });
    const leave = () => {
      letGo();
      return ended;
    };
    shares.set(caseId, { joined, leave });
    return joined;
  };
  return {
    async join(caseId) {
      const known = shares.get(caseId);
      await (known?.joined ?? share(caseId));
      return known === undefined;
    },
    async alone(caseId, work) {
      const before = shares.get(caseId);
      shares.delete(caseId);
      await before?.leave();
      try {
        return await locks.request(nameOf(caseId), { mode: 'exclusive', ifAvailable: true }, async (lock) => {
          if (lock === null) {
            throw new StoreError(
              'case-in-use',
              'Another window of Vouch has this case open, or had it open before. Close that window and try again.',
            );
          }
          return await work();
        });
      } finally {
        await share(caseId);
      }
    },
  };
}

function nameOf(caseId: string): string {
  return `vouch-case-${caseId}`;
}

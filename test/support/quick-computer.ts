import { createHash } from 'node:crypto';
import type { PassphrasePlatform } from '../../shared/identity/identity-file.ts';
import { type Computer, createComputer } from '../unit/workers/worker-bench.ts';
import { nodePassphrases } from './node-passphrases.ts';

/** What a guess costs is measured in test/unit/vault: where the question is another one, nobody has to wait for it. */
export const quickPassphrases: PassphrasePlatform = {
  ...nodePassphrases,
  scrypt: async (typed, salt) => new Uint8Array(createHash('sha256').update(typed).update(salt).digest()),
};

export function createQuickComputer(): Computer {
  const computer = createComputer();
  return {
    ...computer,
    startWorker: (own) => computer.startWorker({ passphrases: quickPassphrases, ...own }),
  };
}

import { BugError } from '../../shared/bytes/errors.ts';
import type { ScryptCost } from '../../shared/certificates/encrypted-private-key.ts';
import { scryptKey } from '../../shared/crypto/scrypt.ts';
import { startThread } from './start-index-thread.ts';

const identityThreadName = 'vouch identity thread';

interface Job {
  readonly passphrase: Uint8Array;
  readonly salt: Uint8Array;
  readonly cost: ScryptCost;
}

/** The part of the platform's `Worker` that is used. */
interface Thread {
  postMessage(message: Job): void;
  addEventListener(type: 'message', listener: (event: { readonly data: Uint8Array }) => void): void;
  addEventListener(
    type: 'error' | 'messageerror',
    listener: (event: { readonly message?: string }) => void,
  ): void;
  terminate(): void;
}

/** scrypt in a thread that ends with its answer: the case worker answers others in the meantime. */
export function scryptInThread(
  passphrase: Uint8Array,
  salt: Uint8Array,
  cost: ScryptCost,
  start: () => Thread = () => startThread(identityThreadName),
): Promise<Uint8Array> {
  const thread = start();
  return new Promise<Uint8Array>((resolve, reject) => {
    thread.addEventListener('message', ({ data }) => resolve(data));
    thread.addEventListener('error', ({ message }) =>
      reject(new BugError(`The passphrase could not be worked on: ${message || 'there is no thread'}.`)),
    );
    thread.addEventListener('messageerror', () =>
      reject(new BugError('The passphrase could not be worked on: the answer could not be read.')),
    );
    thread.postMessage({ passphrase, salt, cost });
  }).finally(() => thread.terminate());
}

/** Makes this worker the thread, if it was started as one. False when it is something else. */
export function serveAsIdentityThread(): boolean {
  if (self.name !== identityThreadName) return false;
  self.addEventListener('message', ({ data }: MessageEvent<Job>) => {
    self.postMessage(scryptKey(data.passphrase, data.salt, data.cost));
  });
  return true;
}

import { BugError } from '../../shared/bytes/errors.ts';
import type { ScryptCost } from '../../shared/certificates/encrypted-private-key.ts';
import type { ScryptJob } from './identity-thread.ts';
import { startThread } from './start-thread.ts';
import { identityThreadName } from './thread-names.ts';

/** The part of the platform's `Worker` that is used. */
interface Thread {
  postMessage(message: ScryptJob): void;
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

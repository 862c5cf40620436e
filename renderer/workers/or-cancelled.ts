import { CancelledError } from '../../shared/bytes/errors.ts';

/**
 * What some work comes to, or CancelledError as soon as the signal says so: a person who stops an import does not wait
 * for a thread that is still reading a large segment. Work that is left behind must notice by itself that it is over.
 */
export function orCancelled<Answer>(signal: AbortSignal, work: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const cancel = () => reject(new CancelledError());
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
  });
}

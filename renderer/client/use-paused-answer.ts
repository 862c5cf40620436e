import { useEffect, useState } from 'react';
import type { CaseRequestName, CaseRequests, WireError } from '../../shared/contract/case-protocol.ts';
import { useCaseClient } from './case-client-context.ts';
import { toWireError } from './case-error.ts';

export interface PausedAnswer<Answer> {
  /** The last answer; it stays while a newer one is made, and is of an older question then. */
  readonly answer: Answer | null;
  /** Whether what is here is of the question as it is now. */
  readonly isCurrent: boolean;
  readonly error: WireError | null;
}

interface PauseOptions {
  /** So long nobody must have changed the question: whoever types is not interrupted. */
  readonly pauseMillis: number;
  /** Another one asks again for the same, as after a bundle was checked. */
  readonly asked?: unknown;
}

/** The answer to a question that a person goes on changing, asked in each pause; what a newer one replaces is stopped in the worker. */
export function usePausedAnswer<Name extends CaseRequestName>(
  name: Name,
  args: CaseRequests[Name]['args'],
  { pauseMillis, asked }: PauseOptions,
): PausedAnswer<CaseRequests[Name]['answer']> {
  const client = useCaseClient();
  const [state, setState] = useState<PausedAnswer<CaseRequests[Name]['answer']>>({
    answer: null,
    isCurrent: false,
    error: null,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` is no value but a reason to ask again.
  useEffect(() => {
    const stop = new AbortController();
    setState((before) => ({ ...before, isCurrent: false }));
    const timer = setTimeout(() => {
      client.call(name, args, { signal: stop.signal }).then(
        (answer) => {
          if (!stop.signal.aborted) setState({ answer, isCurrent: true, error: null });
        },
        (thrown: unknown) => {
          if (stop.signal.aborted) return;
          setState((before) => ({ ...before, isCurrent: true, error: toWireError(thrown) }));
        },
      );
    }, pauseMillis);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [client, name, args, pauseMillis, asked]);
  return state;
}

import { useState } from 'react';
import type { CaseRequests, WireError } from '../../../shared/contract/case-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { toWireError } from '../../client/case-error.ts';
import { announceChangedCase } from '../../client/changed-cases.ts';
import { useCaseSession } from '../app/case-session.tsx';

/** Requests by which a person decides about trust; each answers with the case judged anew. */
type DecisionName =
  | 'pinKey'
  | 'unpinKey'
  | 'revokeKey'
  | 'unpinAuthority'
  | 'revokeAuthority'
  | 'addTrustFile'
  | 'stateHead';

interface DecisionState {
  readonly isWorking: boolean;
  readonly error: WireError | null;
  forgetError(): void;
  /** Sends the decision; on success draws the new verdicts here, tells the other windows, and calls `onDone`. */
  decide<Name extends DecisionName>(name: Name, args: CaseRequests[Name]['args']): void;
}

/** One decision of a dialog: whether it is under way, and why it was refused. */
export function useDecision(onDone: () => void): DecisionState {
  const client = useCaseClient();
  const { show } = useCaseSession();
  const [isWorking, setIsWorking] = useState(false);
  const [error, setError] = useState<WireError | null>(null);
  return {
    isWorking,
    error,
    forgetError: () => setError(null),
    decide: (name, args) => {
      setIsWorking(true);
      setError(null);
      client.call(name, args).then(
        (view) => {
          show(view);
          announceChangedCase(view.case.caseId);
          onDone();
        },
        (thrown: unknown) => {
          setIsWorking(false);
          setError(toWireError(thrown));
        },
      );
    },
  };
}

import { useState } from 'react';
import type { MadeContent } from '../../../shared/casework/made-content.ts';
import type { WireError } from '../../../shared/contract/case-protocol.ts';
import { toWireError } from '../../client/case-error.ts';
import { useSharedCaseWork } from './case-work-provider.tsx';

interface Making {
  readonly isWorking: boolean;
  /** Why the last thing was not written down. */
  readonly error: WireError | null;
  /** Answers whether it was written down: in the database and in the journal. */
  write(content: MadeContent): Promise<boolean>;
}

/** One place at which things are made: whether one is under way, and why it was refused. */
export function useMaking(): Making {
  const { make } = useSharedCaseWork();
  const [isWorking, setIsWorking] = useState(false);
  const [error, setError] = useState<WireError | null>(null);
  return {
    isWorking,
    error,
    write: async (content) => {
      setIsWorking(true);
      setError(null);
      try {
        await make(content);
        return true;
      } catch (thrown) {
        setError(toWireError(thrown));
        return false;
      } finally {
        setIsWorking(false);
      }
    },
  };
}

import { useState } from 'react';
import type { MadeContent } from '../../../shared/casework/made-content.ts';
import type { WireError } from '../../../shared/contract/case-protocol.ts';
import type { NamedLine } from '../../../shared/contract/casework-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { toWireError } from '../../client/case-error.ts';
import { markText } from '../../text/marks.ts';
import { useSharedCaseWork } from './case-work-provider.tsx';
import { type LinesToMark, nameChosen } from './lines-to-mark.ts';

interface Marking {
  readonly isWorking: boolean;
  /** How far it is, or what has to be known of how it ended. */
  readonly said: string;
  readonly error: WireError | null;
  /** Names the chosen lines and writes down what is made of them, one after the other. */
  mark(toContents: (named: readonly NamedLine[]) => readonly MadeContent[]): Promise<void>;
}

/** Something that is made of chosen lines; `onDone` is called when all of them could be named and all of it is written. */
export function useMarking(chosen: number, lines: LinesToMark, onDone: () => void): Marking {
  const client = useCaseClient();
  const { caseId, make } = useSharedCaseWork();
  const [said, setSaid] = useState('');
  const [isWorking, setIsWorking] = useState(false);
  const [error, setError] = useState<WireError | null>(null);
  return {
    isWorking,
    said,
    error,
    mark: async (toContents) => {
      setIsWorking(true);
      setError(null);
      let written = 0;
      let contents: readonly MadeContent[] = [];
      try {
        const { named, unnamed } = await nameChosen(client, caseId, lines, (done) =>
          setSaid(markText.reading(done, chosen)),
        );
        if (named.length === 0) return setSaid(markText.nothing);
        contents = toContents(named);
        for (const content of contents) {
          await make(content);
          written += 1;
        }
        if (unnamed === 0) onDone();
        else setSaid(markText.unnamed(unnamed));
      } catch (thrown) {
        // Each is a record of its own: what was acknowledged before stays, and must not be said to be refused.
        setSaid(written === 0 ? '' : markText.partly(written, contents.length));
        setError(toWireError(thrown));
      } finally {
        setIsWorking(false);
      }
    },
  };
}

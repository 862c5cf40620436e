import { useCallback, useRef, useState } from 'react';
import type { Sample } from '../../../shared/casework/case-work.ts';
import { renderMadeContent } from '../../../shared/casework/made-content.ts';
import type { SampleResultContent, TickMark } from '../../../shared/casework/sample.ts';
import { changedResult } from '../../../shared/casework/sample-progress.ts';
import type { WireError } from '../../../shared/contract/case-protocol.ts';
import { toWireError } from '../../client/case-error.ts';
import { useSharedCaseWork } from '../casework/case-work-provider.tsx';

export type MarkChange =
  | { readonly attribute: number; readonly mark: TickMark }
  | { readonly remark: string };

export interface Marks {
  /** The sample as it is written, and over it what is on its way. */
  readonly sample: Sample;
  readonly isWriting: boolean;
  readonly error: WireError | null;
  change(position: number, change: MarkChange): void;
}

/**
 * Writes marks down one after the other, each as a record of its own. A person goes on in the meantime: what is on its way is
 * shown, and taken back when it is refused.
 */
export function useMarks(written: Sample, by: string): Marks {
  const { make } = useSharedCaseWork();
  const [waiting, setWaiting] = useState<readonly SampleResultContent[]>([]);
  const [error, setError] = useState<WireError | null>(null);
  const queue = useRef<Promise<void>>(Promise.resolve());
  // What was acknowledged stays until the log that was read again has it: a mark must not go and come back.
  const left = waiting.filter((content, index) => !isWritten(written, waiting, index, content));
  const shown = withWaiting(written, left);
  const latest = useRef(shown);
  latest.current = shown;

  const change = useCallback(
    (position: number, change: MarkChange) => {
      const content = changedResult(latest.current, position, by, change);
      setWaiting((before) => [...before, content]);
      latest.current = withWaiting(latest.current, [content]);
      queue.current = queue.current.then(async () => {
        try {
          await make(content);
          setError(null);
        } catch (thrown) {
          setError(toWireError(thrown));
          setWaiting((before) => before.filter((each) => each !== content));
        }
      });
    },
    [make, by],
  );
  return { sample: shown, isWriting: left.length > 0, error, change };
}

/** Whether the log has this result, or a later one of the same line that waited as well. */
function isWritten(
  { results }: Sample,
  waiting: readonly SampleResultContent[],
  index: number,
  { position }: SampleResultContent,
): boolean {
  const stored = results.get(position);
  if (stored === undefined) return false;
  return waiting.slice(index).some((each) => each.position === position && isSame(each, stored.content));
}

function isSame(one: SampleResultContent, other: SampleResultContent): boolean {
  return renderMadeContent(one) === renderMadeContent(other);
}

function withWaiting(sample: Sample, waiting: readonly SampleResultContent[]): Sample {
  if (waiting.length === 0) return sample;
  const results = new Map(sample.results);
  for (const content of waiting) {
    results.set(content.position, { record: -1, at: 0, content, counts: true });
  }
  return { ...sample, results };
}

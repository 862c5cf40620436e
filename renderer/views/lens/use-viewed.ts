import { useEffect, useRef } from 'react';
import type { EntryOrdinal } from '../../../shared/bytes/units.ts';
import type { LinePlace } from '../../../shared/contract/casework-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { useReviewer } from '../casework/use-reviewer.ts';

/** One record for so many lines: a log of a review must not consist of glances. */
const linesOfRecord = 20;
/** Who only passes a line on the way with the arrow key has not looked at it. */
const lookedAtMillis = 1_000;

/** Tells the log of the case which lines were looked at: when there are enough, and when the entry is closed or the window left. */
export function useViewed(caseId: string, bundleId: string, ordinal: EntryOrdinal): void {
  const client = useCaseClient();
  const [reviewer] = useReviewer();
  const seen = useRef<LinePlace[]>([]);
  const flush = useRef(() => {});
  flush.current = () => {
    const lines = seen.current;
    seen.current = [];
    if (lines.length === 0) return;
    // Looking goes on when the log cannot be written; what is decided meanwhile says so.
    void client.call('recordViewed', { caseId, lines, by: reviewer }).catch(() => {});
  };
  useEffect(() => {
    const timer = setTimeout(() => {
      const isKnown = seen.current.some((line) => line.bundleId === bundleId && line.ordinal === ordinal);
      if (!isKnown) seen.current.push({ bundleId, ordinal });
      if (seen.current.length >= linesOfRecord) flush.current();
    }, lookedAtMillis);
    return () => clearTimeout(timer);
  }, [bundleId, ordinal]);
  useEffect(() => {
    const leave = () => {
      if (document.visibilityState === 'hidden') flush.current();
    };
    document.addEventListener('visibilitychange', leave);
    return () => {
      document.removeEventListener('visibilitychange', leave);
      flush.current();
    };
  }, []);
}

import type { EntryOrdinal } from '../../../shared/bytes/units.ts';
import type { SearchQuestion } from '../../client/search-session.ts';
import { type HitCursor, type HitLine, isSameLine } from './table/use-hit-cursor.ts';

/** How a person goes on from the entry in the panel. */
export interface EntrySteps {
  /** Through what: the log, or the rows of a result. */
  readonly through: 'log' | 'result';
  /** Null where there is nothing before it. */
  readonly previous: (() => void) | null;
  readonly next: (() => void) | null;
}

interface StepOptions {
  readonly opened: HitLine;
  /** Lines of the log of the opened one. */
  readonly total: number;
  /** What the rows of the table answer; null until there are any. */
  readonly question: SearchQuestion | null;
  readonly cursor: Pick<HitCursor, 'pages' | 'active' | 'moveTo'>;
  readonly onMove: (ordinal: EntryOrdinal) => void;
}

/**
 * Through the rows of the table where they are not simply the log, and through the log from an entry that is none of these
 * rows: it was opened from elsewhere, as from a check result.
 */
export function entrySteps({ opened, total, question, cursor, onMove }: StepOptions): EntrySteps {
  const { pages, active, moveTo } = cursor;
  const row = pages?.rowAt(active) ?? null;
  // A row that is not there yet is the one that is being gone to.
  const isOfRows = row === null || isSameLine(row, opened);
  const isResult = pages !== null && question !== null && !isLog(question) && isOfRows;
  const [at, count] = isResult ? [active, pages.total] : [opened.ordinal, total];
  const go = (to: number) => (isResult ? moveTo(to) : onMove(to));
  return {
    through: isResult ? 'result' : 'log',
    previous: at > 0 ? () => go(at - 1) : null,
    next: at < count - 1 ? () => go(at + 1) : null,
  };
}

function isLog({ query, sort, bundleIds }: SearchQuestion): boolean {
  return query.trim() === '' && sort.by === 'log' && !sort.isDescending && bundleIds.length === 1;
}

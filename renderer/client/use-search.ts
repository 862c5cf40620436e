import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { rowsAhead } from './rows-ahead.ts';
import type { SearchCalls } from './search-calls.ts';
import { type SearchQuestion, SearchSession, type SearchState } from './search-session.ts';

export interface SearchOptions {
  /** The query is being typed: it is asked a moment after the last key. */
  readonly isTyping: boolean;
  /** What is known of the searched bundles: when it changes, for instance because a check has ended, the same is asked again. */
  readonly known: string;
  /** See `SessionOptions`. */
  readonly isRowsFirst: boolean;
}

export interface Search extends SearchState {
  /** Asks again after a failure. */
  askAgain(): void;
}

/**
 * The search of a screen: whatever the question of this draw is, its answer follows, and until then the answer before
 * stays. The component draws again when an answer has come; whoever draws rows listens to `shown.pages` by itself.
 */
export function useSearch(
  calls: SearchCalls,
  question: SearchQuestion,
  { isTyping, known, isRowsFirst }: SearchOptions,
): Search {
  const first = useRef(question);
  const session = useMemo(() => {
    const ahead = isRowsFirst ? rowsAhead(calls, first.current) : null;
    return new SearchSession(calls, { isRowsFirst, ahead });
  }, [calls, isRowsFirst]);
  const state = useSyncExternalStore(session.subscribe, session.state);

  useEffect(() => session.ask(question, isTyping ? 'typed' : 'now'), [session, question, isTyping]);
  const wasKnown = useRef(known);
  useEffect(() => {
    if (wasKnown.current === known) return;
    wasKnown.current = known;
    session.askAgain();
  }, [session, known]);
  useEffect(() => () => session.close(), [session]);

  return useMemo(() => ({ ...state, askAgain: () => session.askAgain() }), [state, session]);
}

import { type ReactNode, type RefObject, useId, useMemo, useRef } from 'react';
import type { QueryProblem } from '../../../../shared/contract/search-protocol.ts';
import { parseQuery } from '../../../../shared/query/parse-query.ts';
import type { QuerySpan } from '../../../../shared/query/query-tree.ts';
import { searchText } from '../../../text/search.ts';
import { ActionButton } from '../../common/action-button.tsx';
import type { CompletionOption } from './completion-options.ts';
import type { ExploreSearch } from './explore-search.ts';
import { pastQuery } from './past-queries.ts';
import { QueryChips } from './query-chips.tsx';
import { QueryFaultLine } from './query-fault-line.tsx';
import { QueryField } from './query-field.tsx';
import { queryPieces } from './query-pieces.ts';
import { useTold } from './use-told.ts';

interface QueryBarProps {
  readonly explore: ExploreSearch;
  readonly field: RefObject<HTMLInputElement | null>;
  /** Which bundles are searched. */
  readonly sources: ReactNode;
  readonly past: readonly string[];
  readonly complete: (query: string, caret: number) => readonly CompletionOption[];
  readonly isLookedUp: boolean;
  /** The caret has moved while completions are shown. */
  readonly onCaret: (query: string, caret: number) => void;
  readonly onLeave: () => void;
  readonly onHelp: () => void;
  readonly onSearches: () => void;
}

/** The query as a line to write in, and below it its terms, or what is wrong with it. */
export function QueryBar({ explore, field, past, ...props }: QueryBarProps) {
  const { query, search, typeQuery, setQuery } = explore;
  const belowId = useId();
  const parsed = useMemo(() => parseQuery(query), [query]);
  const problem = parsed.kind === 'invalid' ? parsed.error : refusedProblem(explore);
  const isTold = useTold(problem !== null, explore);
  /** What was typed and not recalled: to come back to it from the history. */
  const typed = useRef(query);
  /** The history as it was when the way through it began: what is looked at for a while becomes its newest entry. */
  const walked = useRef<readonly string[] | null>(null);

  const mend = (): boolean => {
    if (problem === null || problem.suggestion === null) return false;
    setQuery(problem.suggestion);
    field.current?.focus();
    return true;
  };
  const edit = ({ start, end }: QuerySpan) => {
    field.current?.focus();
    field.current?.setSelectionRange(start, end);
  };
  const parts = parsed.kind === 'query' ? parsed.parts : [];
  const shownProblem = isTold ? problem : null;
  return (
    <search className="query-bar" aria-label={searchText.bar}>
      <div className="query-line">
        {props.sources}
        <QueryField
          field={field}
          query={query}
          pieces={queryPieces(query, shownProblem)}
          isInvalid={shownProblem !== null}
          describedBy={belowId}
          complete={props.complete}
          isLookedUp={props.isLookedUp}
          onCaret={props.onCaret}
          onType={(text) => {
            typed.current = text;
            walked.current = null;
            typeQuery(text);
          }}
          onRun={(text) => setQuery(text)}
          onPast={(step) => {
            walked.current ??= past;
            const next = pastQuery(walked.current, { query, typed: typed.current }, step);
            if (next !== null) typeQuery(next);
            return next;
          }}
          onMend={mend}
          onLeave={props.onLeave}
        />
        <ActionButton label={searchText.searchesButton} icon="saved" onPress={props.onSearches} />
        <ActionButton
          label={searchText.helpButton}
          icon="question"
          look="quiet"
          isIconOnly
          onPress={props.onHelp}
        />
      </div>
      <div className="query-below" id={belowId} aria-live="polite">
        {shownProblem !== null && <QueryFaultLine problem={shownProblem} onMend={mend} />}
        {shownProblem === null && parts.length > 0 && (
          <QueryChips query={query} parts={parts} onChange={setQuery} onEdit={edit} />
        )}
        {shownProblem === null && parts.length === 0 && search.standing.kind !== 'invalid' && (
          <p className="hint">
            {searchText.noTerms} <kbd>/</kbd> {searchText.hint}
          </p>
        )}
      </div>
    </search>
  );
}

/** What only the search itself refuses, such as an expression that no engine reads. */
function refusedProblem({ search: { standing, question }, query }: ExploreSearch): QueryProblem | null {
  return standing.kind === 'invalid' && question?.query === query ? standing.problem : null;
}

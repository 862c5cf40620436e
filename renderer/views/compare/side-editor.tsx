import { useId, useMemo, useState } from 'react';
import type { BundleView, CaseView } from '../../../shared/contract/case-protocol.ts';
import { withTimeRange } from '../../../shared/query/edit-query.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import type { SearchQuestion } from '../../client/search-session.ts';
import { useSearch } from '../../client/use-search.ts';
import { compareText } from '../../text/compare.ts';
import { searchText } from '../../text/search.ts';
import { plainSearch, type Route } from '../app/route.ts';
import { ActionButton } from '../common/action-button.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { formatCount } from '../common/format-number.ts';
import { exploreAddress } from '../entity/query-link.tsx';
import { withFieldValue } from '../explore/facets/facet-edits.ts';
import { QueryFaultLine } from '../explore/query/query-fault-line.tsx';
import { searchedBundles, timesOfSources } from '../explore/query/searched-bundles.ts';
import { SourceChooser } from '../explore/query/source-chooser.tsx';
import type { SideAddress } from './comparison-address.ts';
import { PeriodFields } from './period-fields.tsx';
import { SideQuery } from './side-query.tsx';
import { SideTimeline } from './side-timeline.tsx';
import { ValueDialog } from './value-dialog.tsx';

interface SideEditorProps {
  readonly name: 'left' | 'right';
  readonly side: SideAddress;
  readonly view: CaseView;
  readonly bundle: BundleView;
  readonly route: Route;
  readonly onSide: (side: SideAddress) => void;
}

/** Half the window is as wide as so many bars can still be pressed. */
const mostBuckets = 60;

/** One of the two that are compared: its bundles, its query, its period, and how many lines that is. */
export function SideEditor({ name, side, view, bundle, route, onSide }: SideEditorProps) {
  const titleId = useId();
  const calls = useCaseClient();
  const { caseId } = view.case;
  const { query, sources: chosen } = side;
  const sources = useMemo(
    () => searchedBundles(view.bundles, bundle, chosen),
    [view.bundles, bundle, chosen],
  );
  const ids = JSON.stringify(sources.map(({ bundleId }) => bundleId));
  const question = useMemo<SearchQuestion>(
    () => ({
      ...{ caseId, query, sort: plainSearch.sort, fields: [], facets: [] },
      ...{ bundleIds: JSON.parse(ids), buckets: mostBuckets },
    }),
    [caseId, ids, query],
  );
  const known = JSON.stringify(sources.map(({ verdict }) => verdict !== null));
  const search = useSearch(calls, question, { isTyping: false, known, isRowsFirst: false });
  const [isChoosing, setIsChoosing] = useState(false);
  const whole = useMemo(() => timesOfSources(sources), [sources]);
  const setQuery = (to: string) => onSide({ ...side, query: to });
  const { shown, standing } = search;
  const problem = standing.kind === 'invalid' ? standing.problem : null;
  return (
    <section className="compared-side" aria-labelledby={titleId} data-side={name}>
      <div className="compared-side-head">
        <h2 id={titleId}>{compareText.sideTitle[name]}</h2>
        <p className="compared-side-total" role="status">
          {shown !== null && standing.kind === 'answered' && (
            <>
              <a
                className="figure"
                href={exploreAddress({ route, sources: chosen }, query)}
                aria-label={compareText.linesOf(shown.result.total, compareText.allLines, name)}
              >
                {formatCount(shown.result.total)}
              </a>{' '}
              <span className="hint">{compareText.ofSearched(shown.result.searched)}</span>
            </>
          )}
          {standing.kind === 'pending' && <span className="hint">{searchText.searching}</span>}
        </p>
        <SourceChooser
          bundles={view.bundles}
          searched={sources}
          byBundle={null}
          onChoose={(to) => onSide({ ...side, sources: to })}
        />
        <ActionButton
          label={compareText.chooseValue}
          aria-label={compareText.chooseValueOf(name)}
          onPress={() => setIsChoosing(true)}
        />
      </div>
      <SideQuery
        key={query}
        name={name}
        query={query}
        isInvalid={problem !== null}
        mended={problem?.suggestion ?? null}
        onQuery={setQuery}
      />
      {problem !== null && (
        <QueryFaultLine
          problem={problem}
          onMend={() => {
            if (problem.suggestion !== null) setQuery(problem.suggestion);
          }}
        />
      )}
      {(standing.kind === 'failed' || standing.kind === 'stopped') && (
        <p className="search-note" role="alert" data-tone="bad">
          <EvidenceText
            text={standing.kind === 'failed' ? standing.error.message : standing.statement}
            limit={400}
          />
        </p>
      )}
      <PeriodFields query={query} whole={whole} onQuery={setQuery} />
      <SideTimeline
        name={name}
        result={shown?.result ?? null}
        isStale={standing.kind !== 'answered'}
        isInvalid={problem !== null}
        onRange={(range) => setQuery(withTimeRange(query, range))}
      />
      {shown !== null &&
        standing.kind === 'answered' &&
        shown.result.notes
          .filter(({ kind }) => kind !== 'unchecked')
          .map(({ statement }) => (
            <p key={statement} className="search-note" role="note" data-tone="open">
              <EvidenceText text={statement} limit={400} />
            </p>
          ))}
      {isChoosing && (
        <ValueDialog
          {...{ calls, caseId, sources }}
          onChoose={(field, text) => {
            setIsChoosing(false);
            setQuery(withFieldValue(query, field, text, 'only'));
          }}
          onClose={() => setIsChoosing(false)}
        />
      )}
    </section>
  );
}

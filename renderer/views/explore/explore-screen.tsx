import { useCallback, useMemo, useRef, useState } from 'react';
import type { EntryOrdinal } from '../../../shared/bytes/units.ts';
import type { BundleView, CaseView } from '../../../shared/contract/case-protocol.ts';
import { asksForTime, withTimeRange } from '../../../shared/query/edit-query.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { useSearchShelf } from '../../client/use-search-shelf.ts';
import type { Host } from '../../host/host.ts';
import { exploreText } from '../../text/explore.ts';
import { searchText } from '../../text/search.ts';
import type { RouteSearch } from '../app/route.ts';
import type { Navigation } from '../app/use-route.ts';
import { ActionButton } from '../common/action-button.tsx';
import { EmptyState } from '../common/empty-state.tsx';
import { CompareLink } from '../compare/compare-link.tsx';
import { DrawFromExplore } from '../samples/draw-from-explore.tsx';
import { damagedLines, nextDamaged } from './damaged-lines.ts';
import { EntryPanel } from './entry-panel.tsx';
import { entrySteps } from './entry-steps.ts';
import { ExportFromExplore } from './export/export-from-explore.tsx';
import { FacetsPane } from './facets/facets-pane.tsx';
import { HistogramPanel } from './histogram/histogram-panel.tsx';
import { loadedPercent } from './histogram/loaded-percent.ts';
import { lineCount } from './line-count.ts';
import { EmptyResult } from './query/empty-result.tsx';
import { QueryArea } from './query/query-area.tsx';
import { timesOfSources } from './query/searched-bundles.ts';
import { useExploreSearch } from './query/use-explore-search.ts';
import { useRecordedSearch } from './query/use-recorded-search.ts';
import { useTold } from './query/use-told.ts';
import { type StoredChoice, useStoredChoice } from './stored-choice.ts';
import { withColumn } from './table/column-layout.ts';
import { HitsTable } from './table/hits-table.tsx';
import { type HitLine, useHitCursor } from './table/use-hit-cursor.ts';
import { useTableSettings } from './table/use-table-settings.ts';

interface ExploreScreenProps {
  readonly view: CaseView;
  /** The one that the strip names: what is open is of it, and without a choice it alone is searched. */
  readonly bundle: BundleView;
  readonly navigation: Navigation;
  readonly saveFile: Host['saveFile'];
  readonly appVersion: string;
}

const facetsShown: StoredChoice<boolean> = {
  name: 'facets-shown',
  standard: true,
  parse: (stored) => (typeof stored === 'boolean' ? stored : null),
};

/** Search in the bundles of a case: query, facets, times, the lines that were found, and one of them in full. */
export function ExploreScreen({ view, bundle, navigation, saveFile, appVersion }: ExploreScreenProps) {
  const { route, navigate } = navigation;
  const calls = useCaseClient();
  const explore = useExploreSearch({ calls, view, bundle, navigation });
  const { search, sources, setQuery } = explore;
  const shelf = useSearchShelf(view.case.caseId);
  const settle = useRecordedSearch(explore, shelf.record);
  const settings = useTableSettings(explore);
  const grid = useRef<HTMLDivElement>(null);
  const [visible, setVisible] = useState({ first: 0, end: 0 });
  const showVisible = useCallback((first: number, end: number) => setVisible({ first, end }), []);

  const [areFacetsShown, keepFacetsShown] = useStoredChoice(facetsShown, view.case.caseId);
  const showFacets = (areShown: boolean) => {
    keepFacetsShown(() => areShown);
    // Values that nobody sees are not counted.
    if (!areShown) explore.setFacets([]);
  };

  const total = lineCount(bundle.receipt);
  const ordinal = route.ordinal === null || total === 0 ? null : Math.min(route.ordinal, total - 1);
  const { bundleId } = bundle;
  const opened = useMemo<HitLine | null>(
    () => (ordinal === null ? null : { bundleId, ordinal }),
    [bundleId, ordinal],
  );
  const show = useCallback((line: HitLine) => navigate(line, 'replace'), [navigate]);
  const cursor = useHitCursor({ explore, opened, onFollow: show });
  const move = (to: EntryOrdinal) => show({ bundleId, ordinal: to });
  const open = (line: HitLine) => {
    settle();
    show(line);
  };
  const focusTable = () => grid.current?.focus();
  const close = () => {
    navigate({ ordinal: null }, 'replace');
    focusTable();
  };
  const setSources = (chosen: RouteSearch['sources']) =>
    navigate({ search: { ...route.search, query: explore.query, sources: chosen } });

  const { shown, standing } = search;
  const whole = useMemo(() => timesOfSources(sources), [sources]);
  const isAltered = sources.every(({ verdict }) => verdict?.headline === 'LOCAL COPY ALTERED');
  const isEmpty =
    useTold(shown?.result.total === 0 && standing.kind === 'answered', explore) && shown !== null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the panel from anywhere on this screen.
    <div
      className="explore"
      data-panel={opened !== null || undefined}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && opened !== null) close();
      }}
    >
      <h1 className="visually-hidden">{exploreText.grid}</h1>
      <QueryArea
        explore={explore}
        view={view}
        shelf={shelf}
        saveFile={saveFile}
        onSources={setSources}
        onLeave={focusTable}
        areFacetsShown={areFacetsShown}
        onFacets={showFacets}
      >
        <CompareLink route={route} query={explore.query} sources={sources} />
        <NextDamaged bundle={bundle} opened={ordinal} onOpen={show} />
        <DrawFromExplore view={view} explore={explore} navigation={navigation} />
        <ExportFromExplore explore={explore} saveFile={saveFile} appVersion={appVersion} />
        {visible.end > 0 && !isEmpty && searchText.range(visible.first + 1, visible.end)}
      </QueryArea>
      {areFacetsShown && (
        <FacetsPane
          explore={explore}
          onColumn={(field) => settings.setLayout((before) => withColumn(before, field))}
        />
      )}
      <section className="explore-result" aria-label={searchText.result}>
        <HistogramPanel
          result={shown?.result ?? null}
          isStale={standing.kind !== 'answered'}
          loaded={loadedPercent(standing)}
          isBounded={asksForTime(explore.query)}
          whole={whole}
          onRange={(range) => setQuery(withTimeRange(explore.query, range))}
        />
        {isAltered && (
          <EmptyState icon="explore" title={exploreText.alteredTitle} advice={exploreText.alteredAdvice} />
        )}
        {!isAltered && isEmpty && shown.result.searched === 0 && (
          <EmptyState icon="explore" title={exploreText.emptyTitle} advice={exploreText.emptyAdvice} />
        )}
        {!isAltered && isEmpty && shown.result.searched > 0 && (
          <EmptyResult
            calls={calls}
            shown={shown}
            onSearchAll={sources.length < view.bundles.length ? () => setSources('case') : null}
            onQuery={setQuery}
          />
        )}
        {!isAltered && !isEmpty && (
          <HitsTable
            grid={grid}
            explore={explore}
            cursor={cursor}
            settings={settings}
            opened={opened}
            onOpen={open}
            onVisible={showVisible}
          />
        )}
      </section>
      {opened !== null && (
        <EntryPanel
          caseId={view.case.caseId}
          bundle={bundle}
          ordinal={opened.ordinal}
          total={total}
          steps={entrySteps({ opened, total, question: shown?.question ?? null, cursor, onMove: move })}
          sources={sources}
          onMove={show}
          onClose={close}
        />
      )}
    </div>
  );
}

interface NextDamagedProps {
  readonly bundle: BundleView;
  readonly opened: number | null;
  readonly onOpen: (line: HitLine) => void;
}

/** Goes through the lines that failed checks of the strip's bundle name, whether or not the query finds them. */
function NextDamaged({ bundle: { bundleId, verdict }, opened, onOpen }: NextDamagedProps) {
  const damaged = useMemo(() => damagedLines(verdict), [verdict]);
  const next = nextDamaged(damaged, opened ?? -1);
  if (next === null || next === opened) return null;
  return (
    <ActionButton
      label={searchText.nextDamaged(damaged.length)}
      icon="cross"
      look="quiet"
      onPress={() => onOpen({ bundleId, ordinal: next })}
    />
  );
}

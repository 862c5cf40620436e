import { useMemo } from 'react';
import type { BundleView, CaseView } from '../../../shared/contract/case-protocol.ts';
import type { EntityJoin } from '../../../shared/contract/entity-protocol.ts';
import { withTimeRange } from '../../../shared/query/edit-query.ts';
import { askableText, entityQuery } from '../../../shared/search/entity-query.ts';
import { entityText } from '../../text/entity.ts';
import { exploreText } from '../../text/explore.ts';
import { printRoute, type RouteSearch } from '../app/route.ts';
import type { Navigation } from '../app/use-route.ts';
import { ActionButton } from '../common/action-button.tsx';
import { CopyButton } from '../common/copy-button.tsx';
import { EmptyState } from '../common/empty-state.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { halvesOf } from '../compare/comparison-presets.ts';
import { HistogramPanel } from '../explore/histogram/histogram-panel.tsx';
import { searchedBundles, timesOfSources } from '../explore/query/searched-bundles.ts';
import { SourceChooser } from '../explore/query/source-chooser.tsx';
import { AliasSection } from './alias-section.tsx';
import type { EntityAddress } from './entity-address.ts';
import { EntityBody } from './entity-body.tsx';
import { EntityFacts } from './entity-facts.tsx';
import { exploreAddress } from './query-link.tsx';
import { useEntity } from './use-entity.ts';

interface EntityScreenProps {
  readonly view: CaseView;
  /** The one that the strip names. */
  readonly bundle: BundleView;
  readonly navigation: Navigation;
}

/** Of each field so many values stand on the page at first. */
const listed = 10;
const mostBuckets = 120;

/** One actor, target, address or session in the bundles that Explore searches. */
export function EntityScreen(props: EntityScreenProps) {
  const { route } = props.navigation;
  if (route.entity === null) {
    return (
      <EmptyState icon="target" title={entityText.unnamedTitle} advice={entityText.unnamedAdvice}>
        <a className="button" data-look="primary" href={printRoute({ ...route, screen: 'explore' })}>
          {entityText.backToExplore}
        </a>
      </EmptyState>
    );
  }
  return <EntityPage {...props} entity={route.entity} />;
}

function EntityPage({
  view,
  bundle,
  navigation,
  entity,
}: EntityScreenProps & { readonly entity: EntityAddress }) {
  const { route, navigate } = navigation;
  const { field, text } = entity;
  const { caseId } = view.case;
  const { sources: chosen } = route.search;
  const sources = useMemo(
    () => searchedBundles(view.bundles, bundle, chosen),
    [view.bundles, bundle, chosen],
  );
  const bundleIds = sources.map(({ bundleId }) => bundleId);
  const known = JSON.stringify(sources.map(({ verdict }) => verdict !== null));
  const subject = useMemo(() => ({ field, text }), [field, text]);
  const order = { caseId, bundleIds, subject, joins: entity.joins, listed, buckets: mostBuckets };
  const state = useEntity(order, known);

  const from = { route, sources: chosen };
  const description = state.kind === 'loaded' ? state.description : null;
  const query = useMemo(() => entityQuery(subject, description?.joined ?? []), [subject, description]);
  const asked = askableText(query);
  const setJoins = (joins: readonly EntityJoin[]) => navigate({ entity: { field, text, joins } });
  const setSources = (to: RouteSearch['sources']) => navigate({ search: { ...route.search, sources: to } });
  const isAltered = sources.every(({ verdict }) => verdict?.headline === 'LOCAL COPY ALTERED');
  const whole = timesOfSources(sources);
  const halves = asked === null || description === null ? null : halvesOf(asked, chosen, description);
  const kind = entityText.kinds[field];
  return (
    <div className="page entity-page" data-stale={(state.kind === 'loaded' && state.isStale) || undefined}>
      <header className="entity-head">
        <p className="entity-kind">{kind}</p>
        <h1>
          <EvidenceText text={text} limit={200} />
          <CopyButton text={text} what={entityText.copied(kind)} />
        </h1>
        <div className="entity-actions">
          {asked !== null && description !== null && description.total > 0 && (
            <a className="button" data-look="primary" href={exploreAddress(from, asked)}>
              {entityText.toExplore}
            </a>
          )}
          {halves !== null && (
            <a
              className="button"
              href={printRoute({ ...route, screen: 'compare', ordinal: null, comparison: halves })}
              title={entityText.compareHint}
            >
              {entityText.compare}
            </a>
          )}
          <SourceChooser bundles={view.bundles} searched={sources} byBundle={null} onChoose={setSources} />
        </div>
      </header>
      {isAltered && (
        <EmptyState icon="target" title={exploreText.alteredTitle} advice={exploreText.alteredAdvice} />
      )}
      {!isAltered && state.kind === 'loading' && (
        <p className="hint" role="status">
          {entityText.loading}
        </p>
      )}
      {!isAltered && state.kind === 'failed' && <ErrorNotice title={entityText.failed} error={state.error} />}
      {!isAltered && description !== null && description.own === 0 && description.total === 0 && (
        <EmptyState
          icon="target"
          title={entityText.noneTitle}
          advice={entityText.noneAdvice(kind.toLowerCase())}
        >
          {sources.length < view.bundles.length && (
            <ActionButton label={entityText.searchAll} look="primary" onPress={() => setSources('case')} />
          )}
        </EmptyState>
      )}
      {!isAltered && description !== null && description.total > 0 && (
        <>
          {description.notes
            .filter((note) => note.kind !== 'unchecked')
            .map(({ statement }) => (
              <p key={statement} className="search-note" role="note" data-tone="open">
                <EvidenceText text={statement} limit={400} />
              </p>
            ))}
          <div className="entity-top">
            <section className="entity-section" aria-label={entityText.facts}>
              <EntityFacts {...{ subject, description, query, from }} bundles={view.bundles} />
            </section>
            <AliasSection {...{ subject, description, from }} onJoins={setJoins} />
          </div>
          <HistogramPanel
            result={description}
            isStale={state.kind === 'loaded' && state.isStale}
            loaded={null}
            isBounded={false}
            whole={whole}
            onRange={(range) => {
              if (asked === null || range === null) return;
              const search = { ...route.search, query: withTimeRange(asked, range) };
              navigate({ screen: 'explore', ordinal: null, search });
            }}
          />
          <EntityBody {...{ subject, description, query, from }} scope={{ caseId, bundleIds }} />
        </>
      )}
    </div>
  );
}

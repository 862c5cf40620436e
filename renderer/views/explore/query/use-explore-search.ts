import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { BundleView, CaseView } from '../../../../shared/contract/case-protocol.ts';
import type { FacetOrder, HitSort } from '../../../../shared/contract/search-protocol.ts';
import type { SearchCalls } from '../../../client/search-calls.ts';
import type { SearchQuestion } from '../../../client/search-session.ts';
import { useSearch } from '../../../client/use-search.ts';
import type { RouteSearch } from '../../app/route.ts';
import type { Navigation } from '../../app/use-route.ts';
import type { ExploreSearch } from './explore-search.ts';
import { mostBuckets } from './first-question.ts';
import { searchedBundles } from './searched-bundles.ts';
import { visibleQuery } from './visible-query.ts';

/** Addresses may be written some hundred times a minute; nobody reloads within a word. */
const addressMillis = 400;

interface ExploreSearchOptions {
  readonly calls: SearchCalls;
  readonly view: CaseView;
  /** The bundle that the strip names. */
  readonly bundle: BundleView;
  readonly navigation: Navigation;
}

/** The search of the address, and the query while it is typed: it comes to the address in a pause. */
export function useExploreSearch({ calls, view, bundle, navigation }: ExploreSearchOptions): ExploreSearch {
  const { caseId } = view.case;
  const { sort, sources: chosen } = navigation.route.search;
  const written = visibleQuery(navigation.route.search.query);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [fields, setFields] = useState<readonly string[]>([]);
  const [facets, setFacets] = useState<readonly FacetOrder[]>([]);
  const [decided, setDecided] = useState<string | null>(null);
  /** The query that was written into the address last: when it arrives there, what was typed meanwhile goes on. */
  const ours = useRef<string | null>(null);
  const isTyping = draft !== null && (draft.over === written || written === ours.current);
  const query = isTyping ? draft.text : written;
  const isDecided = decided === query;

  const sources = useMemo(
    () => searchedBundles(view.bundles, bundle, chosen),
    [view.bundles, bundle, chosen],
  );
  const ids = JSON.stringify(sources.map(({ bundleId }) => bundleId));
  // A new list of the same bundles is the same question.
  const bundleIds = useMemo<readonly string[]>(() => JSON.parse(ids), [ids]);
  const question = useMemo<SearchQuestion>(
    () => ({ caseId, bundleIds, query, sort, fields, facets, buckets: mostBuckets }),
    [caseId, bundleIds, query, sort, fields, facets],
  );
  const known = JSON.stringify(sources.map(({ verdict }) => verdict !== null));
  const search = useSearch(calls, question, { isTyping: isTyping && !isDecided, known, isRowsFirst: true });

  const latest = useRef(navigation);
  latest.current = navigation;
  /** Whether the address holds a query that nobody has decided for: the next one takes its place in the way back. */
  const isPassing = useRef(false);
  const write = useCallback((change: Partial<RouteSearch>, how: 'push' | 'replace') => {
    const { route, navigate } = latest.current;
    if (change.query !== undefined) ours.current = change.query;
    navigate({ search: { ...route.search, ...change } }, how);
  }, []);
  // The draft stands until the address has it, which is a moment later: without it the query before would flicker.
  useEffect(() => {
    const isOurs = written === ours.current;
    if (!isOurs) isPassing.current = false;
    setDraft((held) => {
      if (held === null || held.over === written) return held;
      return isOurs && held.text !== written ? { ...held, over: written } : null;
    });
  }, [written]);

  useEffect(() => {
    if (!isTyping || isDecided) return;
    const timer = setTimeout(() => {
      write({ query }, isPassing.current ? 'replace' : 'push');
      isPassing.current = true;
    }, addressMillis);
    return () => clearTimeout(timer);
  }, [isTyping, isDecided, query, write]);

  const typeQuery = useCallback((text: string) => {
    setDecided(null);
    setDraft({ text: visibleQuery(text), over: visibleQuery(latest.current.route.search.query) });
  }, []);
  const setQuery = useCallback(
    (wanted: string, wantedSort?: HitSort) => {
      const text = visibleQuery(wanted);
      const over = visibleQuery(latest.current.route.search.query);
      setDecided(text);
      setDraft(text === over ? null : { text, over });
      const order = wantedSort === undefined ? {} : { sort: wantedSort };
      write({ query: text, ...order }, isPassing.current ? 'replace' : 'push');
      isPassing.current = false;
    },
    [write],
  );
  const setSort = useCallback<ExploreSearch['setSort']>((to) => write({ sort: to }, 'push'), [write]);

  return useMemo(
    () => ({
      ...{ calls, caseId, sources, search, query, isDecided, sort, fields, facets },
      ...{ typeQuery, setQuery, setSort, setFields, setFacets },
    }),
    [calls, caseId, sources, search, query, isDecided, sort, fields, facets, typeQuery, setQuery, setSort],
  );
}

/** What is typed over the query of the address. When that changes from elsewhere, as by a step back, it wins. */
interface Draft {
  readonly text: string;
  readonly over: string;
}

import { useEffect, useMemo, useState } from 'react';
import type { ExploreSearch } from '../query/explore-search.ts';
import { useStoredChoice } from '../stored-choice.ts';
import {
  type FacetChoice,
  facetChoices,
  toOrders,
  withFacet,
  withFacetChanged,
  withFacetMoved,
  withoutFacet,
} from './facet-choice.ts';

export interface UsedFacets {
  readonly choices: readonly FacetChoice[];
  /** What is searched for inside each facet. */
  readonly containing: Readonly<Record<string, string>>;
  add(field: string): void;
  remove(field: string): void;
  move(field: string, by: -1 | 1): void;
  change(field: string, to: Partial<Omit<FacetChoice, 'field'>>): void;
  searchIn(field: string, text: string): void;
  reset(): void;
}

/** The facets that are shown; the search is told what to count for them. */
export function useFacets({ caseId, setFacets }: ExploreSearch): UsedFacets {
  const [choices, setChoices] = useStoredChoice(facetChoices, caseId);
  const [containing, setContaining] = useState<Readonly<Record<string, string>>>({});
  const orders = JSON.stringify(toOrders(choices, containing));
  useEffect(() => setFacets(JSON.parse(orders)), [orders, setFacets]);
  return useMemo(
    () => ({
      choices,
      containing,
      add: (field) => setChoices((before) => withFacet(before, field)),
      remove: (field) => setChoices((before) => withoutFacet(before, field)),
      move: (field, by) => setChoices((before) => withFacetMoved(before, field, by)),
      change: (field, to) => setChoices((before) => withFacetChanged(before, field, to)),
      searchIn: (field, text) => setContaining((before) => ({ ...before, [field]: text })),
      reset: () => setChoices(() => facetChoices.standard),
    }),
    [choices, containing, setChoices],
  );
}

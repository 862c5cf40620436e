import { useEffect, useMemo } from 'react';
import type { ExploreSearch } from '../query/explore-search.ts';
import { useStoredChoice } from '../stored-choice.ts';
import { type ColumnLayout, furtherFields } from './column-layout.ts';
import { type Density, layoutFor, tableSettings } from './table-settings.ts';

export interface UsedTableSettings {
  readonly layout: ColumnLayout;
  readonly density: Density;
  setLayout(change: (before: ColumnLayout) => ColumnLayout): void;
  resetLayout(): void;
  setDensity(density: Density): void;
}

/** The columns of the table, as they were chosen for this case; the search is told which fields they need. */
export function useTableSettings({ caseId, sources, setFields }: ExploreSearch): UsedTableSettings {
  const [settings, change] = useStoredChoice(tableSettings, caseId);
  const standard = useMemo(() => layoutFor(sources.length), [sources.length]);
  const layout = settings.layout ?? standard;
  const fields = JSON.stringify(furtherFields(layout));
  useEffect(() => setFields(JSON.parse(fields)), [fields, setFields]);
  return useMemo(
    () => ({
      layout,
      density: settings.density,
      setLayout: (to) => change((before) => ({ ...before, layout: to(before.layout ?? standard) })),
      resetLayout: () => change((before) => ({ ...before, layout: null })),
      setDensity: (density) => change((before) => ({ ...before, density })),
    }),
    [layout, settings.density, standard, change],
  );
}

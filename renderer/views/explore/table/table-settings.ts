import type { StoredChoice } from '../stored-choice.ts';
import { type ColumnLayout, defaultLayout, parseLayout } from './column-layout.ts';

export const densities = ['compact', 'normal', 'roomy'] as const;
export type Density = (typeof densities)[number];

/** In CSS pixels. Rows are placed by arithmetic, so none may be taller. */
export const rowHeights: Record<Density, number> = { compact: 22, normal: 28, roomy: 36 };

export interface TableSettings {
  /** Null until the person has chosen: then whatever suits the searched bundles is shown. */
  readonly layout: ColumnLayout | null;
  readonly density: Density;
}

/** How the table of a case looks; remembered for each case. */
export const tableSettings: StoredChoice<TableSettings> = {
  name: 'table',
  standard: { layout: null, density: 'normal' },
  parse: (stored) => {
    if (typeof stored !== 'object' || stored === null) return null;
    const { layout, density } = stored as Partial<Record<keyof TableSettings, unknown>>; // each is looked at below
    return {
      layout: parseLayout(layout),
      density: densities.find((each) => each === density) ?? 'normal',
    };
  },
};

/** What is shown without a choice: of several bundles each line says of which it is. */
export function layoutFor(sources: number): ColumnLayout {
  if (sources < 2) return defaultLayout;
  return defaultLayout.toSpliced(1, 0, { id: '#source', width: null });
}

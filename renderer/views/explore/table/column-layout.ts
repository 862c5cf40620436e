import type { EventField } from '../../../../shared/adapters/event-field.ts';
import { eventFields } from '../../../../shared/adapters/event-field.ts';

/** What the program itself knows of a line. No field of a query is spelled with this mark, so the two never meet. */
export const ownColumns = ['#seq', '#time', '#source', '#state'] as const;
export type OwnColumn = (typeof ownColumns)[number];

/** One of the above, or a field as it is typed in a query. */
export type ColumnId = string;

export interface ColumnChoice {
  readonly id: ColumnId;
  /** In CSS pixels; null shares what the others leave. */
  readonly width: number | null;
}

export type ColumnLayout = readonly ColumnChoice[];

export const leastWidth = 56;
export const mostWidth = 1_600;
/** A table with more is no table, and each costs time in every row. */
export const mostColumns = 40;

/** What is proven of a line stands beside its number, where no width of the window cuts it off. */
export const defaultLayout: ColumnLayout = [
  ...['#seq', '#state', '#time', 'actor', 'action', 'target', 'outcome', 'service', 'address'],
].map((id) => ({ id, width: null }));

export function withColumn(layout: ColumnLayout, id: ColumnId): ColumnLayout {
  if (layout.some((column) => column.id === id) || layout.length >= mostColumns) return layout;
  return [...layout, { id, width: null }];
}

/** A table keeps one column at least. */
export function withoutColumn(layout: ColumnLayout, id: ColumnId): ColumnLayout {
  return layout.length === 1 ? layout : layout.filter((column) => column.id !== id);
}

/** The column to another place among the others, 0 being the first; a place beyond the ends is the end. */
export function withColumnAt(layout: ColumnLayout, id: ColumnId, place: number): ColumnLayout {
  const column = layout.find((each) => each.id === id);
  if (column === undefined) return layout;
  const others = layout.filter((each) => each.id !== id);
  return others.toSpliced(Math.max(0, Math.min(place, others.length)), 0, column);
}

export function withWidth(layout: ColumnLayout, id: ColumnId, width: number): ColumnLayout {
  const kept = Math.round(Math.max(leastWidth, Math.min(width, mostWidth)));
  return layout.map((column) => (column.id === id ? { id, width: kept } : column));
}

/** The fields that a row must bring besides its own. */
export function furtherFields(layout: ColumnLayout): readonly string[] {
  return layout.flatMap(({ id }) => (isOwnColumn(id) || isEventField(id) ? [] : [id]));
}

/** By what a header sorts; null where there is no order that would mean anything. */
export function sortKeyOf(id: ColumnId): string | null {
  if (id === '#seq') return 'log';
  if (id === '#time') return 'time';
  return isOwnColumn(id) ? null : id;
}

export function isOwnColumn(id: ColumnId): id is OwnColumn {
  return ownColumns.some((own) => own === id);
}

export function isEventField(id: ColumnId): id is EventField {
  return eventFields.some((field) => field === id);
}

/** Reads what was stored. Whatever is no layout is no error either: the default stands for it. */
export function parseLayout(stored: unknown): ColumnLayout | null {
  if (!Array.isArray(stored) || stored.length === 0 || stored.length > mostColumns) return null;
  const layout: ColumnChoice[] = [];
  for (const column of stored) {
    if (typeof column !== 'object' || column === null) return null;
    const { id, width } = column as Partial<Record<'id' | 'width', unknown>>; // each is looked at below
    if (typeof id !== 'string' || id === '' || layout.some((each) => each.id === id)) return null;
    if (id.startsWith('#') && !isOwnColumn(id)) return null;
    if (width !== null && !(typeof width === 'number' && width >= leastWidth && width <= mostWidth))
      return null;
    layout.push({ id, width });
  }
  return layout;
}

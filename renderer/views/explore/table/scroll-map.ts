/**
 * Chromium clamps an element at 33,554,426 px: 1,198,372 rows of 28 px. Staying well below it keeps every browser
 * zoom step below it too.
 */
export const maxScrollHeight = 8_000_000;

/** The numbers that place rows in a window. All lengths are CSS pixels. */
export interface ScrollGeometry {
  readonly total: number;
  readonly rowHeight: number;
  /** Height of the part that shows rows. */
  readonly viewHeight: number;
}

export interface VisibleRows {
  readonly first: number;
  /** Just behind the last row that shows at least one pixel. */
  readonly end: number;
  /** How far the first row is pushed above the upper edge: 0 or negative. */
  readonly shift: number;
}

/** Height that the scrollbar is told. Up to the maximum it is the true height, and scrolling is the browser's own. */
export function scrollHeight(geometry: ScrollGeometry): number {
  return Math.min(contentHeight(geometry), maxScrollHeight);
}

/** Position in the true content, which may be taller than any element can be, for a position of the scrollbar. */
export function toContentTop(scrollTop: number, geometry: ScrollGeometry): number {
  return clampTop(scrollTop * scaleOf(geometry), geometry);
}

/** Position of the scrollbar for a position in the true content. */
export function toScrollTop(contentTop: number, geometry: ScrollGeometry): number {
  return clampTop(contentTop, geometry) / scaleOf(geometry);
}

/** True when one pixel of the scrollbar is more than one pixel of rows, so that wheel and keys need exact steps. */
export function isScaled(geometry: ScrollGeometry): boolean {
  return contentHeight(geometry) > maxScrollHeight;
}

/** The rows that show at a position in the true content. */
export function visibleRows(contentTop: number, geometry: ScrollGeometry): VisibleRows {
  const top = clampTop(contentTop, geometry);
  const first = Math.min(Math.floor(top / geometry.rowHeight), Math.max(0, geometry.total - 1));
  const end = Math.min(geometry.total, Math.ceil((top + geometry.viewHeight) / geometry.rowHeight));
  return { first, end, shift: first * geometry.rowHeight - top };
}

/** The nearest position at which a row shows whole. */
export function topToReveal(row: number, contentTop: number, geometry: ScrollGeometry): number {
  const rowTop = row * geometry.rowHeight;
  const lowest = rowTop + geometry.rowHeight - geometry.viewHeight;
  return clampTop(Math.max(lowest, Math.min(rowTop, contentTop)), geometry);
}

/** The position at which a row stands in the middle. */
export function topToCentre(row: number, geometry: ScrollGeometry): number {
  return clampTop(row * geometry.rowHeight - (geometry.viewHeight - geometry.rowHeight) / 2, geometry);
}

function contentHeight({ total, rowHeight }: ScrollGeometry): number {
  return total * rowHeight;
}

function clampTop(top: number, geometry: ScrollGeometry): number {
  return Math.max(0, Math.min(top, contentHeight(geometry) - geometry.viewHeight));
}

/** True pixels per pixel of the scrollbar, so that both reach their ends together. */
function scaleOf(geometry: ScrollGeometry): number {
  if (!isScaled(geometry)) return 1;
  return (contentHeight(geometry) - geometry.viewHeight) / (maxScrollHeight - geometry.viewHeight);
}

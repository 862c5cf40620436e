import { type RefObject, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import {
  isScaled,
  type ScrollGeometry,
  scrollHeight,
  toContentTop,
  topToCentre,
  topToReveal,
  toScrollTop,
  type VisibleRows,
  visibleRows,
} from './scroll-map.ts';

export interface RowWindow {
  readonly geometry: ScrollGeometry;
  readonly rows: VisibleRows;
  /** Height for the element that gives the scrollbar its length. */
  readonly scrollHeight: number;
  /** False until the height is known, before the first paint. */
  readonly isMeasured: boolean;
  /** Stable for the life of the table, so that a change of its size does not count as a wish to move. */
  reveal(row: number, where: 'nearest' | 'centre'): void;
}

/** For the one draw that comes before the real height is known. */
const guessedHeight = 600;

interface RowWindowOptions {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly total: number;
  readonly rowHeight: number;
  /** The header stays over the rows and takes this much of the scroller. */
  readonly headerHeight: number;
}

/**
 * Which rows a scroller shows. While the true height fits into an element, the browser scrolls as always; above that,
 * the wheel is taken over, because one pixel of the scrollbar would then skip rows.
 */
export function useRowWindow({ scroller, total, rowHeight, headerHeight }: RowWindowOptions): RowWindow {
  const [measured, setMeasured] = useState<number | null>(null);
  const viewHeight = measured ?? guessedHeight;
  const [contentTop, setContentTop] = useState(0);
  const geometry = useMemo(() => ({ total, rowHeight, viewHeight }), [total, rowHeight, viewHeight]);
  /** The exact position and the scrollbar's, kept together: only a scrollbar that someone else moved is believed. */
  const position = useRef({ contentTop: 0, scrollTop: 0 });

  const moveTo = useCallback(
    (top: number) => {
      const element = scroller.current;
      if (element === null) return;
      element.scrollTop = toScrollTop(top, geometry);
      // Read back: the browser rounds to device pixels and clamps.
      const exact = isScaled(geometry) ? top : toContentTop(element.scrollTop, geometry);
      position.current = { contentTop: exact, scrollTop: element.scrollTop };
      setContentTop(exact);
    },
    [geometry, scroller],
  );

  // Rows of another height: the one at the upper edge stays there.
  const heightBefore = useRef(rowHeight);
  useLayoutEffect(() => {
    const ratio = rowHeight / heightBefore.current;
    heightBefore.current = rowHeight;
    if (ratio !== 1) moveTo(position.current.contentTop * ratio);
  }, [rowHeight, moveTo]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const onScroll = () => {
      if (Math.abs(element.scrollTop - position.current.scrollTop) < 1 && isScaled(geometry)) return;
      const top = toContentTop(element.scrollTop, geometry);
      position.current = { contentTop: top, scrollTop: element.scrollTop };
      setContentTop(top);
    };
    const onWheel = (event: WheelEvent) => {
      if (!isScaled(geometry) || event.ctrlKey || event.shiftKey || event.deltaY === 0) return;
      event.preventDefault();
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? rowHeight : 1;
      const furthest = total * rowHeight - geometry.viewHeight;
      moveTo(Math.max(0, Math.min(position.current.contentTop + event.deltaY * unit, furthest)));
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('wheel', onWheel);
    };
  }, [scroller, geometry, moveTo, rowHeight, total]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = () => setMeasured(Math.max(rowHeight, element.clientHeight - headerHeight));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, rowHeight, headerHeight]);

  const latest = useRef({ geometry, moveTo });
  useLayoutEffect(() => {
    latest.current = { geometry, moveTo };
  });
  const reveal = useCallback((row: number, where: 'nearest' | 'centre') => {
    const now = latest.current;
    const top = position.current.contentTop;
    now.moveTo(where === 'centre' ? topToCentre(row, now.geometry) : topToReveal(row, top, now.geometry));
  }, []);

  return {
    geometry,
    rows: visibleRows(contentTop, geometry),
    scrollHeight: scrollHeight(geometry),
    isMeasured: measured !== null,
    reveal,
  };
}

import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import type { Histogram } from '../../../../shared/contract/search-protocol.ts';
import { type BucketRun, bucketAt, runBetween } from './bars.ts';
import { type Brush, brushActionOf, chosenRun } from './brush.ts';

interface BrushHandlers {
  readonly onApply: (run: BucketRun) => void;
  readonly onZoomOut: () => void;
}

/** How a person points at bars: by mouse, or by keyboard with the drawing focused. */
export interface UsedBrush {
  readonly brush: Brush;
  /** What is read out and marked: under the pointer, or else where the keyboard is. Null when neither is there. */
  readonly pointed: BucketRun | null;
  /** True while what is pointed at is more than a look. */
  readonly isChoice: boolean;
  readonly handlers: {
    onKeyDown(event: KeyboardEvent): void;
    onFocus(): void;
    onBlur(): void;
    onPointerDown(event: PointerEvent<HTMLElement>): void;
    onPointerMove(event: PointerEvent<HTMLElement>): void;
    onPointerUp(event: PointerEvent<HTMLElement>): void;
    onPointerLeave(): void;
    onPointerCancel(): void;
  };
}

interface Drag {
  readonly from: number;
  readonly at: number;
  readonly isPressed: boolean;
}

export function useBrush(histogram: Histogram, { onApply, onZoomOut }: BrushHandlers): UsedBrush {
  const buckets = histogram.counts.length;
  const [stored, setBrush] = useState<Brush>({ at: 0, anchor: null });
  const [drag, setDrag] = useState<Drag | null>(null);
  const [isFocused, setIsFocused] = useState(false);
  // Other buckets are other pieces of time: a choice among the old ones says nothing about them.
  const scale = `${histogram.start} ${histogram.width} ${buckets}`;
  const [scaleBefore, setScaleBefore] = useState(scale);
  if (scale !== scaleBefore) {
    setScaleBefore(scale);
    setBrush({ at: Math.min(stored.at, Math.max(0, buckets - 1)), anchor: null });
    setDrag(null);
  }

  const apply = (run: BucketRun) => {
    setBrush({ at: run.first, anchor: null });
    setDrag(null);
    onApply(run);
  };
  const placeOf = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    return bucketAt(width > 0 ? (event.clientX - left) / width : 0, buckets);
  };
  const pointed =
    drag !== null
      ? runBetween(drag.isPressed ? drag.from : drag.at, drag.at)
      : isFocused
        ? chosenRun(stored)
        : null;

  return {
    brush: stored,
    pointed,
    isChoice: drag !== null ? drag.isPressed : stored.anchor !== null,
    handlers: {
      onKeyDown: (event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.key === 'Escape' && drag?.isPressed === true) {
          setDrag(null);
          event.stopPropagation();
          return;
        }
        const action = brushActionOf(event, stored, buckets);
        if (action === null) return;
        event.preventDefault();
        event.stopPropagation();
        setDrag(null);
        switch (action.kind) {
          case 'move':
            setBrush(action.brush);
            break;
          case 'apply':
            apply(action.run);
            break;
          case 'zoom-out':
            onZoomOut();
            break;
          default:
            action satisfies never;
        }
      },
      onFocus: () => setIsFocused(true),
      onBlur: () => setIsFocused(false),
      onPointerDown: (event) => {
        if (event.button !== 0) return;
        const at = placeOf(event);
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ from: at, at, isPressed: true });
      },
      onPointerMove: (event) => {
        const at = placeOf(event);
        const isPressed = drag?.isPressed === true && event.buttons % 2 === 1;
        const from = isPressed ? drag.from : at;
        if (drag?.at !== at || drag.isPressed !== isPressed) setDrag({ from, at, isPressed });
      },
      onPointerUp: (event) => {
        if (drag?.isPressed === true) apply(runBetween(drag.from, placeOf(event)));
      },
      onPointerLeave: () => setDrag((before) => (before?.isPressed === true ? before : null)),
      onPointerCancel: () => setDrag(null),
    },
  };
}

import { type BucketRun, runBetween } from './bars.ts';

/** Where the person is: a bucket, and the bucket from which a choice goes to it. */
export interface Brush {
  readonly at: number;
  /** Null while nothing is chosen. */
  readonly anchor: number | null;
}

export type BrushAction =
  | { readonly kind: 'move'; readonly brush: Brush }
  /** Search in the time of these buckets. */
  | { readonly kind: 'apply'; readonly run: BucketRun }
  | { readonly kind: 'zoom-out' };

/** The buckets that are chosen; without a choice the one where the person is. */
export function chosenRun({ at, anchor }: Brush): BucketRun {
  return runBetween(anchor ?? at, at);
}

/** What a key means on the bars; null for every key that is not theirs. */
export function brushActionOf(
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
  brush: Brush,
  buckets: number,
): BrushAction | null {
  const moveTo = (to: number): BrushAction => {
    const at = Math.max(0, Math.min(to, buckets - 1));
    return { kind: 'move', brush: { at, anchor: shiftKey ? (brush.anchor ?? brush.at) : null } };
  };
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return moveTo(brush.at - 1);
    case 'ArrowRight':
    case 'ArrowUp':
      return moveTo(brush.at + 1);
    case 'PageDown':
      return moveTo(brush.at - 10);
    case 'PageUp':
      return moveTo(brush.at + 10);
    case 'Home':
      return moveTo(0);
    case 'End':
      return moveTo(buckets - 1);
    case 'Enter':
    case ' ':
      return { kind: 'apply', run: chosenRun(brush) };
    case 'Escape':
      return brush.anchor === null ? null : { kind: 'move', brush: { at: brush.at, anchor: null } };
    case '-':
      return { kind: 'zoom-out' };
    default:
      return null;
  }
}

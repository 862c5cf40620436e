import type { TextSegment } from '../../../shared/bytes/visible-text.ts';

/** UTF-16 units of a text, from `start` to before `end`. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export interface FoundSegment {
  readonly segment: TextSegment;
  /** Whether it lies in a range. */
  readonly isFound: boolean;
}

/**
 * Divides the segments of a text at the ends of ranges, which are in order and do not touch. What is drawn is the same
 * with and without them: they only say which pieces are to be marked.
 */
export function foundSegments(
  segments: readonly TextSegment[],
  ranges: readonly TextRange[],
): readonly FoundSegment[] {
  const divided: FoundSegment[] = [];
  let unit = 0;
  let next = 0;
  for (const segment of segments) {
    const end = unit + unitsOf(segment);
    while (unit < end) {
      while ((ranges[next]?.end ?? Number.POSITIVE_INFINITY) <= unit) next += 1;
      const range = ranges[next];
      const isFound = range !== undefined && range.start <= unit;
      const cut = Math.min(end, (isFound ? range.end : range?.start) ?? end);
      if (segment.kind !== 'text') {
        divided.push({ segment, isFound });
        unit = end;
      } else {
        const text = segment.text.slice(
          segment.text.length - (end - unit),
          segment.text.length - (end - cut),
        );
        divided.push({ segment: { kind: 'text', text }, isFound });
        unit = cut;
      }
    }
  }
  return divided;
}

/** Of the text that a segment stands for. */
function unitsOf(segment: TextSegment): number {
  switch (segment.kind) {
    case 'text':
      return segment.text.length;
    case 'mark':
      return segment.codePoint > 0xffff ? 2 : 1;
    case 'byte':
      return 1;
    default:
      return segment satisfies never;
  }
}

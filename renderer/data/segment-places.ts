import { segmentsInOrder } from '../../shared/bundle/bundle-layout.ts';
import type { ObservedMember } from '../../shared/bundle/observation.ts';
import type { SegmentPlace } from './stored-rows.ts';

/** Where the lines of each segment lie among all lines of the bundle. */
export function segmentPlaces(members: readonly ObservedMember[]): readonly SegmentPlace[] {
  let firstOrdinal = 0;
  return segmentsInOrder(members).map(({ path, lines }) => {
    const place = { path, firstOrdinal, lines: lines ?? 0 };
    firstOrdinal += place.lines;
    return place;
  });
}

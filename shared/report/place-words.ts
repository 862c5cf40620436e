import type { Place } from '../verify/check-result.ts';

/** Where a check looked, as a record says it. */
export function placeWords(place: Place): string {
  switch (place.kind) {
    case 'bundle':
      return 'whole bundle';
    case 'member':
      return place.line === undefined ? place.member : `${place.member}, line ${place.line}`;
    case 'line':
      return [
        place.member,
        `line ${place.line}`,
        `byte ${place.offset}`,
        ...(place.seq === null ? [] : [`entry ${place.seq}`]),
      ].join(', ');
    default:
      return place satisfies never;
  }
}

import type { BundleObservation } from '../bundle/observation.ts';
import { equalBytes } from '../bytes/equal.ts';
import type { UnixMillis } from '../bytes/units.ts';
import { headsOf, type RememberedHead } from '../trust/head-memory.ts';
import { readHead } from '../verify/head.ts';

/**
 * Those of the heads that can change the verdict of one bundle. Each head that is compared costs a check of its signature
 * (some milliseconds, and a log that is delivered daily has hundreds), while most of them agree: of those that agree, the
 * newest speaks for all. A head that disagrees at any size is always among them.
 */
export function headsForBundle(
  observation: BundleObservation,
  heads: readonly RememberedHead[],
  receivedAt: UnixMillis,
): readonly RememberedHead[] {
  const { checkpoints } = readHead(observation);
  const newest = checkpoints.at(-1)?.checkpoint.size ?? -1;
  const ofLog = headsOf(heads, observation.descriptor.origin);
  const seenBefore = ofLog.filter(({ firstSeenAt }) => firstSeenAt < receivedAt);
  const rootsAt = (size: number) => [
    ...checkpoints.flatMap(({ checkpoint }) => (checkpoint.size === size ? [checkpoint.root] : [])),
    ...observation.roots.flatMap((each) => (each.size === size ? [each.root] : [])),
  ];
  const differs = ({ size, root }: RememberedHead) => rootsAt(size).some((here) => !equalBytes(here, root));
  const isInside = ({ size }: RememberedHead) =>
    size <= newest && observation.roots.some((each) => each.size === size);
  const kept = new Set([
    ...ofLog.filter(differs),
    // The bundle's own head, and one more where there are several deliveries of it.
    ...ofLog.filter(({ size }) => size === newest),
    // Whether any head of this log is remembered at all is said as well.
    ...ofLog.slice(0, 1),
    // A step back is one from the largest.
    ...seenBefore.slice(-1),
    ...lastOfEachDelivery(seenBefore.filter(isInside)),
    // The clock is never believed to stand before the newest sighting, of whatever log.
    ...heads.toSorted((left, right) => right.firstSeenAt - left.firstSeenAt).slice(0, 1),
  ]);
  // In the order in which they came: of two that say the same, the first is named.
  return heads.filter((head) => kept.has(head));
}

/** The two largest that came in different deliveries: if one is this delivery, which does not confirm itself, the other may. */
function lastOfEachDelivery(heads: readonly RememberedHead[]): readonly RememberedHead[] {
  const last = heads.at(-1);
  const other = heads.findLast(({ delivery }) => delivery !== last?.delivery);
  return [last, other].filter((head) => head !== undefined);
}

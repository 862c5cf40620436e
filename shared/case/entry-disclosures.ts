import { readDisclosureLine } from '../bundle/disclosure-walk.ts';
import type { BundleObservation } from '../bundle/observation.ts';
import { derivedOnce } from '../bytes/derived-once.ts';
import type { EntrySeq } from '../bytes/units.ts';

type DisclosuresBySeq = ReadonlyMap<EntrySeq, readonly string[]>;

type DisclosureMembers = Pick<BundleObservation, 'otherMembers'>;

/** Read once for each segment of an observation: a person who opens one entry usually opens its neighbours. */
const readMembers = derivedOnce((_observation: DisclosureMembers) => new Map<string, DisclosuresBySeq>());

/** The disclosures that the bundle holds for one entry of a segment. */
export function disclosuresOf(
  observation: DisclosureMembers,
  segment: string,
  seq: EntrySeq,
): readonly string[] {
  const members = readMembers(observation);
  let bySeq = members.get(segment);
  if (bySeq === undefined) {
    const path = segment.replace('data/segments/', 'data/disclosures/');
    bySeq = readDisclosures(observation.otherMembers.get(path) ?? new Uint8Array(0));
    members.set(segment, bySeq);
  }
  return bySeq.get(seq) ?? [];
}

function readDisclosures(bytes: Uint8Array): DisclosuresBySeq {
  const bySeq = new Map<EntrySeq, readonly string[]>();
  for (let start = 0; start < bytes.length; ) {
    const lineFeed = bytes.indexOf(0x0a, start);
    const end = lineFeed === -1 ? bytes.length : lineFeed;
    const line = readDisclosureLine(bytes.subarray(start, end));
    // The first line of an entry counts, as in the check; a later one is named there as unreferenced.
    if (typeof line !== 'string' && !bySeq.has(line.seq)) bySeq.set(line.seq, line.disclosures);
    start = end + 1;
  }
  return bySeq;
}

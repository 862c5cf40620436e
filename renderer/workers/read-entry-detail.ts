import { defaultMapping, readEventFields } from '../../shared/adapters/read-event.ts';
import { parseFrontier } from '../../shared/bundle/frontier.ts';
import type { BundleObservation } from '../../shared/bundle/observation.ts';
import { type LineReading, readLine } from '../../shared/bundle/read-line.ts';
import { toHex } from '../../shared/bytes/hex.ts';
import { limits } from '../../shared/bytes/limits.ts';
import type { DigestHex, EntryOrdinal } from '../../shared/bytes/units.ts';
import { disclosedFields } from '../../shared/case/disclosed-fields.ts';
import { firstLink } from '../../shared/chain/chain-link.ts';
import { leafDigest } from '../../shared/chain/leaf.ts';
import type { DisclosedField, EntryDetail } from '../../shared/contract/case-protocol.ts';
import { StoreError } from '../data/store-error.ts';
import type { BundleRow } from '../data/stored-rows.ts';
import { disclosuresOf } from './entry-disclosures.ts';
import { damageTest, type OpenedBundle } from './opened-bundles.ts';
import type { StoredLines } from './stored-lines.ts';

/** One entry from its stored bytes, read and digested now. Nothing in the answer comes from a column. */
export async function readEntryDetail(
  stored: StoredLines,
  bundle: BundleRow,
  opened: OpenedBundle,
  ordinal: EntryOrdinal,
): Promise<EntryDetail> {
  const found = await stored.line(bundle, ordinal);
  if (found === null) throw new StoreError('no-such-entry', `There is no stored line ${ordinal + 1}.`);
  const { part, index, bytes: raw } = found;
  const line = readLine(raw, limits);
  const mapping = opened.observation?.descriptor.mapping ?? defaultMapping;
  const lineNumber = part.firstLine + index;
  return {
    row: {
      ordinal,
      seq: line.claimedSeq,
      time: line.claimedTime,
      reading: line.reading,
      isDamaged: damageTest(opened)(part.member, lineNumber),
      fields: readEventFields(line.event, mapping, line.reading),
    },
    member: part.member,
    line: lineNumber,
    offset: part.offset + (part.starts[index] ?? 0),
    raw,
    leafNow: leafOf(raw, line),
    claimedPrev: line.claimedPrev,
    previousLeafNow: await previousLeaf(stored, bundle, opened.observation, ordinal),
    nextClaimedPrev: await nextPrev(stored, bundle, ordinal),
    claimedTimeText: line.claimedTimeText,
    readingReason: line.reason,
    disclosures: discloses(opened, part.member, line),
  };
}

/** R3: a stub stands for the leaf that it states. */
function leafOf(raw: Uint8Array, line: LineReading): DigestHex {
  return toHex(line.statedLeaf ?? leafDigest(raw));
}

/** What `prev` of this line must be (R4), or null where the bundle does not hold it. */
async function previousLeaf(
  stored: StoredLines,
  bundle: BundleRow,
  observation: BundleObservation | null,
  ordinal: EntryOrdinal,
): Promise<DigestHex | null> {
  if (ordinal > 0) {
    const before = await stored.line(bundle, ordinal - 1);
    return before === null ? null : leafOf(before.bytes, readLine(before.bytes, limits));
  }
  if (observation === null) return null;
  const { descriptor } = observation;
  if (descriptor.range.start === 0) return toHex(firstLink(descriptor.origin));
  // R7: the smallest subtree of an odd number of leaves is the last leaf itself; of an even one it is not.
  const last = descriptor.range.start % 2 === 1 ? parseFrontier(descriptor).at(-1) : undefined;
  return last === undefined ? null : toHex(last);
}

/** After the last line there is none; an unreadable or withheld line states none. */
async function nextPrev(
  stored: StoredLines,
  bundle: BundleRow,
  ordinal: EntryOrdinal,
): Promise<DigestHex | null> {
  const next = await stored.line(bundle, ordinal + 1);
  return next === null ? null : readLine(next.bytes, limits).claimedPrev;
}

function discloses(opened: OpenedBundle, member: string, line: LineReading): readonly DisclosedField[] {
  if (line.event === null || line.claimedSeq === null || opened.observation === null) return [];
  return disclosedFields(line.event, disclosuresOf(opened.observation, member, line.claimedSeq));
}

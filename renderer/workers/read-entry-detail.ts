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
import { type Block, lineBytes, storedLeaf } from '../../shared/index/block.ts';
import { loadBlockAt } from '../data/block-store.ts';
import type { CaseDatabase } from '../data/database.ts';
import { StoreError } from '../data/store-error.ts';
import { disclosuresOf } from './entry-disclosures.ts';
import { damageTest, type OpenedBundle } from './opened-bundles.ts';

/**
 * One entry from its stored bytes, read and digested now. Nothing in the answer comes from a column except
 * the digest at import, which is there to be compared.
 */
export async function readEntryDetail(
  database: CaseDatabase,
  bundleId: string,
  bundle: OpenedBundle,
  ordinal: EntryOrdinal,
): Promise<EntryDetail> {
  const { block, index } = await loadLine(database, bundleId, ordinal);
  // A copy: the view would send the whole block to the window.
  const raw = lineBytes(block, index).slice();
  const line = readLine(raw, limits);
  const mapping = bundle.observation?.descriptor.mapping ?? defaultMapping;
  const lineNumber = block.firstLine + index;
  return {
    row: {
      ordinal,
      seq: line.claimedSeq,
      time: line.claimedTime,
      reading: line.reading,
      isDamaged: damageTest(bundle)(block.member, lineNumber),
      fields: readEventFields(line.event, mapping, line.reading),
    },
    member: block.member,
    line: lineNumber,
    offset: block.offset + (block.starts[index] ?? 0),
    raw,
    leafNow: leafOf(raw, line),
    leafAtImport: toHex(storedLeaf(block, index)),
    claimedPrev: line.claimedPrev,
    previousLeafNow: await previousLeaf(database, bundleId, bundle.observation, ordinal),
    nextClaimedPrev: await nextPrev(database, bundleId, ordinal),
    claimedTimeText: line.claimedTimeText,
    readingReason: line.reason,
    disclosures: discloses(bundle, block.member, line),
  };
}

async function loadLine(
  database: CaseDatabase,
  bundleId: string,
  ordinal: EntryOrdinal,
): Promise<{ block: Block; index: number }> {
  const found = await findLine(database, bundleId, ordinal);
  if (found === null) throw new StoreError('no-such-entry', `There is no stored line ${ordinal + 1}.`);
  return found;
}

async function findLine(
  database: CaseDatabase,
  bundleId: string,
  ordinal: EntryOrdinal,
): Promise<{ block: Block; index: number } | null> {
  const block = await loadBlockAt(database, bundleId, ordinal);
  return block === null ? null : { block, index: ordinal - block.firstOrdinal };
}

/** R3: a stub stands for the leaf that it states. */
function leafOf(raw: Uint8Array, line: LineReading): DigestHex {
  return toHex(line.statedLeaf ?? leafDigest(raw));
}

/** What `prev` of this line must be (R4), or null where the bundle does not hold it. */
async function previousLeaf(
  database: CaseDatabase,
  bundleId: string,
  observation: BundleObservation | null,
  ordinal: EntryOrdinal,
): Promise<DigestHex | null> {
  if (ordinal > 0) {
    const { block, index } = await loadLine(database, bundleId, ordinal - 1);
    const raw = lineBytes(block, index);
    return leafOf(raw, readLine(raw, limits));
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
  database: CaseDatabase,
  bundleId: string,
  ordinal: EntryOrdinal,
): Promise<DigestHex | null> {
  const next = await findLine(database, bundleId, ordinal + 1);
  return next === null ? null : readLine(lineBytes(next.block, next.index), limits).claimedPrev;
}

function discloses(bundle: OpenedBundle, member: string, line: LineReading): readonly DisclosedField[] {
  if (line.event === null || line.claimedSeq === null || bundle.observation === null) return [];
  return disclosedFields(line.event, disclosuresOf(bundle.observation, member, line.claimedSeq));
}

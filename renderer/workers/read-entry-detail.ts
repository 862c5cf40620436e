import { type EventField, eventFields } from '../../shared/adapters/event-field.ts';
import { defaultMapping, type EventMapping, readEventFields } from '../../shared/adapters/read-event.ts';
import type { Descriptor } from '../../shared/bundle/descriptor.ts';
import { parseFrontier } from '../../shared/bundle/frontier.ts';
import { type LineReading, readLine } from '../../shared/bundle/read-line.ts';
import { toHex } from '../../shared/bytes/hex.ts';
import { limits } from '../../shared/bytes/limits.ts';
import type { DigestHex, EntryOrdinal, EntrySeq } from '../../shared/bytes/units.ts';
import { disclosedFields } from '../../shared/case/disclosed-fields.ts';
import { disclosuresOf } from '../../shared/case/entry-disclosures.ts';
import { furtherFields } from '../../shared/case/further-fields.ts';
import { firstLink } from '../../shared/chain/chain-link.ts';
import { leafDigest } from '../../shared/chain/leaf.ts';
import type { DisclosedField, EntryDetail, LineBefore } from '../../shared/contract/entry-protocol.ts';
import type { DamageTest } from '../../shared/index/part-rows.ts';
import type { JsonObject } from '../../shared/json/json-value.ts';
import { resolvePointer } from '../../shared/json/pointer.ts';
import { StoreError } from '../data/store-error.ts';
import type { BundleRow } from '../data/stored-rows.ts';
import type { BundlePreview } from './bundle-preview.ts';
import { damageTest, type OpenedBundle } from './opened-bundles.ts';
import type { StoredLines } from './stored-lines.ts';

/** What is known of a bundle beyond the line that is looked at. */
interface EntrySurroundings {
  readonly descriptor: Descriptor | null;
  readonly isDamaged: DamageTest;
  disclosuresOf(segment: string, seq: EntrySeq): Promise<readonly string[]>;
}

/** Of a bundle that this run has read. */
export function ofOpened(opened: OpenedBundle): EntrySurroundings {
  const { observation } = opened;
  return {
    descriptor: observation?.descriptor ?? null,
    isDamaged: damageTest(opened),
    disclosuresOf: async (segment, seq) =>
      observation === null ? [] : disclosuresOf(observation, segment, seq),
  };
}

/** Of a bundle that was not verified yet: no check has named any line. */
export function ofPreview(preview: BundlePreview): EntrySurroundings {
  return {
    descriptor: preview.descriptor,
    isDamaged: () => false,
    disclosuresOf: async (segment, seq) => disclosuresOf(await preview.disclosuresOf(segment), segment, seq),
  };
}

/** One entry from its stored bytes, read and digested now. Nothing in the answer comes from a column. */
export async function readEntryDetail(
  stored: StoredLines,
  bundle: BundleRow,
  around: EntrySurroundings,
  ordinal: EntryOrdinal,
): Promise<EntryDetail> {
  const found = await stored.line(bundle, ordinal);
  if (found === null) throw new StoreError('no-such-entry', `There is no stored line ${ordinal + 1}.`);
  const { part, index, bytes: raw } = found;
  const line = readLine(raw, limits);
  const mapping = around.descriptor?.mapping ?? defaultMapping;
  const lineNumber = part.firstLine + index;
  const disclosures = await discloses(around, part.member, line);
  return {
    row: {
      ordinal,
      seq: line.claimedSeq,
      time: line.claimedTime,
      reading: line.reading,
      isDamaged: around.isDamaged(part.member, lineNumber),
      fields: readEventFields(line.event, mapping, line.reading),
    },
    member: part.member,
    line: lineNumber,
    offset: part.offset + (part.starts[index] ?? 0),
    raw,
    leafNow: leafOf(raw, line),
    claimedPrev: line.claimedPrev,
    before: await lineBefore(stored, bundle, around.descriptor, ordinal),
    nextClaimedPrev: await nextPrev(stored, bundle, ordinal),
    claimedTimeText: line.claimedTimeText,
    readingReason: line.reason,
    isMasked: false,
    mapping,
    nullFields: nullFields(line.event, mapping),
    further: line.event === null ? [] : furtherFields(line.event, mapping, disclosures),
    disclosures,
  };
}

function nullFields(event: JsonObject | null, mapping: EventMapping): readonly EventField[] {
  if (event === null) return [];
  return eventFields.filter((field) => resolvePointer(event, mapping[field] ?? '') === null);
}

/** R3: a stub stands for the leaf that it states. */
function leafOf(raw: Uint8Array, line: LineReading): DigestHex {
  return toHex(line.statedLeaf ?? leafDigest(raw));
}

/** What `prev` of this line must be (R4), as far as the bundle holds it. */
async function lineBefore(
  stored: StoredLines,
  bundle: BundleRow,
  descriptor: Descriptor | null,
  ordinal: EntryOrdinal,
): Promise<LineBefore> {
  if (ordinal > 0) {
    const before = await stored.line(bundle, ordinal - 1);
    if (before === null) return { kind: 'not-held' };
    const reading = readLine(before.bytes, limits);
    const { member, firstLine } = before.part;
    const place = { member, line: firstLine + before.index, isStub: reading.statedLeaf !== null };
    return { kind: 'line', leafNow: leafOf(before.bytes, reading), place };
  }
  if (descriptor === null) return { kind: 'not-held' };
  const { origin, range } = descriptor;
  if (range.start === 0) return { kind: 'start-of-log', leafNow: toHex(firstLink(origin)), origin };
  // R7: the smallest subtree of an odd number of leaves is the last leaf itself; of an even one it is not.
  const last = range.start % 2 === 1 ? parseFrontier(descriptor).at(-1) : undefined;
  return last === undefined ? { kind: 'not-held' } : { kind: 'frontier', leafNow: toHex(last) };
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

async function discloses(
  { descriptor, disclosuresOf: ofEntry }: EntrySurroundings,
  member: string,
  line: LineReading,
): Promise<readonly DisclosedField[]> {
  if (line.event === null || line.claimedSeq === null || descriptor === null) return [];
  return disclosedFields(line.event, await ofEntry(member, line.claimedSeq));
}

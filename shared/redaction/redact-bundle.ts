import { type BagTally, createBagTally, type OutgoingMember } from '../bundle/bag-tags.ts';
import { memberPaths, roleOfMember } from '../bundle/bundle-layout.ts';
import type { BundleSource } from '../bundle/bundle-source.ts';
import type { Descriptor } from '../bundle/descriptor.ts';
import { closeBag } from '../bundle/seal.ts';
import { lf } from '../bytes/ascii.ts';
import { toHex } from '../bytes/hex.ts';
import type { DigestHex, EntrySeq } from '../bytes/units.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { createLeafDigests } from '../chain/leaf.ts';
import { type DigestEngine, digestBytes, sha256 } from '../crypto/digest.ts';
import { parseStrictObject } from '../json/parse-json.ts';
import { decideEntry, type HiddenField } from './decide-entry.ts';
import { type DerivationStep, derivationTime, parseDerivation } from './derivation.ts';
import type { RedactionPlan, RedactionStep } from './plan-redaction.ts';
import type { RedactionOrder } from './redaction-order.ts';
import { readMember, type SourceLine, type SourceSegment, sourceSegments } from './segment-lines.ts';

/** One thing that was left out: a line of the redaction log. */
export interface Redaction {
  readonly what: 'entry' | 'field';
  readonly seq: EntrySeq;
  readonly leaf: DigestHex;
  /** The field that was hidden; empty when the whole entry was withheld. */
  readonly pointer: string;
  /** What the entry states, for a privilege log. */
  readonly claimedTime: string | null;
}

export interface RedactionPacking extends RedactionStep {
  /** Signs the files of the derived bundle. */
  readonly packerKey: Uint8Array;
  readonly digests: DigestEngine;
  /** Told of each redaction in the order of the log. */
  onRedaction(redaction: Redaction): void;
}

/** The bundle that is redacted: verified, and planned for. */
export interface RedactedSource {
  readonly source: BundleSource;
  readonly descriptor: Descriptor;
  readonly plan: RedactionPlan;
}

const chunkBytes = 256 * 1024;
/** Tag files of the bundles that this one comes from; other things under data/provenance could be anything. */
const provenanceName = /^data\/provenance\/(\d{1,4})\/(?:tag)?manifest-sha256\.txt(?:\.sig(?:\.tsr)?)?$/;
const keptTags = [
  memberPaths.manifest,
  memberPaths.tagManifest,
  memberPaths.packerSignature,
  memberPaths.timeStamp,
];

/**
 * Writes the members of the derived bundle (docs/format.md, Withholding), in the order in which they can be written. Lines that stay
 * are the same bytes; each withheld one is its stub. At most one segment's disclosures are held. Each member must be read to its
 * end before the next is asked for.
 */
export async function* redactBundle(
  { source, descriptor, plan }: RedactedSource,
  order: RedactionOrder,
  packing: RedactionPacking,
): AsyncGenerator<OutgoingMember, void> {
  const bag = createBagTally(packing.digests);
  let attachmentsLeftOut = 0;
  for (const { path } of source.members) {
    const role = roleOfMember(path);
    if (role === 'attachment' && !order.keepsAttachments) attachmentsLeftOut += 1;
    else if (role === 'checkpoint' || role === 'key-note' || role === 'attachment')
      yield bag.add(path, source.open(path));
    else if (provenanceName.test(path)) yield bag.add(path, source.open(path));
  }
  const provenance = `data/provenance/${nextStep(source)}/`;
  const paths = new Set(source.members.map(({ path }) => path));
  for (const path of keptTags) {
    if (paths.has(path)) yield bag.add(`${provenance}${path}`, source.open(path));
  }

  let lastTime: string | null = null;
  let done = 0;
  for (const segment of sourceSegments(source, descriptor.range.start)) {
    const disclosures: string[] = [];
    const written = writeSegment(segment, { plan, order, packing }, (line, kept) => {
      lastTime = line.reading.claimedTimeText;
      if (kept.length > 0) disclosures.push(`${JSON.stringify({ seq: line.seq, d: kept })}\n`);
    });
    yield bag.add(segment.path, counted(written));
    if (disclosures.length > 0)
      yield bag.add(segment.disclosurePath, whole(encodeUtf8(disclosures.join(''))));
  }

  const derivation: DerivationStep = {
    by: order.by,
    reason: order.reason,
    claimedTime: derivationTime(order.claimedTime),
    tool: order.tool,
    provenance,
    tagManifestSha256: toHex(sha256(await readMember(source, memberPaths.tagManifest))),
    hidden: [...plan.hiddenEntries].map(([pointer, entries]) => ({ pointer, entries })),
    withheldEntries: plan.withheldEntries,
    attachmentsLeftOut,
  };
  const before = parseDerivation(parseStrictObject(await readMember(source, memberPaths.descriptor)));
  yield bag.add(
    memberPaths.descriptor,
    whole(encodeUtf8(renderDescriptor(descriptor, [...before, derivation]))),
  );
  yield* close(bag, descriptor, packing, lastTime);

  async function* counted(chunks: AsyncIterable<WrittenChunk>): AsyncGenerator<Uint8Array, void> {
    for await (const { bytes, lines } of chunks) {
      done += lines;
      yield bytes;
      await packing.onLines(done);
    }
  }
}

interface WrittenChunk {
  readonly bytes: Uint8Array;
  readonly lines: number;
}

interface SegmentOrder {
  readonly plan: RedactionPlan;
  readonly order: RedactionOrder;
  readonly packing: RedactionPacking;
}

/** `stays` is called for each entry that stays, with the disclosures that stay of it. */
async function* writeSegment(
  segment: SourceSegment,
  { plan, order, packing }: SegmentOrder,
  stays: (line: SourceLine, disclosures: readonly string[]) => void,
): AsyncGenerator<WrittenChunk, void> {
  const hasRules = order.hidden.length > 0 || order.shown !== null;
  const digestLeaf = createLeafDigests(packing.digests);
  const leafOf = (bytes: Uint8Array): DigestHex => {
    const leaf = new Uint8Array(digestBytes);
    digestLeaf(bytes, leaf, 0);
    return toHex(leaf);
  };
  const rewrite = (line: SourceLine): Uint8Array => {
    const { bytes, reading, disclosures } = line;
    if (plan.withheld.has(line.ordinal)) {
      const leaf = leafOf(bytes);
      packing.onRedaction({
        what: 'entry',
        seq: line.seq,
        leaf,
        pointer: '',
        claimedTime: reading.claimedTimeText,
      });
      return encodeUtf8(`#withheld ${leaf}`);
    }
    if (reading.event === null) return bytes;
    const decision = hasRules ? decideEntry(reading.event, disclosures, order) : null;
    const hidden = decision?.kind === 'stays' ? decision.hidden : [];
    noteHidden(line, hidden, leafOf, packing);
    plan.values.keep(line, hidden);
    const dropped = new Set(hidden.map(({ digest }) => digest));
    stays(
      line,
      [...disclosures].flatMap(([digest, text]) => (dropped.has(digest) ? [] : [text])),
    );
    return bytes;
  };

  let chunk = new Uint8Array(chunkBytes);
  let filled = 0;
  let lines = 0;
  for await (const batch of segment.lines()) {
    for (const line of batch) {
      const bytes = rewrite(line);
      if (filled + bytes.length + 1 > chunk.length) {
        if (filled > 0) yield { bytes: chunk.subarray(0, filled), lines };
        chunk = new Uint8Array(Math.max(chunkBytes, bytes.length + 1));
        filled = 0;
        lines = 0;
      }
      chunk.set(bytes, filled);
      filled += bytes.length;
      chunk[filled++] = lf;
      lines += 1;
    }
  }
  if (filled > 0) yield { bytes: chunk.subarray(0, filled), lines };
}

function noteHidden(
  { bytes, seq, reading: { claimedTimeText } }: SourceLine,
  hidden: readonly HiddenField[],
  leafOf: (bytes: Uint8Array) => DigestHex,
  { onRedaction }: RedactionPacking,
): void {
  const pointers = new Set(
    hidden.flatMap(({ pointer, disclosure }) => (disclosure === null ? [] : [pointer])),
  );
  if (pointers.size === 0) return;
  const leaf = leafOf(bytes);
  for (const pointer of pointers)
    onRedaction({ what: 'field', seq, leaf, pointer, claimedTime: claimedTimeText });
}

/** Of the fields that the format knows, and of no other: a name that nobody reads could hold anything. */
function renderDescriptor(descriptor: Descriptor, steps: readonly DerivationStep[]): string {
  const { offeredLogKey, ...known } = descriptor;
  const key = offeredLogKey === null ? {} : { offeredLogKey };
  return `${JSON.stringify({ ...known, ...key, derivation: { steps } }, null, 2)}\n`;
}

function close(
  bag: BagTally,
  { origin }: Descriptor,
  { packerKey }: RedactionPacking,
  lastTime: string | null,
): AsyncGenerator<OutgoingMember, void> {
  return closeBag(bag, { origin, packerKey }, lastTime);
}

function nextStep({ members }: BundleSource): number {
  const steps = members.flatMap(({ path }) => provenanceName.exec(path)?.[1] ?? []);
  return Math.max(0, ...steps.map(Number)) + 1;
}

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes;
}

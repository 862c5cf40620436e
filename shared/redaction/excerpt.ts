import type { BundleSource } from '../bundle/bundle-source.ts';
import type { Descriptor } from '../bundle/descriptor.ts';
import { parseFrontier } from '../bundle/frontier.ts';
import { toBase64 } from '../bytes/base64.ts';
import { FormatError } from '../bytes/errors.ts';
import type { EntryOrdinal, EntrySeq } from '../bytes/units.ts';
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';
import { BlockRoots, type LeafRun } from '../chain/block-roots.ts';
import type { InclusionProof } from '../chain/inclusion-proof.ts';
import { digestLeaves } from '../chain/leaf.ts';
import { batchDigestsOf } from '../crypto/batch-digests.ts';
import { type DigestEngine, digestBytes } from '../crypto/digest.ts';
import { decideEntry, type HiddenField } from './decide-entry.ts';
import type { RedactionRefusal, RedactionStep } from './plan-redaction.ts';
import type { RedactionOrder } from './redaction-order.ts';
import { readMember, type SourceLine, sourceSegments } from './segment-lines.ts';

/** What of a bundle leaves it by itself. */
export interface ExcerptOrder extends Pick<RedactionOrder, 'hidden' | 'shown' | 'withholdsRest'> {
  isWanted(ordinal: EntryOrdinal): boolean;
}

export interface ExcerptEntry {
  readonly line: SourceLine;
  readonly hidden: readonly HiddenField[];
  /** Those that go along, as they are spelled. */
  readonly disclosures: readonly string[];
  /** A C2SP tlog-proof, against the newest checkpoint of the bundle. */
  readonly proof: Uint8Array;
}

export interface Excerpt {
  readonly kind: 'excerpt';
  readonly entries: readonly ExcerptEntry[];
  /** Wanted lines that are no entries, and entries that the rules keep back. */
  readonly leftOut: number;
}

/** So many are few: each takes the leaves around it into memory. */
const mostEntries = 2_000;

/**
 * A few entries of a verified bundle, each with the proof that it stands in the log that was signed: whoever gets them learns nothing
 * of the others but how many there are. Throws FormatError `member-limit` for more than a few, and what a missing or unreadable
 * checkpoint throws.
 */
export async function takeExcerpt(
  source: BundleSource,
  descriptor: Descriptor,
  order: ExcerptOrder,
  { digests, onLines }: RedactionStep & { readonly digests: DigestEngine },
): Promise<Excerpt | { readonly kind: 'refused'; readonly refusals: readonly RedactionRefusal[] }> {
  const { start, end } = descriptor.range;
  const note = decodeUtf8(await readMember(source, `data/checkpoints/${end}.note`));
  const roots = new BlockRoots({ size: start, digests: parseFrontier(descriptor) }, batchDigestsOf(digests));
  const chosen: Chosen[] = [];
  const refusals: RedactionRefusal[] = [];
  let leftOut = 0;

  const take = (line: SourceLine) => {
    if (!order.isWanted(line.ordinal)) return;
    const { event } = line.reading;
    const decision = event === null ? null : decideEntry(event, line.disclosures, order);
    if (decision?.kind === 'in-clear' && !order.withholdsRest)
      refusals.push({ seq: line.seq, kind: 'in-clear', pointer: decision.pointer });
    if (decision?.kind !== 'stays') leftOut += 1;
    else if (chosen.length < mostEntries)
      chosen.push({ line: { ...line, bytes: line.bytes.slice() }, hidden: decision.hidden });
    else {
      const statement = `An excerpt has at most ${mostEntries} entries; --keep-only makes a bundle of more.`;
      throw new FormatError('member-limit', statement);
    }
  };

  for await (const batch of linesOf(source, start, onLines)) {
    for (const line of batch) take(line);
    roots.append(leavesOf(batch, digests));
  }
  if (refusals.length > 0) return { kind: 'refused', refusals };
  const neededFor = ({ line }: Chosen) => roots.neededLeaves(start + line.ordinal, end);
  const runs = await readRuns(source, start, chosen.flatMap(neededFor), { digests, onLines });
  const entries = chosen.map(({ line, hidden }): ExcerptEntry => {
    const needed = new Set(neededFor({ line, hidden }).map(({ from }) => from));
    const proof = roots.prove(
      start + line.ordinal,
      end,
      runs.filter(({ from }) => needed.has(from)),
    );
    const dropped = new Set(hidden.map(({ digest }) => digest));
    const kept = [...line.disclosures].flatMap(([digest, text]) => (dropped.has(digest) ? [] : [text]));
    return { line, hidden, disclosures: kept, proof: renderTlogProof(proof, note) };
  });
  return { kind: 'excerpt', entries, leftOut };
}

interface Chosen {
  readonly line: SourceLine;
  readonly hidden: readonly HiddenField[];
}

async function* linesOf(
  source: BundleSource,
  start: EntrySeq,
  onLines: RedactionStep['onLines'],
): AsyncGenerator<readonly SourceLine[], void> {
  let done = 0;
  for (const segment of sourceSegments(source, start)) {
    for await (const batch of segment.lines()) {
      yield batch;
      done += batch.length;
      await onLines(done);
    }
  }
}

/** The leaves of a second reading that the proofs need besides the roots. */
async function readRuns(
  source: BundleSource,
  start: EntrySeq,
  needed: readonly { readonly from: number; readonly before: number }[],
  { digests, onLines }: RedactionStep & { readonly digests: DigestEngine },
): Promise<readonly LeafRun[]> {
  const runs = new Map(
    needed.map(({ from, before }) => [from, { from, leaves: new Uint8Array((before - from) * digestBytes) }]),
  );
  for await (const batch of linesOf(source, start, onLines)) {
    const first = start + (batch[0]?.ordinal ?? 0);
    const leaves = leavesOf(batch, digests);
    for (const { from, leaves: run } of runs.values()) {
      const begin = Math.max(first, from);
      const end = Math.min(first + batch.length, from + run.length / digestBytes);
      if (begin >= end) continue;
      const piece = leaves.subarray((begin - first) * digestBytes, (end - first) * digestBytes);
      run.set(piece, (begin - from) * digestBytes);
    }
  }
  return [...runs.values()];
}

/** R3: a stub stands for the leaf that it states. */
function leavesOf(lines: readonly SourceLine[], digests: DigestEngine): Uint8Array {
  const leaves = digestLeaves(
    lines.map(({ bytes }) => bytes),
    digests,
  );
  for (const [index, { reading }] of lines.entries()) {
    if (reading.statedLeaf !== null) leaves.set(reading.statedLeaf, index * digestBytes);
  }
  return leaves;
}

/** C2SP tlog-proof: the index, the path from the leaf up, and the checkpoint as it was signed. */
function renderTlogProof({ index, path }: InclusionProof, note: string): Uint8Array {
  const lines = ['c2sp.org/tlog-proof@v1', `index ${index}`, ...path.map(toBase64), '', note];
  return encodeUtf8(lines.join('\n'));
}

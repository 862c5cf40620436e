import { segmentsInOrder } from '../../shared/bundle/bundle-layout.ts';
import type { Descriptor } from '../../shared/bundle/descriptor.ts';
import { parseFrontier } from '../../shared/bundle/frontier.ts';
import { readLine } from '../../shared/bundle/read-line.ts';
import { hash } from '../../shared/bytes/ascii.ts';
import { concatBytes } from '../../shared/bytes/concat.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { readLines } from '../../shared/bytes/line-reader.ts';
import { BlockRoots, type LeafRun } from '../../shared/chain/block-roots.ts';
import { digestLeaves, leafDigest } from '../../shared/chain/leaf.ts';
import { openStoredBundle } from '../data/store-source.ts';
import type { BundleRow } from '../data/stored-rows.ts';
import { createReadingProgress } from './reading-progress.ts';
import type { Call, CaseContext } from './request-context.ts';
import { workerDigests } from './worker-digests.ts';

/** A dozen bundles of 50 million entries are 20 MB. */
const keptBundles = 12;

/** Of one worker: a request has a context of its own. */
const keptOf = new WeakMap<CaseContext['opened'], Map<string, BlockRoots>>();

/** What this run has gathered of a bundle, or null. Roots that are not of these bytes any more prove nothing. */
export function gatheredLeaves(context: CaseContext, { bundleId }: BundleRow): BlockRoots | null {
  return keptOf.get(context.opened)?.get(bundleId) ?? null;
}

/** Reads a stored bundle from its first line to its last and keeps the roots of its blocks. */
export async function gather(
  context: CaseContext,
  row: BundleRow,
  descriptor: Descriptor,
  { pace }: Call,
): Promise<void> {
  const source = await openStoredBundle(context.database, row, context.platform.inflate);
  const segments = segmentsInOrder(source.members);
  const total = segments.reduce((sum, { size }) => sum + size, 0);
  const progress = createReadingProgress(pace, 'reading', total);
  const frontier = { size: descriptor.range.start, digests: parseFrontier(descriptor) };
  const roots = new BlockRoots(frontier, workerDigests);
  let done = 0;
  let lines = 0;
  for (const { path, size } of segments) {
    for await (const batch of readLines(source.open(path), limits, path)) {
      // A chunk holds some ten thousand lines, and a cancel is promised sooner than they are digested.
      for (let start = 0; start < batch.length; start += linesAtOnce) {
        const some = batch.slice(start, start + linesAtOnce);
        roots.append(leavesOf(some.map(({ bytes }) => bytes)));
        lines += some.length;
        progress.setBytes(done + (some.at(-1)?.offset ?? 0));
        progress.setEntries(lines, 0);
        await context.foreground.free();
        await pace.step();
      }
    }
    done += size;
  }
  keep(context, row.bundleId, roots);
}

const linesAtOnce = 4_096;

/** The leaves that a proof needs besides the roots, digested now. */
export async function readLeafRuns(
  { lines }: CaseContext,
  row: BundleRow,
  start: number,
  needed: readonly { readonly from: number; readonly before: number }[],
): Promise<readonly LeafRun[]> {
  const runs: LeafRun[] = [];
  for (const { from, before } of needed) {
    runs.push({ from, leaves: leavesOf(await lines.lines(row, from - start, before - from)) });
  }
  return runs;
}

/** R3: a stub stands for the leaf that it states. */
function leavesOf(lines: readonly Uint8Array[]): Uint8Array {
  if (lines.every((line) => line[0] !== hash)) return digestLeaves(lines, workerDigests);
  return concatBytes(
    lines.map((line) => (line[0] === hash ? readLine(line, limits).statedLeaf : null) ?? leafDigest(line)),
  );
}

function keep(context: CaseContext, bundleId: string, roots: BlockRoots): void {
  const kept = keptOf.get(context.opened) ?? new Map<string, BlockRoots>();
  keptOf.set(context.opened, kept);
  kept.delete(bundleId);
  kept.set(bundleId, roots);
  for (const oldest of kept.keys()) if (kept.size > keptBundles) kept.delete(oldest);
}

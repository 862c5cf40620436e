import type { Descriptor } from '../../shared/bundle/descriptor.ts';
import { openWholeMembers } from '../../shared/bundle/other-members.ts';
import { parseBase64 } from '../../shared/bytes/base64.ts';
import { itemAt } from '../../shared/bytes/element-at.ts';
import { toHex } from '../../shared/bytes/hex.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { coveringCheckpoint } from '../../shared/case/covering-checkpoint.ts';
import { verifyInclusion } from '../../shared/chain/inclusion-proof.ts';
import { siblingRanges } from '../../shared/chain/sibling-ranges.ts';
import type { TreePath } from '../../shared/contract/entry-protocol.ts';
import { digestBytes } from '../../shared/crypto/digest.ts';
import { loadBundle, loadCase } from '../data/case-store.ts';
import { StoreError } from '../data/store-error.ts';
import { openStoredBundle } from '../data/store-source.ts';
import type { BundleRow } from '../data/stored-rows.ts';
import { loadTrust } from './case-trust.ts';
import { gather, gatheredLeaves, readLeafRuns } from './gathered-leaves.ts';
import type { CaseContext, CaseHandler } from './request-context.ts';

export const proveEntry: CaseHandler<'proveEntry'> = async (context, { bundleId, ordinal }) => {
  const { database, foreground } = context;
  const row = await loadBundle(database, bundleId);
  const descriptor = await describe(context, row);
  return foreground.during(async () => {
    const trust = await loadTrust(database, await loadCase(database, row.caseId));
    const index = descriptor.range.start + ordinal;
    const checkpoint = await coveringCheckpoint({
      descriptor,
      paths: row.receipt.members.map(({ path }) => path),
      index,
      end: descriptor.range.start + lineCount(row),
      keys: trust.store.keys,
      read: async (path) => {
        const held = context.opened.known(row)?.observation?.otherMembers.get(path);
        if (held !== undefined) return held;
        const source = await openStoredBundle(database, row, context.platform.inflate);
        return openWholeMembers(source, limits).read(path);
      },
    });
    if (checkpoint.kind !== 'found') return { index, checkpoint, path: null };
    const { start } = descriptor.range;
    return { index, checkpoint, path: await treePath(context, row, { start, index, ...checkpoint }) };
  });
};

export const gatherLeaves: CaseHandler<'gatherLeaves'> = async (context, { bundleId }, call) => {
  const row = await loadBundle(context.database, bundleId);
  if (gatheredLeaves(context, row) === null) await gather(context, row, await describe(context, row), call);
  return null;
};

interface PathOrder {
  readonly start: number;
  readonly index: number;
  readonly size: number;
  readonly root: string;
}

/** The path from a leaf to a root; null while the leaves were not gathered. */
export async function treePath(
  context: CaseContext,
  row: BundleRow,
  { start, index, size, root }: PathOrder,
): Promise<TreePath | null> {
  const roots = gatheredLeaves(context, row);
  if (roots === null) return null;
  const needed = roots.size < size ? [] : roots.neededLeaves(index, size);
  const runs = await readLeafRuns(context, row, start, needed);
  const isWhole = needed.every(
    ({ from, before }, at) => runs[at]?.leaves.length === (before - from) * digestBytes,
  );
  const own = runs.find(({ from, leaves }) => from <= index && index < from + leaves.length / digestBytes);
  if (own === undefined || !isWhole) throw contradiction();
  const leaf = own.leaves.slice((index - own.from) * digestBytes, (index - own.from + 1) * digestBytes);
  const proof = roots.prove(index, size, runs);
  const ranges = siblingRanges(index, size);
  return {
    leaf: toHex(leaf),
    steps: proof.path.map((digest, level) => ({ ...itemAt(ranges, level), digest: toHex(digest) })),
    leadsToRoot: verifyInclusion(proof, leaf, parseBase64(root) ?? new Uint8Array(0)),
  };
}

/** Lines that the stored places promise and the stored bytes do not have. */
function contradiction(): StoreError {
  return new StoreError(
    'copy-altered',
    'The stored bytes have fewer lines than the stored index says, so there is no path through them. Import the delivered file again.',
  );
}

/** What the stored copy says of itself. Throws StoreError when that cannot be read. */
export async function describe({ opened }: CaseContext, row: BundleRow): Promise<Descriptor> {
  const known = opened.known(row)?.observation?.descriptor;
  const descriptor = known ?? (await opened.preview(row)).descriptor;
  if (descriptor !== null) return descriptor;
  throw new StoreError(
    'copy-altered',
    'What the stored copy says of itself cannot be read, so nothing can be proven from it.',
  );
}

export function lineCount({ segments }: BundleRow): number {
  return segments.reduce((sum, { lines }) => sum + lines, 0);
}

import type { HitRow } from '../../shared/contract/search-protocol.ts';
import type { BundleRow } from '../data/stored-rows.ts';
import type { StoredLines } from './stored-lines.ts';

/** Lines between two wanted ones that are read with them: fewer reads are faster than fewer bytes. */
const mostBetween = 64;

/** The bytes of rows that come in the order of the log, read in as few pieces as makes sense. */
export async function readRowLines(
  lines: StoredLines,
  bundles: ReadonlyMap<string, BundleRow>,
  rows: readonly HitRow[],
): Promise<readonly Uint8Array[]> {
  const read: Uint8Array[] = [];
  for (let first = 0; first < rows.length; ) {
    const end = endOfRun(rows, first);
    const run = rows.slice(first, end);
    const [from, last] = [run[0]?.ordinal ?? 0, run.at(-1)?.ordinal ?? 0];
    const bundle = bundles.get(run[0]?.bundleId ?? '');
    const whole = bundle === undefined ? [] : await lines.lines(bundle, from, last - from + 1);
    // Copied: what is kept of a line would keep all that was read with it.
    for (const { ordinal } of run) read.push((whole[ordinal - from] ?? new Uint8Array(0)).slice());
    first = end;
  }
  return read;
}

function endOfRun(rows: readonly HitRow[], first: number): number {
  let end = first + 1;
  for (;;) {
    const [before, next] = [rows[end - 1], rows[end]];
    if (before === undefined || next === undefined || before.bundleId !== next.bundleId) return end;
    if (next.ordinal - before.ordinal > mostBetween) return end;
    end += 1;
  }
}

import type { EntryOrdinal } from '../../shared/bytes/units.ts';
import { damagedPlaces } from '../../shared/case/damaged-lines.ts';
import type { BundleRow } from '../data/stored-rows.ts';
import { judge, nothingKnown } from './judge.ts';
import type { OpenedBundle } from './opened-bundles.ts';

/** The lines that the checks of a bundle name, ascending. No key changes which. */
export function damagedOrdinals(
  { segments }: Pick<BundleRow, 'segments'>,
  opened: OpenedBundle,
): readonly EntryOrdinal[] {
  const starts = new Map(segments.map(({ path, firstOrdinal }) => [path, firstOrdinal]));
  const ordinals = new Set<EntryOrdinal>();
  for (const { member, line } of damagedPlaces(judge(opened, nothingKnown(0), 0).results)) {
    const start = starts.get(member);
    if (start !== undefined) ordinals.add(start + line - 1);
  }
  return [...ordinals].sort((one, other) => one - other);
}

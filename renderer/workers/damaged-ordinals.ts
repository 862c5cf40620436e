import type { EntryOrdinal } from '../../shared/bytes/units.ts';
import type { BundleRow } from '../data/stored-rows.ts';
import type { OpenedBundle } from './opened-bundles.ts';

/** The lines that the checks of a bundle name, ascending. */
export function damagedOrdinals(
  { segments }: Pick<BundleRow, 'segments'>,
  { damaged }: Pick<OpenedBundle, 'damaged'>,
): readonly EntryOrdinal[] {
  const starts = new Map(segments.map(({ path, firstOrdinal }) => [path, firstOrdinal]));
  const ordinals = new Set<EntryOrdinal>();
  for (const { member, line } of damaged) {
    const start = starts.get(member);
    if (start !== undefined) ordinals.add(start + line - 1);
  }
  return [...ordinals].sort((one, other) => one - other);
}

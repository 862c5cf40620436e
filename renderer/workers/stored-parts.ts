import { segmentsInOrder } from '../../shared/bundle/bundle-layout.ts';
import type { StoreDifference } from '../../shared/case/altered-verdict.ts';
import { firstDifference } from '../../shared/index/compare-parts.ts';
import type { IndexPart } from '../../shared/index/index-part.ts';
import { memberPlace, wholeBundle } from '../../shared/verify/check-result.ts';
import type { CaseDatabase } from '../data/database.ts';
import { partsOf } from '../data/key-ranges.ts';
import { indexBytes, loadPart, partNumber, storeParts } from '../data/part-store.ts';
import type { BundleRow } from '../data/stored-rows.ts';

/** What becomes of the parts that are built from the stored bytes. */
export interface IndexCheck {
  take(parts: readonly IndexPart[]): Promise<void>;
  /** What is stored and does not follow from the bytes. Call once, after the last part. */
  finish(): Promise<readonly StoreDifference[]>;
}

/** Enough to see what happened; the verdict is the same for one difference and for a million. */
const keptDifferences = 100;

/** Compares each part with the stored one. */
export function compareIndex(database: CaseDatabase, row: BundleRow): IndexCheck {
  const segmentOf = segmentNumbers(row);
  const differences: StoreDifference[] = [];
  let partCount = 0;
  return {
    async take(parts) {
      partCount += parts.length;
      for (const part of parts) {
        const place = { segment: segmentOf(part), part: partNumber(part) };
        const stored = await loadPart(database, row, place);
        const name = stored === null ? 'index' : firstDifference(part, stored);
        if (name !== null && differences.length < keptDifferences) differences.push(difference(part, name));
      }
    },
    async finish() {
      const stored = await partsOf(database, row.bundleId).count();
      if (stored === partCount && row.partCount === partCount) return differences;
      const statement = `There are ${stored} stored parts of the index instead of ${partCount}.`;
      return [...differences, { place: wholeBundle, statement }];
    },
  };
}

/** Makes the index of a bundle that an older Vouch stored without one, or with less in it. */
export async function makeIndex(database: CaseDatabase, row: BundleRow): Promise<IndexCheck> {
  const { bundleId } = row;
  const segmentOf = segmentNumbers(row);
  // What an earlier try left that did not end.
  await partsOf(database, bundleId).delete();
  let partCount = 0;
  let storedBytes = row.receipt.fileBytes;
  return {
    async take(parts) {
      const [first] = parts;
      if (first !== undefined) await storeParts(database, row, segmentOf(first), parts);
      partCount += parts.length;
      for (const part of parts) storedBytes += indexBytes(part);
    },
    async finish() {
      await database.bundles.update(bundleId, { partCount, storedBytes });
      return [];
    },
  };
}

function segmentNumbers({ receipt }: BundleRow): (part: IndexPart) => number {
  const numbers = new Map(segmentsInOrder(receipt.members).map(({ path }, number) => [path, number]));
  return ({ member }) => numbers.get(member) ?? -1;
}

function difference(part: IndexPart, name: string): StoreDifference {
  const statement = `The stored ${name} of the lines from line ${part.firstLine} on does not follow from their bytes.`;
  return { place: memberPlace(part.member), statement };
}

import { FormatError } from '../../shared/bytes/errors.ts';
import type { StoreDifference } from '../../shared/case/altered-verdict.ts';
import { makeReceipt } from '../../shared/case/receipt.ts';
import type { ImportReceipt } from '../../shared/contract/case-protocol.ts';
import type { Block } from '../../shared/index/block.ts';
import { firstDictionaryDifference, firstDifference } from '../../shared/index/compare-blocks.ts';
import { memberPlace, wholeBundle } from '../../shared/verify/check-result.ts';
import { loadBlockFrom, loadDictionaries } from '../data/block-store.ts';
import { loadCustody } from '../data/custody-store.ts';
import type { CaseDatabase } from '../data/database.ts';
import { blocksOf } from '../data/key-ranges.ts';
import { openStoredBundle } from '../data/store-source.ts';
import type { BundleRow } from '../data/stored-rows.ts';
import { namesFile } from './import-facts.ts';
import { type ObservedBlocks, observeIntoBlocks } from './observe-into-blocks.ts';
import type { Pace } from './pace.ts';

export interface StoredCopy {
  /** Null when the stored members are no readable bundle any more. */
  readonly observed: ObservedBlocks | null;
  /** What does not follow from the stored raw bytes. Changed raw bytes are found by their digests instead. */
  readonly differences: readonly StoreDifference[];
}

/** Enough to see what happened; the verdict is the same for one difference and for a million. */
const keptDifferences = 100;

/**
 * Reads a stored bundle from its first byte to its last and builds everything that is derived from it again.
 * What was stored is only compared: a wrong column, text or receipt in the database is named, never used.
 */
export async function checkStoredCopy(
  database: CaseDatabase,
  bundle: BundleRow,
  rootSizes: readonly number[],
  pace: Pace,
): Promise<StoredCopy> {
  const differences: StoreDifference[] = [];
  let blockCount = 0;
  const compare = async (blocks: readonly Block[]) => {
    blockCount += blocks.length;
    for (const block of blocks) {
      const stored = await loadBlockFrom(database, bundle.bundleId, block.firstOrdinal);
      const part = stored === null ? 'block' : firstDifference(block, stored);
      if (part !== null && differences.length < keptDifferences)
        differences.push(blockDifference(block, part));
    }
  };
  try {
    const source = openStoredBundle(database, bundle);
    const observed = await observeIntoBlocks(source, 'verifying', pace, rootSizes, compare);
    const stored = await blocksOf(database, bundle.bundleId).count();
    if (stored !== blockCount || bundle.blockCount !== blockCount) {
      differences.push(bundleDifference(`There are ${stored} stored blocks instead of ${blockCount}.`));
    }
    if (!(await isInCustodyLog(database, bundle))) {
      differences.push(bundleDifference('The custody log of the case does not name this import.'));
    }
    const texts = await loadDictionaries(database, bundle.bundleId);
    const field = firstDictionaryDifference(observed.dictionaries, texts);
    if (field !== null) differences.push(bundleDifference(`The stored texts of the column ${field} differ.`));
    // Changed raw bytes change the receipt as well, and the digests of the members name the place better.
    const hasSameBytes = observed.observation.members.every(
      ({ path, sha256 }) => bundle.receipt.members.find((member) => member.path === path)?.sha256 === sha256,
    );
    if (hasSameBytes && !isSameReceipt(bundle.receipt, makeReceipt(observed.observation, bundle.receipt))) {
      differences.push(bundleDifference('The stored receipt does not follow from the stored bytes.'));
    }
    return { observed, differences };
  } catch (error) {
    // The same members were a readable bundle when they arrived: that they are none now is about the copy.
    if (!(error instanceof FormatError)) throw error;
    return { observed: null, differences: [...differences, unreadable(error)] };
  }
}

/**
 * Name, size and digest of the file follow from no stored byte, nor does the time of import, which decides whether a head
 * was seen before; the log of the case holds them a second time.
 */
async function isInCustodyLog(
  database: CaseDatabase,
  { caseId, receipt, importedAt }: BundleRow,
): Promise<boolean> {
  const { records, brokenAt } = await loadCustody(database, caseId);
  // A log that does not hold confirms nothing.
  return (
    brokenAt === null &&
    records.some(
      ({ action, facts, claimedTime }) =>
        action === 'bundle-imported' && claimedTime === importedAt && namesFile(facts, receipt),
    )
  );
}

function blockDifference(block: Block, part: string): StoreDifference {
  const statement = `The stored ${part} of the lines from line ${block.firstLine} on does not follow from their bytes.`;
  return { place: memberPlace(block.member), statement };
}

function bundleDifference(statement: string): StoreDifference {
  return { place: wholeBundle, statement };
}

function unreadable(error: FormatError): StoreDifference {
  const place = error.place.member === undefined ? wholeBundle : memberPlace(error.place.member);
  return { place, statement: `The stored copy can no longer be read: ${error.message}` };
}

/** Both are plain values that `makeReceipt` built in one fixed order of names, so their JSON can be compared. */
function isSameReceipt(stored: ImportReceipt, computed: ImportReceipt): boolean {
  return JSON.stringify(stored) === JSON.stringify(computed);
}

import type { ContainerBytes } from '../../shared/bundle/bundle-source.ts';
import type { BundleObservation } from '../../shared/bundle/observation.ts';
import type { ByteSource } from '../../shared/bytes/byte-source.ts';
import { FormatError } from '../../shared/bytes/errors.ts';
import type { DigestHex } from '../../shared/bytes/units.ts';
import type { StoreDifference } from '../../shared/case/altered-verdict.ts';
import { isSameReceipt, makeReceipt } from '../../shared/case/receipt.ts';
import { observeIntoParts } from '../../shared/index/observe-into-parts.ts';
import { memberPlace, wholeBundle } from '../../shared/verify/check-result.ts';
import { loadCustody } from '../data/custody-store.ts';
import type { CaseDatabase } from '../data/database.ts';
import { segmentPlaces } from '../data/segment-places.ts';
import { openStoredBundle } from '../data/store-source.ts';
import type { BundleRow } from '../data/stored-rows.ts';
import { type ArrivalSource, openArrivalSource } from './arrival-source.ts';
import { namesFile } from './import-facts.ts';
import type { Pace } from './pace.ts';
import { createReadingProgress } from './reading-progress.ts';
import { compareIndex, type IndexCheck, makeIndex } from './stored-parts.ts';
import type { WorkerPlatform } from './worker-platform.ts';

export interface StoredCopy {
  /** Null when what is stored is no readable bundle any more. */
  readonly observation: BundleObservation | null;
  /** What does not follow from the stored bytes. Changed bytes are found by their digests instead. */
  readonly differences: readonly StoreDifference[];
}

interface CheckOrder {
  readonly row: BundleRow;
  readonly rootSizes: readonly number[];
  readonly pace: Pace;
}

/**
 * Reads a stored bundle from its first byte to its last and builds everything that is derived from it again.
 * What was stored is only compared: a wrong column, text or receipt in the database is named, never used.
 */
export async function checkStoredCopy(
  database: CaseDatabase,
  platform: WorkerPlatform,
  order: CheckOrder,
): Promise<StoredCopy> {
  const { row } = order;
  const index = endable(
    row.partCount === null ? await makeIndex(database, row) : compareIndex(database, row),
  );
  try {
    const { observation, fileSha256, container } = await readStoredCopy(database, platform, order, index);
    const differences = [...(await index.finish())];
    if (fileSha256 !== null && fileSha256 !== row.receipt.fileSha256) {
      differences.push(bundleDifference('The stored file has another digest than the delivered one had.'));
    }
    const unconfirmed = await whyUnconfirmed(database, row);
    if (unconfirmed !== null) differences.push(bundleDifference(unconfirmed));
    if (JSON.stringify(segmentPlaces(observation.members)) !== JSON.stringify(row.segments)) {
      differences.push(
        bundleDifference('The stored places of the segments do not follow from the stored bytes.'),
      );
    }
    // Changed bytes change the receipt as well, and the digests of the members name the place better.
    const hasSameBytes = observation.members.every(
      ({ path, sha256 }) => row.receipt.members.find((member) => member.path === path)?.sha256 === sha256,
    );
    if (hasSameBytes && !isSameReceipt(row.receipt, makeReceipt(observation, row.receipt, container))) {
      differences.push(bundleDifference('The stored receipt does not follow from the stored bytes.'));
    }
    return { observation, differences };
  } catch (error) {
    // The same members were a readable bundle when they arrived: that they are none now is about the copy.
    if (!(error instanceof FormatError)) throw error;
    return { observation: null, differences: [unreadable(error)] };
  } finally {
    await index.end();
  }
}

/** A segment that a thread still reads when the check ends must not write into the index that the next check makes. */
function endable(index: IndexCheck): IndexCheck & { end(): Promise<void> } {
  let isOver = false;
  const taking = new Set<Promise<void>>();
  return {
    finish: () => index.finish(),
    async take(parts) {
      if (isOver) return;
      const taken = index.take(parts);
      taking.add(taken);
      await taken.finally(() => taking.delete(taken));
    },
    async end() {
      isOver = true;
      await Promise.allSettled(taking);
    },
  };
}

interface ReadCopy {
  readonly observation: BundleObservation;
  readonly fileSha256: DigestHex | null;
  readonly container: ContainerBytes | undefined;
}

async function readStoredCopy(
  database: CaseDatabase,
  platform: WorkerPlatform,
  { row, rootSizes, pace }: CheckOrder,
  index: IndexCheck,
): Promise<ReadCopy> {
  const progress = createReadingProgress(pace, 'verifying', row.receipt.fileBytes, {
    bundleId: row.bundleId,
  });
  let arrival: ArrivalSource | null = null;
  const wrap = (file: ByteSource): ByteSource => {
    const { digests } = platform;
    arrival = openArrivalSource(file, { digests, pace, onBytes: progress.setBytes });
    return arrival;
  };
  const bundle = await openStoredBundle(database, row, platform.inflate, wrap, platform.crc32);
  // Assigned in the callback above, which the compiler does not follow.
  const whole = arrival as ArrivalSource | null;
  const observation = await observeIntoParts(bundle, {
    digests: platform.digests,
    indexing: platform.indexThreads,
    step: () => pace.step(),
    rootSizes,
    onSegments: () => whole?.readInOrder(),
    onParts: (parts) => index.take(parts),
    onEntries: progress.setEntries,
  });
  return {
    observation,
    fileSha256: whole === null ? null : await whole.finish(),
    container: bundle.container,
  };
}

/**
 * Name, size and digest of the file follow from no stored byte, nor does the time of import, which decides whether a head
 * was seen before; the log of the case holds them a second time. Null where it does.
 */
async function whyUnconfirmed(
  database: CaseDatabase,
  { caseId, receipt, importedAt }: BundleRow,
): Promise<string | null> {
  const { records, brokenAt, newer } = await loadCustody(database, caseId);
  if (newer !== null) {
    // Such a log is not compared with its journal, so whoever can write to the database could have written all of it.
    return `Record ${brokenAt} of the custody log says "${newer}", which this Vouch does not know, so the log does not confirm this import.`;
  }
  // A log that does not hold confirms nothing.
  const isNamed =
    brokenAt === null &&
    records.some(
      ({ action, facts, claimedTime }) =>
        action === 'bundle-imported' && claimedTime === importedAt && namesFile(facts, receipt),
    );
  return isNamed ? null : 'The custody log of the case does not name this import.';
}

function bundleDifference(statement: string): StoreDifference {
  return { place: wholeBundle, statement };
}

function unreadable(error: FormatError): StoreDifference {
  const place = error.place.member === undefined ? wholeBundle : memberPlace(error.place.member);
  return { place, statement: `The stored copy can no longer be read: ${error.message}` };
}

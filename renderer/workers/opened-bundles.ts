import type { BundleObservation } from '../../shared/bundle/observation.ts';
import { rootSizesOf } from '../../shared/bundle/observe-bundle.ts';
import type { StoreDifference } from '../../shared/case/altered-verdict.ts';
import { damageTestOf } from '../../shared/case/damaged-lines.ts';
import type { DamageTest } from '../../shared/index/part-rows.ts';
import { type RememberedHead, rememberedSizes } from '../../shared/trust/head-memory.ts';
import type { CaseDatabase } from '../data/database.ts';
import type { BundleRow } from '../data/stored-rows.ts';
import { checkStoredCopy } from './check-stored-copy.ts';
import { judge, nothingKnown } from './judge.ts';
import type { Pace } from './pace.ts';
import type { WorkerPlatform } from './worker-platform.ts';

/** What this run of the worker has read of a bundle, from the delivered file or from the stored copy. */
export interface OpenedBundle {
  readonly observation: BundleObservation | null;
  /** Sizes of remembered heads at which the root was taken on the way. */
  readonly measuredAt: readonly number[];
  readonly differences: readonly StoreDifference[];
  /** Null for a bundle that was just imported: its observation is the arrival. */
  readonly arrival: ReadonlyMap<string, string> | null;
}

/** The bundles that were read in this run. Kept in memory only: a verdict that is stored could be edited. */
export class OpenedBundles {
  readonly #database: CaseDatabase;
  readonly #platform: WorkerPlatform;
  readonly #opened = new Map<string, OpenedBundle>();

  constructor(database: CaseDatabase, platform: WorkerPlatform) {
    this.#database = database;
    this.#platform = platform;
  }

  /** Keeps what an import has just read, so that it is not read again. */
  keep(bundleId: string, bundle: OpenedBundle): void {
    this.#opened.set(bundleId, bundle);
  }

  forget(bundleIds: readonly string[]): void {
    for (const bundleId of bundleIds) this.#opened.delete(bundleId);
  }

  /**
   * Reads and compares the stored copy, unless this run has done so already. A head of this log that was remembered since
   * then is a reason to read again: whether it lies among these entries can only be said by the root at its size.
   */
  async open(row: BundleRow, pace: Pace, heads: readonly RememberedHead[] = []): Promise<OpenedBundle> {
    const known = this.#opened.get(row.bundleId);
    if (known !== undefined && !isMeasureMissing(known, heads)) return known;
    const measuredAt = [...new Set([...rememberedSizes(heads), ...(known?.measuredAt ?? [])])];
    const order = { row, rootSizes: measuredAt, pace };
    const { observation, differences } = await checkStoredCopy(this.#database, this.#platform, order);
    const opened: OpenedBundle = {
      observation,
      measuredAt,
      differences,
      arrival: new Map(row.receipt.members.map(({ path, sha256 }) => [path, sha256])),
    };
    this.#opened.set(row.bundleId, opened);
    return opened;
  }
}

function isMeasureMissing(
  { observation, measuredAt }: OpenedBundle,
  heads: readonly RememberedHead[],
): boolean {
  if (observation === null) return false;
  const { origin, range } = observation.descriptor;
  // Asked for, not taken: where entries are missing, the tree never comes to some of these sizes.
  const asked = new Set(rootSizesOf(observation.members, measuredAt));
  return heads.some(
    (head) =>
      head.origin === origin && head.size >= range.start && head.size <= range.end && !asked.has(head.size),
  );
}

const damageOf = new WeakMap<OpenedBundle, DamageTest>();

/** Which lines the checks name. No key changes that, so it is worked out once for each opened bundle. */
export function damageTest(opened: OpenedBundle): DamageTest {
  const known = damageOf.get(opened);
  if (known !== undefined) return known;
  const test = damageTestOf(judge(opened, nothingKnown(0), 0).results);
  damageOf.set(opened, test);
  return test;
}

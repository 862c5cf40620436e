import type { BundleObservation } from '../../shared/bundle/observation.ts';
import type { UnixMillis } from '../../shared/bytes/units.ts';
import { alteredVerdict, type StoreDifference } from '../../shared/case/altered-verdict.ts';
import { damageTestOf } from '../../shared/case/damaged-lines.ts';
import type { DamageTest } from '../../shared/index/block-rows.ts';
import type { Dictionaries } from '../../shared/index/dictionary.ts';
import type { TrustedKey } from '../../shared/trust/trusted-key.ts';
import type { Verdict } from '../../shared/verify/verdict.ts';
import { verifyBundle } from '../../shared/verify/verify-bundle.ts';
import { withKeysOnly } from '../../shared/verify/verify-input.ts';
import type { CaseDatabase } from '../data/database.ts';
import type { BundleRow } from '../data/stored-rows.ts';
import { checkStoredCopy } from './check-stored-copy.ts';
import type { Pace } from './pace.ts';

/** What this run of the worker has read of a bundle, from the delivered file or from the stored copy. */
export interface OpenedBundle {
  readonly observation: BundleObservation | null;
  readonly dictionaries: Dictionaries | null;
  readonly differences: readonly StoreDifference[];
  /** Null for a bundle that was just imported: its observation is the arrival. */
  readonly arrival: ReadonlyMap<string, string> | null;
}

/** The bundles that were read in this run. Kept in memory only: a verdict that is stored could be edited. */
export class OpenedBundles {
  readonly #database: CaseDatabase;
  readonly #opened = new Map<string, OpenedBundle>();

  constructor(database: CaseDatabase) {
    this.#database = database;
  }

  /** Keeps what an import has just read, so that it is not read again. */
  keep(bundleId: string, bundle: OpenedBundle): void {
    this.#opened.set(bundleId, bundle);
  }

  forget(bundleIds: readonly string[]): void {
    for (const bundleId of bundleIds) this.#opened.delete(bundleId);
  }

  /** Reads and compares the stored copy, unless this run has done so already. */
  async open(row: BundleRow, pace: Pace): Promise<OpenedBundle> {
    const known = this.#opened.get(row.bundleId);
    if (known !== undefined) return known;
    const { observed, differences } = await checkStoredCopy(this.#database, row, pace);
    const opened: OpenedBundle = {
      observation: observed?.observation ?? null,
      dictionaries: observed?.dictionaries ?? null,
      differences,
      arrival: new Map(row.receipt.members.map(({ path, sha256 }) => [path, sha256])),
    };
    this.#opened.set(row.bundleId, opened);
    return opened;
  }
}

/** The verdict with these keys and now, from what was read. Reads nothing again, so pinning a key costs no second pass. */
export function judge(opened: OpenedBundle, trustedKeys: readonly TrustedKey[], now: UnixMillis): Verdict {
  const { observation, arrival, differences } = opened;
  const verdict =
    observation === null ? null : verifyBundle(withKeysOnly({ observation, arrival }, trustedKeys, now));
  return verdict === null || differences.length > 0 ? alteredVerdict(verdict, differences) : verdict;
}

const damageOf = new WeakMap<OpenedBundle, DamageTest>();

/** Which lines the checks name. No key changes that, so it is worked out once for each opened bundle. */
export function damageTest(opened: OpenedBundle): DamageTest {
  const known = damageOf.get(opened);
  if (known !== undefined) return known;
  const test = damageTestOf(judge(opened, [], 0).results);
  damageOf.set(opened, test);
  return test;
}

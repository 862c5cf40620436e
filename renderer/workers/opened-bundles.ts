import type { Descriptor } from '../../shared/bundle/descriptor.ts';
import type { BundleObservation } from '../../shared/bundle/observation.ts';
import { rootSizesOf } from '../../shared/bundle/observe-bundle.ts';
import { derivedOnce } from '../../shared/bytes/derived-once.ts';
import type { StoreDifference } from '../../shared/case/altered-verdict.ts';
import { type DamagedLine, damageTestOf } from '../../shared/case/damaged-lines.ts';
import type { DamageTest } from '../../shared/index/part-rows.ts';
import { type RememberedHead, rememberedSizes } from '../../shared/trust/head-memory.ts';
import type { CaseDatabase } from '../data/database.ts';
import type { BundleRow } from '../data/stored-rows.ts';
import { type BundlePreview, readBundlePreview, readStatedDescriptor } from './bundle-preview.ts';
import type { Foreground } from './foreground.ts';
import { loadJudging } from './load-judging.ts';
import type { Pace } from './pace.ts';
import type { Call } from './request-context.ts';
import { type SharedWork, startSharedWork } from './shared-work.ts';
import type { WorkerPlatform } from './worker-platform.ts';

/** What this run of the worker has read of a bundle, from the delivered file or from the stored copy. */
export interface OpenedBundle {
  readonly observation: BundleObservation | null;
  /** Sizes of remembered heads at which the root was taken on the way. */
  readonly measuredAt: readonly number[];
  readonly differences: readonly StoreDifference[];
  /** Lines that the checks name, whoever is trusted. */
  readonly damaged: readonly DamagedLine[];
  /** Null for a bundle that was just imported: its observation is the arrival. */
  readonly arrival: ReadonlyMap<string, string> | null;
}

/** Whatever holds lines of stored bundles in memory. */
export interface HeldLines {
  forget(bundleIds: readonly string[]): void;
}

/**
 * The bundles that were read in this run. Kept in memory only: a verdict that is stored could be edited. Whoever needs one
 * that is being read waits for the same reading.
 */
export class OpenedBundles {
  readonly #database: CaseDatabase;
  readonly #platform: WorkerPlatform;
  readonly #held: HeldLines;
  readonly #foreground: Foreground;
  readonly #opened = new Map<string, OpenedBundle>();
  readonly #previews = new Map<string, Promise<BundlePreview>>();
  readonly #stated = new Map<string, Promise<Descriptor | null>>();
  readonly #readings = new Map<string, SharedWork<OpenedBundle>>();
  /** Readings that were given up and may still be at work, by bundle. */
  readonly #leaving = new Map<string, Promise<void>>();

  constructor(
    database: CaseDatabase,
    platform: WorkerPlatform,
    { held, foreground }: { readonly held: HeldLines; readonly foreground: Foreground },
  ) {
    this.#database = database;
    this.#platform = platform;
    this.#held = held;
    this.#foreground = foreground;
  }

  /** Keeps what an import has just read, so that it is not read again. */
  keep(bundleId: string, bundle: OpenedBundle): void {
    this.#opened.set(bundleId, bundle);
  }

  /** What was read counts no more: the stored copy is as unknown as at the start. A reading that is under way goes on. */
  takeBack(bundleIds: readonly string[]): void {
    for (const bundleId of bundleIds) {
      this.#opened.delete(bundleId);
      this.#previews.delete(bundleId);
      this.#stated.delete(bundleId);
    }
    this.#held.forget(bundleIds);
  }

  /** Bundles that were deleted. Whoever waits for one of them is told that the reading was cancelled. */
  forget(bundleIds: readonly string[]): void {
    this.takeBack(bundleIds);
    for (const bundleId of bundleIds) this.#readings.get(bundleId)?.stop();
  }

  /** What this run has read of a bundle and its stored copy, or null: then nothing that is stored has been verified. */
  known({ bundleId }: Pick<BundleRow, 'bundleId'>): OpenedBundle | null {
    return this.#opened.get(bundleId) ?? null;
  }

  /** The same, unless a root at the size of one of these heads would have to be taken from the entries first. */
  knownWith(row: BundleRow, heads: readonly RememberedHead[]): OpenedBundle | null {
    const known = this.known(row);
    return known === null || isMeasureMissing(known, heads) ? null : known;
  }

  /** How the bundle describes itself, for a first look at a case: nothing may be concluded from it or signed with it. */
  stated(row: BundleRow): Promise<Descriptor | null> {
    const known = this.#stated.get(row.bundleId);
    if (known !== undefined) return known;
    const stated = readStatedDescriptor(this.#database, this.#platform, row);
    this.#stated.set(row.bundleId, stated);
    // A database that did not answer may do so the next time.
    stated.catch(() => this.#stated.delete(row.bundleId));
    return stated;
  }

  /** What the bundle says of itself. Read once in a run, before its bytes have been verified. */
  preview(row: BundleRow): Promise<BundlePreview> {
    const known = this.#previews.get(row.bundleId);
    if (known !== undefined) return known;
    const preview = readBundlePreview(this.#database, this.#platform, row);
    this.#previews.set(row.bundleId, preview);
    // A database that did not answer may do so the next time.
    preview.catch(() => this.#previews.delete(row.bundleId));
    return preview;
  }

  /**
   * Reads and compares the stored copy, unless this run has done so already. A head of this log that was remembered since
   * then is a reason to read again: whether it lies among these entries can only be said by the root at its size.
   */
  async open(row: BundleRow, call: Call, heads: readonly RememberedHead[] = []): Promise<OpenedBundle> {
    const underWay = this.#readings.get(row.bundleId);
    if (underWay !== undefined) await underWay.join(call);
    return this.knownWith(row, heads) ?? this.#read(row, call, heads);
  }

  #read(row: BundleRow, call: Call, heads: readonly RememberedHead[]): Promise<OpenedBundle> {
    const { bundleId } = row;
    // Who has waited for another reading may find that somebody else who waited has begun this one.
    const underWay = this.#readings.get(bundleId);
    if (underWay !== undefined) return underWay.join(call).then(() => this.open(row, call, heads));
    const measuredAt = [...new Set([...rememberedSizes(heads), ...(this.known(row)?.measuredAt ?? [])])];
    const left = this.#leaving.get(bundleId) ?? Promise.resolve();
    const end = () => {
      if (this.#readings.get(bundleId) === reading) this.#readings.delete(bundleId);
    };
    const reading = startSharedWork(
      this.#platform,
      (pace) => left.then(() => this.#compare(row, measuredAt, this.#behindForeground(pace))),
      () => {
        end();
        this.#leaving.set(bundleId, reading.ended);
        void reading.ended.then(() => {
          if (this.#leaving.get(bundleId) === reading.ended) this.#leaving.delete(bundleId);
        });
      },
    );
    this.#readings.set(bundleId, reading);
    void reading.ended.then(end);
    return reading.join(call);
  }

  /** Rows and entries are asked for in several steps, and behind every one of them the reading would have its turn. */
  #behindForeground(pace: Pace): Pace {
    return {
      report: pace.report,
      step: async () => {
        await this.#foreground.free();
        await pace.step();
      },
    };
  }

  async #compare(row: BundleRow, measuredAt: readonly number[], pace: Pace): Promise<OpenedBundle> {
    const order = { row, rootSizes: measuredAt, pace };
    const { judging } = await loadJudging();
    const { observation, differences } = await judging.checkStoredCopy(this.#database, this.#platform, order);
    await pace.step();
    const arrival = new Map(row.receipt.members.map(({ path, sha256 }) => [path, sha256]));
    const read = { observation, measuredAt, differences, arrival };
    const opened: OpenedBundle = { ...read, damaged: judging.damagedLines(read) };
    this.#opened.set(row.bundleId, opened);
    // What was held of the index was loaded before it was compared, and need not be what was compared.
    this.#held.forget([row.bundleId]);
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

/** Which lines the checks name, made once for each opened bundle. */
export const damageTest = derivedOnce((opened: OpenedBundle): DamageTest => damageTestOf(opened.damaged));

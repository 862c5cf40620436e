import { defaultMapping } from '../../shared/adapters/read-event.ts';
import { quote } from '../../shared/bytes/quote.ts';
import type { SearchNote } from '../../shared/contract/search-protocol.ts';
import type { SourcePart } from '../../shared/search/search-source.ts';
import { SearchedBundle } from '../../shared/search/searched-bundle.ts';
import { SearchedLines } from '../../shared/search/searched-lines.ts';
import { Searcher } from '../../shared/search/searcher.ts';
import { TermMemory } from '../../shared/search/term-memory.ts';
import type { TextScanner } from '../../shared/search/text/text-scanner.ts';
import type { CaseDatabase } from '../data/database.ts';
import type { BundleRow } from '../data/stored-rows.ts';
import { damagedOrdinals } from './damaged-ordinals.ts';
import { IndexLoading } from './index-loading.ts';
import type { OpenedBundles } from './opened-bundles.ts';
import { createPace, type Pace } from './pace.ts';
import type { WorkerPlatform } from './worker-platform.ts';

/** A searcher for some bundles, and what is to be said of those that are not as they should be. */
export interface ReadySearch {
  readonly searcher: Searcher;
  readonly notes: readonly SearchNote[];
}

/**
 * The indexes of the bundles that are searched, in memory. They are loaded once and let go with the case; what was held of
 * a bundle before the check of its copy ended counts no more after it.
 */
export class SearchBundles {
  readonly #database: CaseDatabase;
  readonly #scanner: TextScanner;
  readonly #platform: WorkerPlatform;
  readonly #bundles = new Map<string, Promise<SearchedBundle>>();
  /** Those that have been loaded. */
  readonly #held = new WeakSet<Promise<SearchedBundle>>();
  readonly #loading = new IndexLoading();
  #memory = new TermMemory();
  #caseId: string | null = null;
  #searcher: { readonly key: string; readonly searcher: Searcher } | null = null;
  #nextNumber = 0;

  constructor(database: CaseDatabase, platform: WorkerPlatform, scanner: TextScanner) {
    this.#database = database;
    this.#platform = platform;
    this.#scanner = scanner;
  }

  forget(bundleIds: readonly string[]): void {
    if (!bundleIds.some((bundleId) => this.#bundles.has(bundleId))) return;
    for (const bundleId of bundleIds) this.#bundles.delete(bundleId);
    this.#drop();
  }

  /** Whether the index of a bundle is in memory, and need not be loaded. */
  isHeld({ caseId, bundleId }: Pick<BundleRow, 'caseId' | 'bundleId'>): boolean {
    const bundle = this.#bundles.get(bundleId);
    return this.#caseId === caseId && bundle !== undefined && this.#held.has(bundle);
  }

  /** For the bundles of one case, in this order. Those whose copy was altered are left out. */
  async searcher(
    caseId: string,
    rows: readonly BundleRow[],
    opened: OpenedBundles,
    pace: Pick<Pace, 'report'>,
  ): Promise<ReadySearch> {
    return this.#loading.toldTo(pace, () => this.#searcherFor(caseId, rows, opened));
  }

  async #searcherFor(
    caseId: string,
    rows: readonly BundleRow[],
    opened: OpenedBundles,
  ): Promise<ReadySearch> {
    if (this.#caseId !== caseId) {
      this.#bundles.clear();
      this.#drop();
      this.#caseId = caseId;
    }
    for (;;) {
      const altered = rows.filter((row) => isAltered(row, opened));
      const sound = rows.filter((row) => !altered.includes(row));
      const loading = sound.map((row) => this.#hold(row, opened));
      const bundles = await Promise.all(loading);
      // The check of a copy may have ended meanwhile: then what was loaded before is let go, and asked for once more.
      if (sound.some(({ bundleId }, index) => this.#bundles.get(bundleId) !== loading[index])) continue;
      const unchecked = sound.filter((row) => opened.known(row) === null);
      return {
        searcher: this.#searcherOf(bundles),
        notes: [...leftOut(altered), ...notChecked(unchecked)],
      };
    }
  }

  #searcherOf(bundles: readonly SearchedBundle[]): Searcher {
    // The number of a part is of one loading alone, so that nothing is answered from what was held before.
    const key = bundles.map(({ bundleId, parts }) => `${bundleId} ${parts[0]?.number ?? ''}`).join(',');
    if (this.#searcher?.key === key) return this.#searcher.searcher;
    const { seed } = this.#platform.indexThreads;
    const means = { memory: this.#memory, scanner: this.#scanner, seed, rest: this.#pace().step };
    const searcher = new Searcher(new SearchedLines(bundles), means);
    this.#searcher = { key, searcher };
    return searcher;
  }

  #hold(row: BundleRow, opened: OpenedBundles): Promise<SearchedBundle> {
    const known = this.#bundles.get(row.bundleId);
    if (known !== undefined) return known;
    const bundle = this.#load(row, opened);
    this.#bundles.set(row.bundleId, bundle);
    bundle.then(
      () => this.#held.add(bundle),
      () => {
        if (this.#bundles.get(row.bundleId) === bundle) this.#bundles.delete(row.bundleId);
      },
    );
    return bundle;
  }

  async #load(row: BundleRow, opened: OpenedBundles): Promise<SearchedBundle> {
    const { bundleId, fileSha256 } = row;
    const mapping = await mappingOf(row, opened);
    const parts: SourcePart[] = [];
    await this.#loading.parts(this.#database, row, async (part) => void parts.push(part));
    const known = opened.known(row);
    const damaged = known === null ? [] : damagedOrdinals(row, known);
    const bundle = new SearchedBundle({ bundleId, fileSha256, mapping, parts, damaged }, this.#nextNumber);
    this.#nextNumber += parts.length;
    const { step } = this.#pace();
    for (const part of bundle.parts) {
      part.prepare();
      await step();
    }
    return bundle;
  }

  /** Of work that nobody ends: the next question needs it as well. */
  #pace(): Pace {
    return createPace(this.#platform, new AbortController().signal, () => {});
  }

  #drop(): void {
    this.#searcher = null;
    this.#memory = new TermMemory();
  }
}

export function isAltered(row: BundleRow, opened: OpenedBundles): boolean {
  const known = opened.known(row);
  return known !== null && (known.observation === null || known.differences.length > 0);
}

async function mappingOf(row: BundleRow, opened: OpenedBundles) {
  const known = opened.known(row)?.observation?.descriptor ?? (await opened.preview(row)).descriptor;
  return known?.mapping ?? row.receipt.account?.mapping ?? defaultMapping;
}

function leftOut(rows: readonly BundleRow[]): readonly SearchNote[] {
  if (rows.length === 0) return [];
  const statement = `Left out, because the copy in the case database was altered: ${namesOf(rows)}. Import the delivered file again.`;
  return [{ kind: 'altered-left-out', statement, suggestion: null }];
}

export function notChecked(rows: readonly BundleRow[]): readonly SearchNote[] {
  if (rows.length === 0) return [];
  const statement = `Searched as it is stored, and not compared with its bytes yet: ${namesOf(rows)}.`;
  return [{ kind: 'unchecked', statement, suggestion: null }];
}

function namesOf(rows: readonly BundleRow[]): string {
  return rows.map(({ receipt }) => quote(receipt.fileName)).join(', ');
}

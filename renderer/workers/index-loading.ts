import type { ByteCount } from '../../shared/bytes/units.ts';
import { lineCount } from '../../shared/index/index-part.ts';
import type { SourcePart } from '../../shared/search/search-source.ts';
import type { CaseDatabase } from '../data/database.ts';
import { partsOf } from '../data/key-ranges.ts';
import { indexBytes, loadPart } from '../data/part-store.ts';
import type { BundleRow } from '../data/stored-rows.ts';
import { contradiction } from './index-contradiction.ts';
import type { Pace } from './pace.ts';

/** How much of the indexes that are being loaded is there, for everybody who waits for one of them. */
export class IndexLoading {
  readonly #loading = new Map<string, { readonly total: ByteCount; done: ByteCount }>();
  readonly #waiting = new Set<Pick<Pace, 'report'>>();

  /** Tells `pace` how far it is until `work` has ended. */
  async toldTo<Answer>(pace: Pick<Pace, 'report'>, work: () => Promise<Answer>): Promise<Answer> {
    this.#waiting.add(pace);
    try {
      return await work();
    } finally {
      this.#waiting.delete(pace);
    }
  }

  /**
   * The parts of a bundle in the order of the lines. Wherever parts were cut, each says which lines it has. The next one
   * is fetched by the browser while `take` is at work on the one before it.
   */
  async parts(
    database: CaseDatabase,
    row: BundleRow,
    take: (part: SourcePart) => Promise<void>,
  ): Promise<void> {
    const { bundleId, segments, storedBytes, receipt } = row;
    const progress = { total: storedBytes - receipt.fileBytes, done: 0 };
    this.#loading.set(bundleId, progress);
    try {
      const places = await placesOfParts(database, row);
      const fetch = (index: number) => {
        const place = places[index];
        const part = place === undefined ? null : loadPart(database, row, place);
        // Whoever takes it hears of a failure; nobody may.
        part?.catch(() => {});
        return part;
      };
      let fetched = fetch(0);
      let index = 0;
      for (const [segment, { path, firstOrdinal, lines }] of segments.entries()) {
        let next = 0;
        for (; places[index]?.segment === segment; index++) {
          const part = await fetched;
          fetched = fetch(index + 1);
          if (part === null || part.member !== path || part.firstLine !== next + 1) throw contradiction();
          await take({ part, firstOrdinal: firstOrdinal + next });
          next += lineCount(part);
          progress.done += indexBytes(part);
          this.#report();
        }
        if (next !== lines) throw contradiction();
      }
    } finally {
      this.#loading.delete(bundleId);
    }
  }

  #report(): void {
    const all = [...this.#loading.values()];
    const bytesDone = all.reduce((sum, { done }) => sum + done, 0);
    const bytesTotal = all.reduce((sum, { total }) => sum + total, 0);
    for (const { report } of this.#waiting) {
      report({ stage: 'loading-index', bytesDone, bytesTotal, entries: 0 });
    }
  }
}

/** In the order of the lines; what is stored under no segment of the bundle is no part of it. */
async function placesOfParts(database: CaseDatabase, { bundleId, segments }: BundleRow) {
  const keys = await partsOf(database, bundleId).primaryKeys();
  const places = keys.map(([, segment, part]) => ({ segment, part }));
  return places.filter(({ segment }) => segments[segment] !== undefined);
}

import type { EntryOrdinal } from '../../../shared/bytes/units.ts';
import { factOf } from '../../../shared/case/trust-facts.ts';
import { type CaseLens, lenses, plainLens } from '../../../shared/lens/lens.ts';
import { Mask } from '../../../shared/lens/mask.ts';
import type { CaseDatabase } from '../../data/database.ts';
import { custodyOf } from '../../data/key-ranges.ts';

export const lensFacts = { lens: 'lens', recording: 'recording', by: 'by' } as const;

/** The lenses of the cases that this worker has looked at, and what was unmasked in this run. */
export class CaseLenses {
  readonly #known = new Map<string, CaseLens>();
  readonly #masks = new Map<string, Mask>();
  readonly #unmasked = new Set<string>();
  readonly #randomBytes: (count: number) => Uint8Array;

  constructor(randomBytes: (count: number) => Uint8Array) {
    this.#randomBytes = randomBytes;
  }

  /** As the log of the case says it; a case that this worker cannot read has the plain one, and shows nothing either. */
  async of(database: CaseDatabase, caseId: string): Promise<CaseLens> {
    const known = this.#known.get(caseId);
    if (known !== undefined) return known;
    const { vault } = database;
    if (vault.isEncrypted(caseId) && vault.unlocked(caseId) === null) return plainLens;
    const rows = await custodyOf(database, caseId).toArray();
    let lens = plainLens;
    for (const { record } of rows) {
      const { action, facts } = record;
      if (action === 'lens-chosen') {
        const name = factOf(facts, lensFacts.lens);
        lens = { ...lens, lens: lenses.find((each) => each === name) ?? 'legal-reviewer' };
      }
      if (action === 'recording-changed') {
        lens = { ...lens, isRecording: factOf(facts, lensFacts.recording) !== 'off' };
      }
    }
    if (rows.length > 0) this.#known.set(caseId, lens);
    return lens;
  }

  /** What was just written to its log, or that the log is to be asked again. */
  set(caseId: string, lens: CaseLens | null): void {
    if (lens === null) this.#known.delete(caseId);
    else this.#known.set(caseId, lens);
  }

  maskOf(caseId: string): Mask {
    const known = this.#masks.get(caseId);
    if (known !== undefined) return known;
    const mask = new Mask(this.#randomBytes(32));
    this.#masks.set(caseId, mask);
    return mask;
  }

  unmask(bundleId: string, ordinal: EntryOrdinal): void {
    this.#unmasked.add(`${bundleId} ${ordinal}`);
  }

  isUnmasked(bundleId: string, ordinal: EntryOrdinal): boolean {
    return this.#unmasked.has(`${bundleId} ${ordinal}`);
  }
}

import type { EntryOrdinal } from '../../shared/bytes/units.ts';
import type { EntryRow, WireError } from '../../shared/contract/case-protocol.ts';
import type { CaseClient } from './case-client.ts';
import { toWireError } from './case-error.ts';

/** Divides the 4,096 lines of a block, so that a page of a full block never needs two of them. */
export const pageRows = 256;
/** 16,384 rows: a few screens in each direction, some megabytes. */
const keptPages = 64;

export type RowSlot =
  | { readonly kind: 'row'; readonly row: EntryRow }
  /** A placeholder: the row is there, its content is on the way. */
  | { readonly kind: 'loading'; readonly ordinal: EntryOrdinal }
  | { readonly kind: 'failed'; readonly ordinal: EntryOrdinal; readonly error: WireError };

/** `generation` counts how often everything was asked for anew. */
type Page =
  | { readonly kind: 'loading'; readonly generation: number }
  | { readonly kind: 'rows'; readonly generation: number; readonly rows: readonly EntryRow[] }
  | { readonly kind: 'failed'; readonly generation: number; readonly error: WireError };

/**
 * The rows of one bundle, fetched page by page as they are looked at.
 * It is an external store in React's sense: `subscribe` and `version` are stable and cheap.
 */
export class EntryPages {
  readonly #client: CaseClient;
  readonly #bundleId: string;
  readonly #total: number;
  /** In order of last use: a Map keeps insertion order, so re-inserting a page makes it the newest. */
  readonly #pages = new Map<number, Page>();
  readonly #listeners = new Set<() => void>();
  #version = 0;
  #generation = 0;

  constructor(client: CaseClient, bundleId: string, total: number) {
    this.#client = client;
    this.#bundleId = bundleId;
    this.#total = total;
  }

  get total(): number {
    return this.#total;
  }

  /** What is known of a row now. Asks for its page when that is missing; listeners hear when it has come. */
  slotAt(ordinal: EntryOrdinal): RowSlot {
    const number = Math.floor(ordinal / pageRows);
    const page = this.#current(number);
    this.#pages.delete(number);
    this.#pages.set(number, page);
    if (page.kind === 'failed') return { kind: 'failed', ordinal, error: page.error };
    const row = page.kind === 'rows' ? page.rows[ordinal % pageRows] : undefined;
    return row === undefined ? { kind: 'loading', ordinal } : { kind: 'row', row };
  }

  /** Forgets pages that failed, so that looking at them asks again. */
  retryFailed(): void {
    for (const [number, page] of this.#pages) if (page.kind === 'failed') this.#pages.delete(number);
    this.#changed();
  }

  /** Asks for everything anew as it is looked at. Rows stay until the new ones are there, so nothing flickers. */
  renew(): void {
    if (this.#pages.size === 0) return;
    this.#generation += 1;
    this.#changed();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly version = (): number => this.#version;

  #current(number: number): Page {
    const page = this.#pages.get(number);
    if (page?.generation === this.#generation) return page;
    const loading = this.#request(number);
    // The rows of before stand for the new ones; a failure of before does not.
    return page?.kind === 'rows' ? { ...page, generation: this.#generation } : loading;
  }

  #request(number: number): Page {
    const first = number * pageRows;
    const generation = this.#generation;
    const loading: Page = { kind: 'loading', generation };
    const count = Math.min(pageRows, this.#total - first);
    this.#client.call('listEntries', { bundleId: this.#bundleId, first, count }).then(
      (rows) => this.#receive(number, { kind: 'rows', generation, rows }),
      (thrown: unknown) => this.#receive(number, { kind: 'failed', generation, error: toWireError(thrown) }),
    );
    return loading;
  }

  #receive(number: number, page: Page): void {
    // A page that was scrolled far away while it loaded has been dropped: the answer would only displace others.
    if (!this.#pages.has(number)) return;
    // So is one that was asked for before the check ended: it may come late, and must not displace what came after.
    if (page.generation !== this.#generation) return;
    this.#pages.set(number, page);
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= keptPages) break;
      this.#pages.delete(oldest);
    }
    this.#changed();
  }

  #changed(): void {
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }
}

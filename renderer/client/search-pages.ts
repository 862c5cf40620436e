import type { WireError } from '../../shared/contract/case-protocol.ts';
import type { HitRow, SearchOrder } from '../../shared/contract/search-protocol.ts';
import { toWireError } from './case-error.ts';
import type { SearchCalls } from './search-calls.ts';

/** A few screens of rows. The answer of a search brings as many, so that the first screen asks for nothing more. */
export const hitPageRows = 128;
/** 16,384 rows: a few screens in each direction, some megabytes. */
const keptPages = 128;

/** What is known of one row of a result; `index` is its place in it, from 0. */
export type HitSlot =
  | { readonly kind: 'row'; readonly index: number; readonly row: HitRow }
  /** A placeholder: the row is there, its content is on the way. */
  | { readonly kind: 'loading'; readonly index: number }
  | { readonly kind: 'failed'; readonly index: number; readonly error: WireError };

type Page =
  | { readonly kind: 'loading' }
  | { readonly kind: 'rows'; readonly rows: readonly HitRow[] }
  | { readonly kind: 'failed'; readonly error: WireError };

/**
 * The rows of one result, fetched page by page as they are looked at. An external store in React's sense: `subscribe`
 * and `version` are stable and cheap. Another order makes other pages; these never change what they answer.
 */
export class SearchPages {
  readonly order: SearchOrder;
  readonly total: number;
  readonly #calls: SearchCalls;
  /** In order of last use: a Map keeps insertion order, so re-inserting a page makes it the newest. */
  readonly #pages = new Map<number, Page>();
  readonly #listeners = new Set<() => void>();
  #version = 0;

  /** `first` is what the search itself brought: the beginning of the first page, or all of it. */
  constructor(calls: SearchCalls, order: SearchOrder, total: number, first: readonly HitRow[]) {
    this.order = order;
    this.total = total;
    this.#calls = calls;
    if (first.length >= Math.min(hitPageRows, total)) this.#pages.set(0, { kind: 'rows', rows: first });
  }

  /** What is known of a row now. Asks for its page when that is missing; listeners hear when it has come. */
  slotAt(index: number): HitSlot {
    const number = Math.floor(index / hitPageRows);
    const page = this.#pages.get(number) ?? this.#request(number);
    this.#pages.delete(number);
    this.#pages.set(number, page);
    if (page.kind === 'failed') return { kind: 'failed', index, error: page.error };
    const row = page.kind === 'rows' ? page.rows[index % hitPageRows] : undefined;
    return row === undefined ? { kind: 'loading', index } : { kind: 'row', index, row };
  }

  /** The row when it is already here; asks for nothing. */
  rowAt(index: number): HitRow | null {
    const page = this.#pages.get(Math.floor(index / hitPageRows));
    return page?.kind === 'rows' ? (page.rows[index % hitPageRows] ?? null) : null;
  }

  /** Forgets pages that failed, so that looking at them asks again. */
  retryFailed(): void {
    for (const [number, page] of this.#pages) if (page.kind === 'failed') this.#pages.delete(number);
    this.#changed();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly version = (): number => this.#version;

  #request(number: number): Page {
    const first = number * hitPageRows;
    const count = Math.min(hitPageRows, this.total - first);
    this.#calls.call('listHits', { ...this.order, first, count }).then(
      (rows) => this.#receive(number, { kind: 'rows', rows }),
      (thrown: unknown) => this.#receive(number, { kind: 'failed', error: toWireError(thrown) }),
    );
    return { kind: 'loading' };
  }

  #receive(number: number, page: Page): void {
    // A page that was scrolled far away while it loaded has been dropped: the answer would only displace others.
    if (!this.#pages.has(number)) return;
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

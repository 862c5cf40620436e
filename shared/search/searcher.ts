import type { Facet, FacetOrder, FieldSummary, HitRow, HitSort } from '../contract/search-protocol.ts';
import { printQuery } from '../query/print-query.ts';
import type { FieldName, Query } from '../query/query-tree.ts';
import { BitSet } from './bit-set.ts';
import { countValues, type ValueCounts } from './count-values.ts';
import { toFacet, toFacetOfGroups } from './facet.ts';
import type { FieldPlaces } from './field-resolution.ts';
import { type FieldTexts, readFieldTexts, weightOfTexts } from './field-texts.ts';
import { findLines } from './find-lines.ts';
import { FoundLines } from './found-lines.ts';
import { type HitOrder, ofList, orderByLog, orderByTimes, sortKey } from './hit-order.ts';
import { hitRows, type SameEvents } from './hit-rows.ts';
import { listFieldsOf } from './list-fields.ts';
import { eventIdPointers } from './model-fields.ts';
import { RecentAnswers } from './recent-answers.ts';
import { sameEventsBy } from './same-events.ts';
import type { SearchedLines } from './searched-lines.ts';
import type { TermMemory } from './term-memory.ts';
import type { Deadline, Expression } from './text/expression.ts';
import type { TextScanner } from './text/text-scanner.ts';
import { countInBuckets, type TimeBuckets } from './time-buckets.ts';
import { orderByValue, rankValues, type ValueRanks } from './value-order.ts';

/** What a search needs of whoever runs it. */
export interface SearchCall {
  /** Called between two parts; throws CancelledError when nobody waits any more. */
  step(): Promise<void>;
  readonly deadline: Deadline;
}

/** As many as a person has facets at once, and some that rows are sorted by. */
const mostFieldTexts = 32;
/** A field with another value in each of five million lines takes a third of it. */
const fieldTextBytes = 400 * 1024 * 1024;

export interface SearcherMeans {
  /** May be shared by searchers of other lines. */
  readonly memory: TermMemory;
  readonly scanner: TextScanner;
  /** For `TextTableBuilder`. */
  readonly seed: number;
  /** Lets others have their turn; never ends the work. */
  rest(): Promise<void>;
}

/** A result with what was worked out of it: a few orders and facets. */
export class HeldResult {
  readonly found: FoundLines;
  readonly orders = new RecentAnswers<HitOrder>(2);
  readonly facets = new RecentAnswers<Facet>(24);

  constructor(found: FoundLines) {
    this.found = found;
  }
}

/** Answers questions about the same lines one after the other, and remembers what the next one is likely to ask again. */
export class Searcher {
  readonly lines: SearchedLines;
  readonly #memory: TermMemory;
  readonly #scanner: TextScanner;
  readonly #seed: number;
  readonly #rest: () => Promise<void>;
  /** What is being made. It is made to its end, since whoever types on will ask for it again. */
  readonly #making = new Map<string, Promise<unknown>>();
  readonly #results = new RecentAnswers<HeldResult>(4);
  readonly #fieldTexts = new RecentAnswers<FieldTexts>(mostFieldTexts, {
    most: fieldTextBytes,
    weightOf: weightOfTexts,
  });
  readonly #fields = new RecentAnswers<readonly FieldSummary[]>(1);
  readonly #ranks = new RecentAnswers<ValueRanks>(3);
  readonly #sameEvents = new RecentAnswers<SameEvents>(1);
  readonly #buckets = new RecentAnswers<Uint32Array>(8);
  #all: HeldResult | null = null;

  constructor(lines: SearchedLines, { memory, scanner, seed, rest }: SearcherMeans) {
    this.lines = lines;
    this.#memory = memory;
    this.#scanner = scanner;
    this.#seed = seed;
    this.#rest = rest;
  }

  /** For `TextTableBuilder`. */
  get seed(): number {
    return this.#seed;
  }

  /** Every searched line. Held as long as the lines: each search compares itself with it. */
  get all(): HeldResult {
    this.#all ??= new HeldResult(
      new FoundLines(
        this.lines,
        this.lines.parts.map(({ part }) => BitSet.full(part.lines)),
      ),
    );
    return this.#all;
  }

  /** How many of all lines lie in each bucket. */
  searchedIn(buckets: TimeBuckets): Uint32Array {
    const key = `${buckets.start} ${buckets.width} ${buckets.count}`;
    const known = this.#buckets.get(key);
    if (known !== null) return known;
    const counts = countInBuckets(this.all.found, buckets);
    this.#buckets.keep(key, counts);
    return counts;
  }

  /** The lines that answer a query; `stopped` when the deadline was over first. */
  async find(
    query: Query,
    expressions: ReadonlyMap<string, Expression>,
    { step, deadline }: SearchCall,
  ): Promise<HeldResult | 'stopped'> {
    if (query.kind === 'all') return this.all;
    const key = printQuery(query);
    const known = this.#results.get(key);
    if (known !== null) return known;
    const found = await findLines(this.lines, this.#memory, {
      query,
      expressions,
      means: { scanner: this.#scanner, deadline },
      step,
    });
    if (found === 'stopped') return found;
    const result = new HeldResult(found);
    this.#results.keep(key, result);
    return result;
  }

  /** The same without being kept; of a query that has no expression. */
  findOnce(query: Query, { step, deadline }: SearchCall): Promise<FoundLines | 'stopped'> {
    return findLines(this.lines, this.#memory, {
      query,
      expressions: new Map(),
      means: { scanner: this.#scanner, deadline },
      step,
    });
  }

  async order({ found, orders }: HeldResult, sort: HitSort, { step }: SearchCall): Promise<HitOrder> {
    const key = sortKey(sort);
    const known = orders.get(key);
    if (known !== null) return known;
    const order = await this.#makeOrder(found, sort, step);
    orders.keep(key, order);
    return order;
  }

  async rows(
    order: HitOrder,
    {
      first,
      count,
      fields,
    }: { readonly first: number; readonly count: number; readonly fields: readonly string[] },
    { step }: SearchCall,
  ): Promise<readonly HitRow[]> {
    const sameEvents = await this.#eventsInOthers(step);
    return hitRows(this.lines, order.rowsFrom(first, count), fields, sameEvents);
  }

  async facet({ found, facets }: HeldResult, order: FacetOrder, { step }: SearchCall): Promise<Facet> {
    const key = JSON.stringify([order.field, order.count, order.containing]);
    const known = facets.get(key);
    if (known !== null) return known;
    const values = await this.#textsOf(order.field, step);
    const facet =
      toFacetOfGroups(found, values, order) ??
      (await countValues(found, values, step, (counts) => toFacet(found, values, counts, order)));
    facets.keep(key, facet);
    return facet;
  }

  /** What `use` makes of the counts of all values of a field in a result; the counts are gone afterwards. */
  async withCounts<Answer>(
    { found }: HeldResult,
    field: FieldName,
    { step }: SearchCall,
    use: (values: FieldTexts, counts: ValueCounts) => Answer,
  ): Promise<Answer> {
    const values = await this.#textsOf(field, step);
    return countValues(found, values, step, (counts) => use(values, counts));
  }

  /** The fields that the lines have. */
  fields(): Promise<readonly FieldSummary[]> {
    return this.#made('fields', this.#fields, () => listFieldsOf(this.lines, this.#rest));
  }

  async #makeOrder(
    found: FoundLines,
    { by, isDescending }: HitSort,
    step: () => Promise<void>,
  ): Promise<HitOrder> {
    if (by === 'log') return orderByLog(found, isDescending);
    if (by === 'time') return orderByTimes(found, isDescending);
    const values = await this.#textsOf(by, step);
    const ranks = await this.#made(`ranks ${by}`, this.#ranks, () => rankValues(values, this.#rest));
    await step();
    return ofList(orderByValue(found, values, ranks, isDescending));
  }

  #textsOf(field: string, step: () => Promise<void>): Promise<FieldTexts> {
    return this.#textsAt(this.lines.placesOf(field), step);
  }

  async #textsAt(places: readonly FieldPlaces[], step: () => Promise<void>): Promise<FieldTexts> {
    const key = `texts ${places.map((each) => each.key).join(' ')}`;
    const texts = await this.#made(key, this.#fieldTexts, () =>
      readFieldTexts(this.lines, places, this.#seed, this.#rest),
    );
    await step();
    return texts;
  }

  async #made<Answer>(
    key: string,
    kept: RecentAnswers<Answer>,
    make: () => Promise<Answer>,
  ): Promise<Answer> {
    const known = kept.get(key);
    if (known !== null) return known;
    // What stands under a key is what `make` of that key comes to.
    const underWay = this.#making.get(key) as Promise<Answer> | undefined;
    if (underWay !== undefined) return underWay;
    const making = make().finally(() => this.#making.delete(key));
    this.#making.set(key, making);
    const answer = await making;
    kept.keep(key, answer);
    return answer;
  }

  async #eventsInOthers(step: () => Promise<void>): Promise<SameEvents> {
    if (this.lines.bundles.length < 2) return () => [];
    const known = this.#sameEvents.get('');
    if (known !== null) return known;
    const ids = await this.#textsAt(this.lines.placesAt(eventIdPointers), step);
    const events = sameEventsBy(this.lines, ids);
    this.#sameEvents.keep('', events);
    return events;
  }
}

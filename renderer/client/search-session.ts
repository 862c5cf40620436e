import type { Progress, WireError } from '../../shared/contract/case-protocol.ts';
import type {
  QueryProblem,
  SearchAnswer,
  SearchOrder,
  SearchRequest,
  SearchResult,
} from '../../shared/contract/search-protocol.ts';
import { toWireError } from './case-error.ts';
import type { SearchCalls } from './search-calls.ts';
import { hitPageRows, SearchPages } from './search-pages.ts';

/** What a screen asks. How many rows come with the answer is the session's own matter. */
export type SearchQuestion = Omit<SearchRequest, 'rows'>;

/** An answer, the question that it answers, and its rows. */
export interface ShownSearch {
  readonly question: SearchQuestion;
  readonly result: SearchResult;
  readonly pages: SearchPages;
}

/** How the question that was asked last stands. */
export type SearchStanding =
  | { readonly kind: 'answered' }
  | { readonly kind: 'pending'; readonly progress: Progress | null }
  | { readonly kind: 'invalid'; readonly problem: QueryProblem }
  /** A limit ended it; the statement names the limit. */
  | { readonly kind: 'stopped'; readonly statement: string }
  | { readonly kind: 'failed'; readonly error: WireError };

export interface SearchState {
  /** Null until something was asked. */
  readonly question: SearchQuestion | null;
  readonly standing: SearchStanding;
  /**
   * The newest answer that there is. Unless the standing is `answered` it is that of an earlier question, which stays so
   * that nothing jumps; whoever draws it marks it so.
   */
  readonly shown: ShownSearch | null;
}

/**
 * While a person types: a letter after a pause is asked at once, letters that follow each other faster than this wait for
 * the last of them. Nobody sees so short a wait, and each search that is not begun is one that need not be stopped.
 */
const typingMillis = 40;

/**
 * The one search that a screen shows. An external store in React's sense. Only the last question is answered: an earlier
 * one that still runs is stopped, and should its answer come all the same, it is not shown.
 */
export class SearchSession {
  readonly #calls: SearchCalls;
  readonly #listeners = new Set<() => void>();
  #state: SearchState = { question: null, standing: { kind: 'pending', progress: null }, shown: null };
  #running: AbortController | null = null;
  /** Runs for a moment after each question that was typed. */
  #pause: ReturnType<typeof setTimeout> | null = null;
  /** What is to be asked when the pause ends. */
  #waiting: SearchQuestion | null = null;

  constructor(calls: SearchCalls) {
    this.#calls = calls;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): SearchState => this.#state;

  /** Asks; what is `typed` may wait for a moment, since the next letter makes another question. The same question again is none. */
  ask(question: SearchQuestion, how: 'now' | 'typed' = 'now'): void {
    const isSame = this.#state.question !== null && isSameQuestion(this.#state.question, question);
    // What waits for the end of typing is asked at once when that is wished.
    if (isSame && (this.#waiting === null || how === 'typed')) return;
    this.#stop();
    this.#set({ ...this.#state, question, standing: { kind: 'pending', progress: null } });
    if (how === 'now') this.#send(question);
    else if (this.#pause !== null) this.#waiting = question;
    else this.#sendTyped(question);
  }

  /** Asks the same again: after a failure, or when what is known of the bundles has changed. */
  askAgain(): void {
    const { question } = this.#state;
    if (question === null) return;
    this.#stop();
    this.#set({ ...this.#state, standing: { kind: 'pending', progress: null } });
    this.#send(question, true);
  }

  /** Ends whatever is under way. To ask the same afterwards is a new question. */
  close(): void {
    this.#stop();
    this.#state = { ...this.#state, question: null };
  }

  #stop(): void {
    this.#waiting = null;
    this.#running?.abort();
    this.#running = null;
  }

  #sendTyped(question: SearchQuestion): void {
    this.#pause = setTimeout(() => {
      const waiting = this.#waiting;
      this.#pause = null;
      this.#waiting = null;
      if (waiting !== null) this.#sendTyped(waiting);
    }, typingMillis);
    this.#send(question);
  }

  #send(question: SearchQuestion, isAnew = false): void {
    const running = new AbortController();
    this.#running = running;
    const isCurrent = () => this.#running === running;
    this.#calls
      .call(
        'search',
        { ...question, rows: { first: 0, count: hitPageRows } },
        {
          signal: running.signal,
          onProgress: (progress) => {
            if (isCurrent()) this.#set({ ...this.#state, standing: { kind: 'pending', progress } });
          },
        },
      )
      .then(
        (answer) => {
          if (isCurrent()) this.#receive(question, answer, isAnew);
        },
        (thrown: unknown) => {
          if (isCurrent()) this.#settle({ kind: 'failed', error: toWireError(thrown) });
        },
      );
  }

  #receive(question: SearchQuestion, answer: SearchAnswer, isAnew: boolean): void {
    switch (answer.kind) {
      case 'invalid':
        this.#settle({ kind: 'invalid', problem: answer.error });
        break;
      case 'stopped':
        this.#settle({ kind: 'stopped', statement: answer.statement });
        break;
      case 'result':
        this.#settle({ kind: 'answered' }, this.#shownOf(question, answer, isAnew));
        break;
      default:
        answer satisfies never;
    }
  }

  /** Other facets or buckets of the same rows leave the rows as they are, with the place in them. */
  #shownOf(question: SearchQuestion, result: SearchResult, isAnew: boolean): ShownSearch {
    const before = this.#state.shown;
    const isSameRows = !isAnew && before !== null && isSameOrder(before.question, question);
    const pages = isSameRows
      ? before.pages
      : new SearchPages(this.#calls, orderOf(question), result.total, result.rows);
    return { question, result, pages };
  }

  #settle(standing: SearchStanding, shown: ShownSearch | null = this.#state.shown): void {
    this.#running = null;
    this.#set({ ...this.#state, standing, shown });
  }

  #set(state: SearchState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

function orderOf({ caseId, bundleIds, query, sort, fields }: SearchQuestion): SearchOrder {
  return { caseId, bundleIds, query, sort, fields };
}

// Both are plain values with their members in one order, so their text says whether they are the same.
function isSameOrder(one: SearchQuestion, other: SearchQuestion): boolean {
  return JSON.stringify(orderOf(one)) === JSON.stringify(orderOf(other));
}

function isSameQuestion(one: SearchQuestion, other: SearchQuestion): boolean {
  return (
    isSameOrder(one, other) &&
    one.buckets === other.buckets &&
    JSON.stringify(one.facets) === JSON.stringify(other.facets)
  );
}

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
  /** The rows and the total are those of the question; its facets and times are still on their way. */
  | { readonly kind: 'counting'; readonly progress: Progress | null }
  | { readonly kind: 'invalid'; readonly problem: QueryProblem }
  /** A limit ended it; the statement names the limit. */
  | { readonly kind: 'stopped'; readonly statement: string }
  | { readonly kind: 'failed'; readonly error: WireError };

/** Whether the rows that are shown are those of the question. */
export function areRowsCurrent({ kind }: SearchStanding): boolean {
  return kind === 'answered' || kind === 'counting';
}

export interface SearchState {
  /** Null until something was asked. */
  readonly question: SearchQuestion | null;
  readonly standing: SearchStanding;
  /**
   * The newest answer that there is. Unless the standing is `answered` or `counting` it is that of an earlier question,
   * which stays so that nothing jumps; whoever draws it marks it so.
   */
  readonly shown: ShownSearch | null;
}

const countingYet: SearchStanding = { kind: 'counting', progress: null };

/**
 * While a person types: a letter after a pause is asked at once, letters that follow each other faster than this wait for
 * the last of them. Nobody sees so short a wait, and each search that is not begun is one that need not be stopped.
 */
const typingMillis = 40;

export interface SessionOptions {
  /** What was asked for ahead, and is shown until the first answer. */
  readonly ahead?: ShownSearch | null;
  /**
   * The first question may be asked for its rows alone before it is asked in full: where they need no index, they are
   * there before it is loaded.
   */
  readonly isRowsFirst: boolean;
}

/**
 * The one search that a screen shows. An external store in React's sense. Only the last question is answered: an earlier
 * one that still runs is stopped, and should its answer come all the same, it is not shown.
 */
export class SearchSession {
  readonly #calls: SearchCalls;
  readonly #options: SessionOptions;
  readonly #listeners = new Set<() => void>();
  #state: SearchState = { question: null, standing: { kind: 'pending', progress: null }, shown: null };
  #running: AbortController | null = null;
  /** Runs for a moment after each question that was typed. */
  #pause: ReturnType<typeof setTimeout> | null = null;
  /** What is known of the bundles has changed since the rows were asked for: the same ones would say something else. */
  #areRowsOld = false;
  /** Whose rows are asked for before it is asked in full. */
  #rowsOf: SearchQuestion | null = null;
  /** What is to be asked when the pause ends. */
  #waiting: SearchQuestion | null = null;

  constructor(calls: SearchCalls, options: SessionOptions = { isRowsFirst: false }) {
    this.#calls = calls;
    this.#options = options;
    const { ahead = null } = options;
    if (ahead !== null) this.#state = { ...this.#state, standing: countingYet, shown: ahead };
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
    if (this.#rowsOf !== null && isSameOrder(this.#rowsOf, question)) {
      // Its rows are being asked for; what else is wanted comes after them.
      this.#rowsOf = question;
      this.#set({ ...this.#state, question });
      return;
    }
    this.#stop();
    const { shown } = this.#state;
    // Other facets or buckets of rows that are shown change nothing of them.
    const isOfRows = shown !== null && !this.#areRowsOld && isSameOrder(shown.question, question);
    this.#set({
      ...this.#state,
      question,
      standing: isOfRows ? countingYet : { kind: 'pending', progress: null },
    });
    if (how === 'now') this.#send(question);
    else if (this.#pause !== null) this.#waiting = question;
    else this.#sendTyped(question);
  }

  /** Asks the same again: after a failure, or when what is known of the bundles has changed. */
  askAgain(): void {
    const { question } = this.#state;
    if (question === null) return;
    this.#stop();
    this.#areRowsOld = true;
    this.#set({ ...this.#state, standing: { kind: 'pending', progress: null } });
    this.#send(question);
  }

  /** Ends whatever is under way. To ask the same afterwards is a new question. */
  close(): void {
    this.#stop();
    this.#state = { ...this.#state, question: null };
  }

  #stop(): void {
    this.#waiting = null;
    this.#rowsOf = null;
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

  #send(question: SearchQuestion): void {
    const isFirst = this.#options.isRowsFirst && this.#state.shown === null;
    if (isFirst && isWholeLog(question)) {
      this.#rowsOf = question;
      this.#call({ ...question, facets: [], buckets: 0 }, (answer) => this.#receiveRows(answer));
    } else this.#call(question, (answer) => this.#receive(question, answer));
  }

  #call(asked: SearchQuestion, receive: (answer: SearchAnswer) => void): void {
    const running = new AbortController();
    this.#running = running;
    const isCurrent = () => this.#running === running;
    this.#calls
      .call(
        'search',
        { ...asked, rows: { first: 0, count: hitPageRows } },
        {
          signal: running.signal,
          onProgress: (progress) => {
            if (isCurrent()) this.#setProgress(progress);
          },
        },
      )
      .then(
        (answer) => {
          if (isCurrent()) receive(answer);
        },
        (thrown: unknown) => {
          if (isCurrent()) this.#settle({ kind: 'failed', error: toWireError(thrown) });
        },
      );
  }

  #setProgress(progress: Progress): void {
    const { standing } = this.#state;
    if (standing.kind !== 'pending' && standing.kind !== 'counting') return;
    this.#set({ ...this.#state, standing: { ...standing, progress } });
  }

  /** Shows the rows, and asks for what is counted beside them. */
  #receiveRows(answer: SearchAnswer): void {
    const question = this.#rowsOf;
    this.#rowsOf = null;
    if (question === null) return;
    if (answer.kind === 'result') this.#settle(countingYet, this.#shownOf(question, answer));
    this.#call(question, (whole) => this.#receive(question, whole));
  }

  #receive(question: SearchQuestion, answer: SearchAnswer): void {
    switch (answer.kind) {
      case 'invalid':
        this.#settle({ kind: 'invalid', problem: answer.error });
        break;
      case 'stopped':
        this.#settle({ kind: 'stopped', statement: answer.statement });
        break;
      case 'result':
        this.#settle({ kind: 'answered' }, this.#shownOf(question, answer));
        break;
      default:
        answer satisfies never;
    }
  }

  /** Other facets or buckets of the same rows leave the rows as they are, with the place in them. */
  #shownOf(question: SearchQuestion, result: SearchResult): ShownSearch {
    const before = this.#state.shown;
    const isSameRows = !this.#areRowsOld && before !== null && isSameOrder(before.question, question);
    this.#areRowsOld = false;
    const pages = isSameRows
      ? before.pages
      : new SearchPages(this.#calls, orderOf(question), result.total, result.rows);
    return { question, result, pages };
  }

  #settle(standing: SearchStanding, shown: ShownSearch | null = this.#state.shown): void {
    this.#running = null;
    this.#rowsOf = null;
    this.#set({ ...this.#state, standing, shown });
  }

  #set(state: SearchState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** What may be answered without an index; whoever answers knows better, and the answer is right either way. */
export function isWholeLog({ query, sort }: SearchQuestion): boolean {
  return query.trim() === '' && sort.by === 'log';
}

export function orderOf({ caseId, bundleIds, query, sort, fields }: SearchQuestion): SearchOrder {
  return { caseId, bundleIds, query, sort, fields };
}

// Both are plain values with their members in one order, so their text says whether they are the same.
export function isSameOrder(one: SearchQuestion, other: SearchQuestion): boolean {
  return JSON.stringify(orderOf(one)) === JSON.stringify(orderOf(other));
}

function isSameQuestion(one: SearchQuestion, other: SearchQuestion): boolean {
  return (
    isSameOrder(one, other) &&
    one.buckets === other.buckets &&
    JSON.stringify(one.facets) === JSON.stringify(other.facets)
  );
}

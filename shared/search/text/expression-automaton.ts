import { expressionClasses } from './expression-classes.ts';
import {
  assertionStep,
  assertions,
  characterStep,
  choiceStep,
  type ExpressionProgram,
  foundStep,
} from './expression-program.ts';
import { type ExpressionSymbols, toSymbols } from './expression-symbols.ts';
import { StepVisit } from './step-visit.ts';

/** What a state and a symbol lead to, besides another state: it is found, whatever follows; it cannot be found any more. */
export const isFound = -1;
const isDead = -2;

/** 16 MB of table. */
const mostCells = 4 * 1024 * 1024;
const mostStates = 64 * 1024;
/** Steps that all states together have under way: 8 MB. */
const mostKept = 2 * 1024 * 1024;

const none = new Int32Array(0);

interface State {
  /** Steps under way, ascending. That the program can begin at each place of a text is not among them. */
  readonly steps: Int32Array;
  readonly isInitial: boolean;
  readonly isBehindWord: boolean;
}

/**
 * The program as an automaton that is in one state at a time, whose states are made when a text leads to them. No more
 * of them are kept than have room: then all are forgotten, and made again when a text leads to them again.
 */
export class ExpressionAutomaton {
  readonly symbols: ExpressionSymbols;
  /** The symbol behind the last character of a text. */
  readonly end: number;
  /** A state is the place of its row in here. State + symbol: the next state, 0 where it was not asked for yet. */
  readonly table: Int32Array;
  /** Steps that were looked at so far. */
  work = 0;

  private readonly program: ExpressionProgram;
  private readonly width: number;
  private readonly capacity: number;
  /** A match begins where a text does, and nowhere else. */
  private readonly isAnchored: boolean;
  private readonly asksForPlaces: boolean;
  /** By symbol: what the program leads to when it begins with it. */
  private readonly begun: Int32Array[] = [];
  /** By symbol, 1 where it is of a word; empty when nothing asks for it. The end of a text is not. */
  private readonly isOfWord: Uint8Array;
  private states: State[] = [];
  private readonly byHash = new Map<number, number[]>();
  private kept = 0;
  private initial = 0;
  private readonly visit: StepVisit;

  constructor(program: ExpressionProgram, states: number = mostStates) {
    this.program = program;
    const asked = new Set(
      Array.from(program.operands, (operand, step) =>
        program.kinds[step] === assertionStep ? assertions[operand] : undefined,
      ),
    );
    const asksForEdges = asked.has('edge') || asked.has('no-edge');
    this.asksForPlaces = asksForEdges || asked.has('start') || asked.has('end');
    const { word } = expressionClasses();
    this.symbols = toSymbols(asksForEdges ? [...program.sets, word] : program.sets);
    this.end = this.symbols.count;
    this.width = this.end + 1;
    this.isOfWord = asksForEdges
      ? this.symbols.isInSet.subarray(program.sets.length * this.end)
      : new Uint8Array(0);
    this.capacity = Math.min(states, Math.floor(mostCells / this.width) - 1);
    this.table = new Int32Array((this.capacity + 1) * this.width);
    this.visit = new StepVisit(program.kinds.length);
    this.isAnchored = beginsOnlyAtStart(program, this.visit);
  }

  /** The state before the first character of a text. */
  begin(): number {
    if (this.initial === 0) this.initial = this.stateOf(none, true, false);
    return this.initial;
  }

  /** What the table does not say yet. The state given may be forgotten by it; the one returned is there. */
  follow(state: number, symbol: number): number {
    const from = this.states[state / this.width - 1];
    if (from === undefined) return isDead;
    const { states } = this;
    const next = this.nextOf(from, symbol);
    if (this.states === states) this.table[state + symbol] = next;
    return next;
  }

  private nextOf(state: State, symbol: number): number {
    const { visit, program } = this;
    const begun = this.asksForPlaces || this.isAnchored || state.isInitial ? null : this.begunWith(symbol);
    visit.begin();
    for (const step of state.steps) visit.push(step);
    if (begun !== null) for (const step of begun) visit.take(step);
    else if (state.isInitial || !this.isAnchored) visit.push(program.start);
    if (this.look(state, symbol)) return isFound;
    const steps = visit.taken();
    if (symbol === this.end || (steps.length === 0 && this.isAnchored)) return isDead;
    return this.stateOf(steps, false, this.isOfWord[symbol] === 1);
  }

  /** What follows from beginning with a symbol: the same at every place behind the first, when no assertion asks for places. */
  private begunWith(symbol: number): Int32Array {
    const known = this.begun[symbol];
    if (known !== undefined) return known;
    this.visit.begin();
    this.visit.push(this.program.start);
    // What is found without any character was found at the first place.
    this.look({ steps: none, isInitial: false, isBehindWord: false }, symbol);
    const begun = this.visit.taken().slice();
    this.begun[symbol] = begun;
    return begun;
  }

  /** Looks at every step that is pending, and takes those behind the symbol; or says that the expression is found. */
  private look(state: State, symbol: number): boolean {
    const { visit, program, symbols, end } = this;
    const { kinds, operands, nexts } = program;
    const isAtEnd = symbol === end;
    const isBeforeWord = this.isOfWord[symbol] === 1;
    for (let step = visit.pop(); step !== -1; step = visit.pop()) {
      const operand = operands[step] ?? 0;
      const next = nexts[step] ?? 0;
      switch (kinds[step]) {
        case foundStep:
          return true;
        case choiceStep:
          visit.push(next);
          visit.push(operand);
          break;
        case assertionStep:
          if (holds(operand, state, isAtEnd, isBeforeWord)) visit.push(next);
          break;
        case characterStep:
          if (!isAtEnd && symbols.isInSet[operand * end + symbol] === 1) visit.take(next);
          break;
      }
    }
    this.work += visit.looked;
    return false;
  }

  private stateOf(steps: Int32Array, isInitial: boolean, isBehindWord: boolean): number {
    const hash = hashOf(steps, isInitial, isBehindWord);
    for (const index of this.byHash.get(hash) ?? []) {
      const known = this.states[index];
      if (
        known?.isInitial === isInitial &&
        known.isBehindWord === isBehindWord &&
        areEqual(known.steps, steps)
      )
        return (index + 1) * this.width;
    }
    if (this.states.length === this.capacity || this.kept > mostKept) this.forget();
    const index = this.states.push({ steps: steps.slice(), isInitial, isBehindWord }) - 1;
    this.kept += steps.length;
    const alike = this.byHash.get(hash);
    if (alike === undefined) this.byHash.set(hash, [index]);
    else alike.push(index);
    return (index + 1) * this.width;
  }

  private forget(): void {
    this.table.fill(0, 0, (this.states.length + 1) * this.width);
    this.states = [];
    this.byHash.clear();
    this.kept = 0;
    this.initial = 0;
  }
}

function holds(assertion: number, state: State, isAtEnd: boolean, isBeforeWord: boolean): boolean {
  switch (assertions[assertion]) {
    case 'start':
      return state.isInitial;
    case 'end':
      return isAtEnd;
    case 'edge':
      return state.isBehindWord !== isBeforeWord;
    default:
      return state.isBehindWord === isBeforeWord;
  }
}

function beginsOnlyAtStart({ kinds, operands, nexts, start }: ExpressionProgram, visit: StepVisit): boolean {
  visit.begin();
  visit.push(start);
  for (let step = visit.pop(); step !== -1; step = visit.pop()) {
    const kind = kinds[step];
    if (kind === characterStep || kind === foundStep) return false;
    if (kind === assertionStep && assertions[operands[step] ?? 0] === 'start') continue;
    visit.push(nexts[step] ?? 0);
    if (kind === choiceStep) visit.push(operands[step] ?? 0);
  }
  return true;
}

function hashOf(steps: Int32Array, isInitial: boolean, isBehindWord: boolean): number {
  let hash = (isInitial ? 1 : 0) + (isBehindWord ? 2 : 0);
  for (let index = 0; index < steps.length; index++)
    hash = Math.imul(hash ^ (steps[index] ?? 0), 0x9e3779b1) ^ (hash >>> 15);
  return hash;
}

function areEqual(one: Int32Array, other: Int32Array): boolean {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index++) if (one[index] !== other[index]) return false;
  return true;
}

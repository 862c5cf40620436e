import { BitSet } from './bit-set.ts';
import { evaluateTerm } from './evaluate-term.ts';
import { answerAmong } from './few-rows.ts';
import type { PlacedQuery, PlacedTerm } from './placed-query.ts';
import type { SearchedPart } from './searched-part.ts';
import type { TermMemory } from './term-memory.ts';
import type { TextMeans } from './text-means.ts';
import type { ValueTest } from './value-test.ts';

/** What a query is asked of, and with. */
interface Asking {
  readonly part: SearchedPart;
  readonly memory: TermMemory;
  readonly means: TextMeans;
}

/** `stopped` when the deadline was over first. */
type Answer = BitSet | 'stopped';

/**
 * The lines of a part that answer a query, or `stopped` when the deadline was over first. The set may be one that is kept:
 * whoever wants to change it takes a copy.
 */
export function evaluateQuery(
  part: SearchedPart,
  query: PlacedQuery,
  memory: TermMemory,
  means: TextMeans,
): Answer {
  return evaluate({ part, memory, means }, query);
}

function evaluate(asking: Asking, query: PlacedQuery): Answer {
  switch (query.kind) {
    case 'all':
      return BitSet.full(asking.part.lines);
    case 'and':
      return evaluateAll(asking, query.parts);
    case 'or':
      return evaluateAny(asking, query.parts);
    case 'not': {
      const rows = evaluate(asking, query.part);
      return rows === 'stopped' ? rows : rows.copy().not();
    }
    default:
      return evaluateKept(asking, query);
  }
}

/** Cheap questions first: where they leave no line, the dear ones are not asked, and where few, only of these. */
function evaluateAll(asking: Asking, parts: readonly PlacedQuery[]): Answer {
  const costs = new Map(parts.map((each) => [each, isKnown(asking, each) ? 0 : costOf(each)]));
  const sorted = parts.toSorted((one, other) => (costs.get(one) ?? 0) - (costs.get(other) ?? 0));
  let rows: BitSet | null = null;
  for (const each of sorted) {
    if (rows === null) {
      const first = evaluate(asking, each);
      if (first === 'stopped') return first;
      rows = first.copy();
      continue;
    }
    if (rows.isEmpty()) break;
    const asked = each.kind === 'not' ? each.part : each;
    const answer = evaluateAmong(asking, rows, asked);
    if (answer === 'stopped') return answer;
    if (each.kind === 'not') rows.andNot(answer);
    else rows.and(answer);
  }
  return rows ?? BitSet.full(asking.part.lines);
}

/** Right for these rows, whatever it says of others. */
function evaluateAmong(asking: Asking, rows: BitSet, query: PlacedQuery): Answer {
  if (query.kind !== 'value' || isKnown(asking, query)) return evaluate(asking, query);
  return answerAmong(asking.part, rows, query, asking.means) ?? evaluate(asking, query);
}

function evaluateAny(asking: Asking, parts: readonly PlacedQuery[]): Answer {
  const rows = new BitSet(asking.part.lines);
  for (const each of parts) {
    const answer = evaluate(asking, each);
    if (answer === 'stopped') return answer;
    rows.or(answer);
  }
  return rows;
}

function isKnown({ part, memory }: Asking, query: PlacedQuery): boolean {
  const term = query.kind === 'not' ? query.part : query;
  return term.kind === 'value' && memory.rowsOf(term.key, part.number) !== null;
}

function evaluateKept({ part, memory, means }: Asking, term: PlacedTerm): Answer {
  // What needs no look at a text is worked out faster than it is found again.
  if (term.kind !== 'value' && term.kind !== 'presence') return evaluateTerm(part, term, means);
  const known = memory.rowsOf(term.key, part.number);
  if (known !== null) return known;
  const rows = evaluateTerm(part, term, means);
  if (rows !== 'stopped') memory.keep(term.key, part.number, rows);
  return rows;
}

/** In the order in which the parts of an `and` are asked. */
function costOf(query: PlacedQuery): number {
  switch (query.kind) {
    case 'all':
    case 'time':
    case 'seq':
    case 'state':
    case 'stated':
      return 0;
    case 'presence':
      return 1;
    case 'value':
      if (query.test.kind === 'expression') return 6;
      if (query.test.kind === 'equals') return 1;
      return (query.places === null ? 4 : 2) - rarity(query.test) / 100;
    case 'not':
      return costOf(query.part) + 0.5;
    case 'and':
    case 'or':
      return 5;
    default:
      return query satisfies never;
  }
}

/** The more letters a text has, and above all digits, the fewer lines have it. From 0 to 99. */
function rarity(test: ValueTest): number {
  if (test.kind !== 'text') return 0;
  const characters = test.pattern.pieces.flatMap((piece) => piece.filter((character) => character !== null));
  const digits = characters.filter((character) => character >= '0' && character <= '9');
  return Math.min(99, characters.length + 3 * digits.length);
}

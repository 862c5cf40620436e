import { BitSet } from './bit-set.ts';
import { evaluateTerm } from './evaluate-term.ts';
import { answerAmong } from './few-rows.ts';
import type { PlacedQuery, PlacedTerm } from './placed-query.ts';
import type { SearchedPart } from './searched-part.ts';
import type { TermMemory } from './term-memory.ts';
import type { TextMeans } from './text-means.ts';
import type { ValueTest } from './value-test.ts';

/**
 * The lines of a part that answer a query, or `stopped` when the deadline was over first. The set may be one that is kept:
 * whoever wants to change it takes a copy.
 */
export function evaluateQuery(
  part: SearchedPart,
  query: PlacedQuery,
  memory: TermMemory,
  means: TextMeans,
): BitSet | 'stopped' {
  const evaluate = (each: PlacedQuery): BitSet | 'stopped' => {
    switch (each.kind) {
      case 'all':
        return BitSet.full(part.lines);
      case 'and':
        return all(each.parts);
      case 'or':
        return any(each.parts);
      case 'not': {
        const rows = evaluate(each.part);
        return rows === 'stopped' ? rows : rows.copy().not();
      }
      default:
        return evaluateKept(part, each, memory, means);
    }
  };
  /** Cheap questions first: where they leave no line, the dear ones are not asked, and where few, only of these. */
  const all = (parts: readonly PlacedQuery[]): BitSet | 'stopped' => {
    let rows: BitSet | null = null;
    const costs = new Map(parts.map((each) => [each, isKnown(each) ? 0 : costOf(each)]));
    for (const each of parts.toSorted((one, other) => (costs.get(one) ?? 0) - (costs.get(other) ?? 0))) {
      if (rows?.isEmpty() === true) break;
      const isExcluded: boolean = each.kind === 'not' && rows !== null;
      const asked: PlacedQuery = isExcluded ? each.part : each;
      const among: BitSet | 'stopped' | null =
        rows !== null && asked.kind === 'value' && !isKnown(asked)
          ? answerAmong(part, rows, asked, means)
          : null;
      const answer: BitSet | 'stopped' = among ?? evaluate(asked);
      if (answer === 'stopped') return answer;
      if (rows === null) rows = parts.length === 1 ? answer : answer.copy();
      else if (isExcluded) rows.andNot(answer);
      else rows.and(answer);
    }
    return rows ?? BitSet.full(part.lines);
  };
  const isKnown = (each: PlacedQuery): boolean => {
    if (each.kind === 'not') return isKnown(each.part);
    return each.kind === 'value' && memory.rowsOf(each.key, part.number) !== null;
  };
  const any = (parts: readonly PlacedQuery[]): BitSet | 'stopped' => {
    const rows = new BitSet(part.lines);
    for (const each of parts) {
      const answer = evaluate(each);
      if (answer === 'stopped') return answer;
      rows.or(answer);
    }
    return rows;
  };
  return evaluate(query);
}

function evaluateKept(
  part: SearchedPart,
  term: PlacedTerm,
  memory: TermMemory,
  means: TextMeans,
): BitSet | 'stopped' {
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

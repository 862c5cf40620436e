import type { QuerySpan } from '../../../../shared/query/query-tree.ts';
import type { MirrorPiece } from './query-mirror.tsx';

/** Quoted text; an expression where a value begins; a sign; a word with its colons and slashes, as addresses and times have them. */
const tokens = /"(?:\\.|[^"\\])*"?|(?<=^|[\s(:])\/(?:\\.|[^/\\])*\/?|[()]|[:=<>]+|-(?=\S)|[^\s()":=<>]+/gu;
const operators = /^(?:and|or|not)$/iu;

/**
 * What the parts of a query are, for the eye alone: `parseQuery` decides what it asks. It knows no mistakes, so that a
 * half-written query keeps its colours.
 */
export function queryPieces(query: string, fault: QuerySpan | null): readonly MirrorPiece[] {
  const pieces: MirrorPiece[] = [];
  let place: Place = 'term';
  for (const { 0: token, index: start } of query.matchAll(tokens)) {
    const end = start + token.length;
    if (!/[^\s(]/u.test(query.charAt(start - 1))) place = 'term';
    const kind = pieceKind(token, place, query.charAt(end));
    if (kind !== null) pieces.push({ start, end, kind });
    // Behind its sign everything is a value, also what looks like another field: times and addresses have colons.
    if (place === 'term' && isSign(token)) place = 'sign';
    else if (place === 'sign') place = 'value';
  }
  if (fault === null) return pieces;
  const { start, end } = fault;
  const others = pieces.filter((piece) => piece.end <= start || piece.start >= Math.max(end, start + 1));
  return [...others, { start, end, kind: 'fault' } as const].toSorted(
    (one, other) => one.start - other.start,
  );
}

/** Whether a token begins a term, stands behind the sign of one, or goes on in its value. */
type Place = 'term' | 'sign' | 'value';

function pieceKind(token: string, place: Place, next: string): MirrorPiece['kind'] | null {
  if (token === '(' || token === ')') return 'operator';
  if (place === 'value') return null;
  if (isSign(token)) return 'operator';
  if (place === 'term' && /[:=<>]/u.test(next)) return 'field';
  if (place === 'term' && (operators.test(token) || token === '-')) return 'operator';
  return token.startsWith('"') || token.startsWith('/') ? 'value' : null;
}

function isSign(token: string): boolean {
  return /^[:=<>]+$/u.test(token);
}

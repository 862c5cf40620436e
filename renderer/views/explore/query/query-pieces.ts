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
  let isValue = false;
  for (const { 0: token, index: start } of query.matchAll(tokens)) {
    const end = start + token.length;
    const isGlued = /[^\s(]/u.test(query.charAt(start - 1));
    // Behind a field everything is its value, also what looks like another field: times and addresses have colons.
    if (!isGlued) isValue = false;
    const isSign = /^[:=<>]+$/u.test(token);
    const isField =
      !isValue && !isSign && token !== '(' && token !== ')' && /[:=<>]/u.test(query.charAt(end));
    const kind = pieceKind(token, { isField, isSign, isGlued });
    if (isSign) isValue = true;
    if (kind !== null) pieces.push({ start, end, kind });
  }
  if (fault === null) return pieces;
  const { start, end } = fault;
  const others = pieces.filter((piece) => piece.end <= start || piece.start >= Math.max(end, start + 1));
  return [...others, { start, end, kind: 'fault' } as const].toSorted(
    (one, other) => one.start - other.start,
  );
}

function pieceKind(
  token: string,
  {
    isField,
    isSign,
    isGlued,
  }: { readonly isField: boolean; readonly isSign: boolean; readonly isGlued: boolean },
): MirrorPiece['kind'] | null {
  if (isSign || token === '(' || token === ')') return 'operator';
  if (isField) return 'field';
  if (!isGlued && (operators.test(token) || token === '-')) return 'operator';
  return token.startsWith('"') || token.startsWith('/') ? 'value' : null;
}

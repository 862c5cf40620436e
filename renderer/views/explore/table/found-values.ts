import type { FieldName, Query, TextPattern } from '../../../../shared/query/query-tree.ts';
import type { TextRange } from '../../common/found-segments.ts';
import type { ColumnId } from './column-layout.ts';
import { foundTexts, joinedRanges } from './found-texts.ts';

/** What a query looks for in texts, so that a table can show why a line was found. */
export type FoundValues = readonly FoundValue[];

type FoundValue =
  | { readonly kind: 'text'; readonly field: FieldName | null; readonly pattern: TextPattern }
  | { readonly kind: 'equals'; readonly field: FieldName; readonly text: string };

/** A text of a megabyte is cut in its cell long before this. */
const readCharacters = 2_000;

/** The texts that lines are found by. What a query excludes is in no line that it finds, or is not why. */
export function foundValues(query: Query): FoundValues {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.parts.flatMap(foundValues);
    case 'text':
      return [{ kind: 'text', field: query.field, pattern: query.pattern }];
    case 'equals':
      return [{ kind: 'equals', field: query.field, text: query.text }];
    // An expression is not run here: one that takes a second in a cell would stop the window.
    case 'expression':
    case 'not':
    case 'all':
    case 'number':
    case 'network':
    case 'time':
    case 'seq':
    case 'presence':
    case 'state':
      return [];
    default:
      return query satisfies never;
  }
}

/** The ranges of a value that the query found it by, in order; none for a column that it does not speak of. */
export function foundInValue(text: string, column: ColumnId, found: FoundValues): readonly TextRange[] {
  if (found.length === 0) return noRanges;
  const read = text.slice(0, readCharacters);
  const ranges = found.flatMap((each): readonly TextRange[] => {
    if (each.field !== null && !isFieldOf(each.field, column)) return noRanges;
    if (each.kind === 'text') return foundTexts(read, each.pattern);
    return each.text === text && text !== '' ? [{ start: 0, end: read.length }] : noRanges;
  });
  return ranges.length < 2 ? ranges : joinedRanges(ranges);
}

const noRanges: readonly TextRange[] = [];

/** A field names a column by its name or by the end of its path, as in a query. */
function isFieldOf(field: FieldName, column: ColumnId): boolean {
  const name = field.toLowerCase();
  const path = column.toLowerCase();
  return path === name || path.endsWith(`.${name}`);
}

import { quote } from '../bytes/quote.ts';
import type { HitSort, SearchNote } from '../contract/search-protocol.ts';
import { nearestName } from '../query/nearest-name.ts';
import { printQuery } from '../query/print-query.ts';
import type { FieldName, Query } from '../query/query-tree.ts';
import type { FoundLines } from './found-lines.ts';
import { knownNames } from './known-names.ts';
import { fieldOf, termsOf, withFieldNamed } from './query-fields.ts';
import type { SearchedLines } from './searched-lines.ts';
import { countWithoutTime } from './time-buckets.ts';

/** Lines that have text in a field, and no number. */
export type CountNoNumbers = (field: FieldName) => Promise<number>;

/** What a person should know about a result that is right as it stands. */
export async function notesOf(
  found: FoundLines,
  query: Query,
  sort: HitSort,
  countNoNumbers: CountNoNumbers,
): Promise<readonly SearchNote[]> {
  const { lines } = found;
  const terms = termsOf(query);
  const sorted = sort.by === 'time' || sort.by === 'log' ? [] : [sort.by];
  const fields = [...new Set([...terms.flatMap((term) => fieldOf(term) ?? []), ...sorted])];
  const unknown = fields.filter((field) => field !== 'ts' && field !== 'seq' && !lines.hasField(field));
  const numbers = new Set(terms.flatMap((term) => (term.kind === 'number' ? [term.field] : [])));
  const notNumbers = [];
  for (const field of numbers) {
    if (!unknown.includes(field)) notNumbers.push(...noNumbers(field, await countNoNumbers(field)));
  }
  const asksTime = terms.some(({ kind }) => kind === 'time');
  return [
    ...unknown.map((field) => unknownField(lines, query, field)),
    ...(asksTime ? withoutTime(lines) : []),
    ...(sort.by === 'time' ? behindAll(found) : []),
    ...notNumbers,
  ];
}

function unknownField(lines: SearchedLines, query: Query, field: FieldName): SearchNote {
  const nearest = nearestName(field, knownNames(lines));
  const isInQuery = termsOf(query).some((term) => fieldOf(term) === field);
  return {
    kind: 'unknown-field',
    statement: `No searched bundle has a field named ${quote(field)}.`,
    suggestion: nearest === null || !isInQuery ? null : printQuery(withFieldNamed(query, field, nearest)),
  };
}

function withoutTime({ parts }: SearchedLines): readonly SearchNote[] {
  const count = parts.reduce((sum, { part }) => sum + part.times.withoutTime, 0);
  if (count === 0) return [];
  const statement = `${linesOf(count)} no time, and no question about time is answered by them.`;
  return [{ kind: 'no-time', statement, suggestion: null }];
}

function behindAll(found: FoundLines): readonly SearchNote[] {
  const count = countWithoutTime(found);
  if (count === 0) return [];
  const statement = `${linesOf(count)} no time. In the order of time they come last.`;
  return [{ kind: 'no-time', statement, suggestion: null }];
}

function linesOf(count: number): string {
  return count === 1 ? '1 line states' : `${count.toLocaleString('en')} lines state`;
}

function noNumbers(field: FieldName, count: number): readonly SearchNote[] {
  if (count === 0) return [];
  const lines = count === 1 ? '1 line has' : `${count.toLocaleString('en')} lines have`;
  const statement = `${lines} a value in ${quote(field)} that is no number, and it was not compared.`;
  return [{ kind: 'not-numbers', statement, suggestion: null }];
}

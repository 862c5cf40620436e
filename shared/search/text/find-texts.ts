import type { TextTable } from '../../index/text-table.ts';
import type { TextPattern } from '../../query/query-tree.ts';
import { BitSet } from '../bit-set.ts';
import { type BytePattern, hasCapital, hasPattern, literalsOf, toBytePattern } from './byte-pattern.ts';
import type { FoldedTexts } from './folded-texts.ts';
import { portableScanner } from './portable-scanner.ts';
import type { TextScanner } from './text-scanner.ts';

/** Pieces of a pattern that are looked for in all texts at once; a fourth hardly rules out a text any more. */
const mostScans = 3;

/**
 * The numbers of the texts that a pattern is found in. The scanner looks for its longest pieces in all texts at once;
 * only where that is not the whole question is a text that has them looked at by itself.
 */
export function findTexts(
  texts: FoldedTexts,
  pattern: TextPattern,
  scanner: TextScanner = portableScanner,
): BitSet {
  const bytePattern = toBytePattern(pattern);
  if (hasCapital(bytePattern)) return new BitSet(texts.count);
  const found = findInTable(texts.table, bytePattern, scanner);
  const { numbers, table } = texts.changed;
  if (numbers.length === 0) return found;
  // What was said of them in capital letters does not count.
  for (const number of numbers) found.remove(number);
  findInTable(table, bytePattern, scanner).forEach((index) => {
    found.add(numbers[index] ?? 0);
  });
  return found;
}

function findInTable(table: TextTable, pattern: BytePattern, scanner: TextScanner): BitSet {
  const size = table.ends.length;
  const { literals, isAll } = literalsOf(pattern);
  const [found = BitSet.full(size), ...others] = literals.slice(0, mostScans).map((literal) => {
    const marked = new BitSet(size);
    scanner.markTexts(table, literal, marked);
    return marked;
  });
  if (isAll) return found;
  for (const other of others) found.and(other);
  found.forEach((number) => {
    const start = number === 0 ? 0 : (table.ends[number - 1] ?? 0);
    if (!hasPattern(table.bytes, start, table.ends[number] ?? 0, pattern)) found.remove(number);
  });
  return found;
}

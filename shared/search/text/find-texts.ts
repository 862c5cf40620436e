import type { TextTable } from '../../index/text-table.ts';
import type { TextPattern } from '../../query/query-tree.ts';
import { BitSet } from '../bit-set.ts';
import { type BytePattern, hasCapital, hasPattern, literalOf, toBytePattern } from './byte-pattern.ts';
import type { FoldedTexts } from './folded-texts.ts';
import { portableScanner } from './portable-scanner.ts';
import type { TextScanner } from './text-scanner.ts';

/**
 * The numbers of the texts that a pattern is found in. The scanner looks for the longest piece of it in all texts at
 * once; only where that is not the whole question is a text looked at by itself.
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
  if (pattern.pieces.length === 0) return BitSet.full(table.ends.length);
  const found = new BitSet(table.ends.length);
  const inAll = literalOf(pattern);
  if (inAll === null) found.not();
  else scanner.markTexts(table, inAll.literal, found);
  if (inAll?.isAll === true) return found;
  found.forEach((number) => {
    const start = number === 0 ? 0 : (table.ends[number - 1] ?? 0);
    if (!hasPattern(table.bytes, start, table.ends[number] ?? 0, pattern)) found.remove(number);
  });
  return found;
}

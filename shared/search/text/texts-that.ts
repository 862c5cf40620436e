import type { ByteOffset } from '../../bytes/units.ts';
import type { TextTable } from '../../index/text-table.ts';
import { BitSet } from '../bit-set.ts';

/** Asked about the text that lies in `bytes` from `start` to before `end`: building a string of each would cost most of the time. */
export type TextQuestion = (bytes: Uint8Array, start: ByteOffset, end: ByteOffset) => boolean;

/** The numbers of the texts of which the answer is yes: numbers in a range, addresses in a network. */
export function findTextsThat({ bytes, ends }: TextTable, isWanted: TextQuestion): BitSet {
  const found = new BitSet(ends.length);
  let start = 0;
  for (let number = 0; number < ends.length; number++) {
    const end = ends[number] ?? start;
    if (isWanted(bytes, start, end)) found.add(number);
    start = end;
  }
  return found;
}

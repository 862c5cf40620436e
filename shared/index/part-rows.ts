import { BugError } from '../bytes/errors.ts';
import type { EntryOrdinal } from '../bytes/units.ts';
import type { EntryRow } from '../contract/case-protocol.ts';
import { columnValue } from './column.ts';
import { forEachField } from './for-each-field.ts';
import { type IndexPart, readings, seqAt } from './index-part.ts';
import { timeAt } from './times.ts';

/** Says whether a check result names this line; `damageTestOf` in shared/case makes one from a verdict. */
export type DamageTest = (member: string, line: number) => boolean;

/** One line of a part as a row; `firstOrdinal` is the place of the part's first line among all lines of the bundle. */
export function partRow(
  part: IndexPart,
  index: number,
  firstOrdinal: EntryOrdinal,
  isDamaged: DamageTest,
): EntryRow {
  const reading = readings[part.reading[index] ?? -1];
  if (reading === undefined) throw new BugError('An index holds a reading that does not exist.');
  return {
    ordinal: firstOrdinal + index,
    seq: seqAt(part, index),
    time: timeAt(part.times, index),
    reading,
    isDamaged: isDamaged(part.member, part.firstLine + index),
    fields: forEachField((field) => {
      const value = columnValue(part.columns[field], index);
      // Parts are compared with their bytes before any row is made, so an unknown id here is our own mistake;
      // showing it as "absent" would be a statement about the evidence.
      if (value === null) throw new BugError('An index holds a text that its column does not have.');
      return value;
    }),
  };
}

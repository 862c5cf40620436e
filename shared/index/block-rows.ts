import type { FieldValue } from '../adapters/field-value.ts';
import { BugError } from '../bytes/errors.ts';
import type { EntryOrdinal } from '../bytes/units.ts';
import type { EntryRow } from '../contract/case-protocol.ts';
import { type Block, lineCount, readings } from './block.ts';
import { type Dictionaries, fieldValueOf, forEachField } from './dictionary.ts';

/** Says whether a check result names this line; `damageTestOf` in shared/case makes one from a verdict. */
export type DamageTest = (member: string, line: number) => boolean;

/** The rows of those lines of the block that lie in [first, first + count), in order. */
export function blockRows(
  block: Block,
  dictionaries: Dictionaries,
  isDamaged: DamageTest,
  first: EntryOrdinal,
  count: number,
): readonly EntryRow[] {
  const from = Math.max(0, first - block.firstOrdinal);
  const to = Math.min(lineCount(block), first + count - block.firstOrdinal);
  const rows: EntryRow[] = [];
  for (let index = from; index < to; index++) rows.push(rowAt(block, dictionaries, isDamaged, index));
  return rows;
}

function rowAt(block: Block, dictionaries: Dictionaries, isDamaged: DamageTest, index: number): EntryRow {
  const seq = orNull(block.seq[index]);
  const reading = readings[block.reading[index] ?? -1];
  if (reading === undefined) throw new BugError('A block holds a reading that does not exist.');
  return {
    ordinal: block.firstOrdinal + index,
    seq,
    time: orNull(block.time[index]),
    reading,
    isDamaged: isDamaged(block.member, block.firstLine + index),
    fields: forEachField((field) => knownValue(dictionaries[field], block.fields[field][index])),
  };
}

/**
 * Blocks are compared with their raw bytes before any row is made, so an unknown id here is our own mistake;
 * showing it as "absent" would be a statement about the evidence.
 */
function knownValue(texts: readonly string[], id: number | undefined): FieldValue {
  const value = id === undefined ? null : fieldValueOf(texts, id);
  if (value === null) throw new BugError('A block holds a text that its dictionary does not have.');
  return value;
}

function orNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

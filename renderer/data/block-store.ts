import type { EntryOrdinal } from '../../shared/bytes/units.ts';
import { type Block, lineCount } from '../../shared/index/block.ts';
import { type Dictionaries, forEachField } from '../../shared/index/dictionary.ts';
import type { CaseDatabase } from './database.ts';
import { dictionariesOf } from './key-ranges.ts';
import type { BlockRow } from './stored-rows.ts';

/** The block that holds a line, read anew from the database; null when no block does. */
export async function loadBlockAt(
  database: CaseDatabase,
  bundleId: string,
  ordinal: EntryOrdinal,
): Promise<Block | null> {
  const block: BlockRow | undefined = await database.blocks
    .where('[bundleId+firstOrdinal]')
    .between([bundleId, 0], [bundleId, ordinal], true, true)
    .last();
  if (block === undefined || ordinal >= block.firstOrdinal + lineCount(block)) return null;
  return block;
}

/** The block that begins with this line, or null. */
export async function loadBlockFrom(
  database: CaseDatabase,
  bundleId: string,
  firstOrdinal: EntryOrdinal,
): Promise<Block | null> {
  return (await database.blocks.get([bundleId, firstOrdinal])) ?? null;
}

/** All texts of a bundle, by field. */
export async function loadDictionaries(database: CaseDatabase, bundleId: string): Promise<Dictionaries> {
  const texts = forEachField((): string[] => []);
  // Rows come in key order, so the parts of a field in theirs. Not `push(...)`: a part may exceed the argument limit.
  await dictionariesOf(database, bundleId).each((row) => {
    for (const text of row.texts) texts[row.field]?.push(text);
  });
  return texts;
}

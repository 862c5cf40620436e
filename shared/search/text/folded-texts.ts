import type { TextTable } from '../../index/text-table.ts';

/** The texts of a table, as searching without regard to case reads them. Made at once, and of little size. */
export class FoldedTexts {
  readonly table: TextTable;

  constructor(table: TextTable) {
    this.table = table;
  }

  /** How many texts there are. */
  get count(): number {
    return this.table.ends.length;
  }
}

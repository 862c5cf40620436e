import type { Block } from '../document.ts';
import type { ReportRecord } from '../record.ts';
import { heading } from './blocks.ts';
import type { EntryNames } from './entry-names.ts';
import { markdownBlocks } from './markdown-blocks.ts';
import { written } from './runs.ts';

/** What the preparer wrote, each part under a heading of its own. */
export function narrativeSection({ narrative }: ReportRecord, names: EntryNames): readonly Block[] {
  return narrative.flatMap(({ heading: title, markdown }, index) => [
    heading(1, `narrative-${index + 1}`, written(title)),
    ...markdownBlocks(markdown, `narrative-${index + 1}`, 2, names),
  ]);
}

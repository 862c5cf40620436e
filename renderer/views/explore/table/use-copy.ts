import { useRef, useState } from 'react';
import type { HitRow } from '../../../../shared/contract/search-protocol.ts';
import { useCaseClient } from '../../../client/case-client-context.ts';
import { toWireError } from '../../../client/case-error.ts';
import { commonText } from '../../../text/common.ts';
import { tableText } from '../../../text/table.ts';
import type { ColumnLayout } from './column-layout.ts';
import { mostCitations, mostCopiedRows, readCitations, readHits } from './copy-hits.ts';
import { cellText, copiedRows, visibleColumnName } from './copy-text.ts';
import { onlyRow, selectedCount } from './row-selection.ts';
import type { TableScope } from './table-scope.ts';
import type { HitCursor } from './use-hit-cursor.ts';

export type CopyKind = 'cell' | 'rows' | 'citation';

interface CopyOptions {
  readonly explore: TableScope;
  readonly cursor: HitCursor;
  readonly layout: ColumnLayout;
}

/** Puts cells, lines and citations on the clipboard, and says exactly what is there now. */
export function useCopy({ explore, cursor, layout }: CopyOptions) {
  const client = useCaseClient();
  const [said, setSaid] = useState('');
  /** Only the last wish is spoken of. */
  const wish = useRef(0);

  const sourceOf = (row: HitRow) => explore.sources.find(({ bundleId }) => bundleId === row.bundleId) ?? null;

  const copy = (kind: CopyKind) => {
    const { pages, active } = cursor;
    if (pages === null || pages.total === 0) return;
    wish.current += 1;
    const own = wish.current;
    const say = (words: string) => {
      if (wish.current === own) setSaid(words);
    };
    if (kind === 'cell') {
      const id = layout[Math.min(cursor.column, layout.length - 1)]?.id;
      const row = pages.rowAt(active);
      if (id === undefined || row === null) return;
      const text = cellText(row, id, pages.order.fields, sourceOf(row));
      const name = visibleColumnName(id);
      if (text === null) return say(tableText.copiedNothing(name));
      navigator.clipboard.writeText(text).then(
        () => say(tableText.copiedCell(name)),
        () => say(commonText.copyRefused),
      );
      return;
    }
    const selection = selectedCount(cursor.selection) === 0 ? onlyRow(active) : cursor.selection;
    const count = selectedCount(selection);
    const most = kind === 'rows' ? mostCopiedRows : mostCitations;
    if (count > most) {
      const words = kind === 'rows' ? tableText.tooManyRows : tableText.tooManyCitations;
      return say(words(count, most));
    }
    const onProgress = (done: number) => say(tableText.copying(done, count));
    const reading = { client, pages, onProgress };
    let words = '';
    const text = readHits(selection, reading).then(async (rows) => {
      if (kind === 'citation') {
        words = tableText.copiedCitations(count);
        return `${(await readCitations(rows, sourceOf, reading)).join('\n')}\n`;
      }
      const copied = copiedRows(rows, layout, sourceOf);
      const guarded = copied.guarded === 0 ? '' : `. ${tableText.guarded(copied.guarded)}`;
      words = `${tableText.copiedRows(count, layout.length)}${guarded}`;
      return copied.text;
    });
    let failure: unknown = null;
    text.catch((thrown: unknown) => {
      failure = thrown;
    });
    // The clipboard is asked at once, while the key press still counts as a wish of the person, and waits for the text.
    const item = new ClipboardItem({
      'text/plain': text.then((plain) => new Blob([plain], { type: 'text/plain' })),
    });
    navigator.clipboard.write([item]).then(
      () => say(words),
      () =>
        say(failure === null ? commonText.copyRefused : tableText.copyFailed(toWireError(failure).message)),
    );
  };
  return { copy, said, forget: () => setSaid('') };
}

import { encodeUtf8 } from '../bytes/utf8.ts';
import { renderCsvRow } from '../export/csv.ts';

/** Without it, Excel takes UTF-8 for the code page of the country. */
const byteOrderMark = '\uFEFF';

/** RFC 4180 with a head; cells that a spreadsheet would compute get an apostrophe in front. */
export function renderCsvMember(head: readonly string[], rows: readonly (readonly string[])[]): Uint8Array {
  return encodeUtf8(byteOrderMark + [head, ...rows].map((cells) => renderCsvRow(cells).text).join(''));
}

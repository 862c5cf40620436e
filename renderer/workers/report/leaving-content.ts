import { readLine } from '../../../shared/bundle/read-line.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { disclosedFields } from '../../../shared/case/disclosed-fields.ts';
import type { LeavingContent } from '../../../shared/contract/report-protocol.ts';
import { clearValues } from '../../../shared/report/clear-values.ts';
import type { ReportedContent, ReportRecord } from '../../../shared/report/record.ts';

/** What whoever gets this report gets to see, from the record itself: nothing else leaves. */
export function leavingContent({ entries, redactions, custody }: ReportRecord): LeavingContent {
  const hidden = new Set(redactions.map(({ origin, leaf }) => `${leaf} ${origin}`));
  const counts = new Map<string, number>();
  let entriesInClear = 0;
  for (const { content } of entries) {
    if (content.kind === 'line' || content.kind === 'bytes') entriesInClear += 1;
    for (const pointer of pointersOf(content)) counts.set(pointer, (counts.get(pointer) ?? 0) + 1);
  }
  return {
    entriesInClear,
    entriesHidden: hidden.size,
    custodyRecords: redactions.length > 0 ? null : (custody?.records ?? 0),
    pointers: [...counts]
      .map(([pointer, count]) => ({ pointer, entries: count }))
      .toSorted((one, other) => other.entries - one.entries || (one.pointer < other.pointer ? -1 : 1)),
  };
}

/** Each field once, with those that a disclosure opens. Items of a list are one field. */
function pointersOf(content: ReportedContent): ReadonlySet<string> {
  if (content.kind !== 'line') return new Set();
  const { event } = readLine(encodeUtf8(content.line), limits);
  if (event === null) return new Set();
  const clear = clearValues(event).map(({ pointer }) => pointer);
  const opened = disclosedFields(event, content.disclosures)
    .filter(({ disclosure }) => disclosure !== null)
    // A commitment stands in a list in the place of its value.
    .map(({ pointer }) => pointer.replace(/\/\d+$/, ''));
  return new Set([...clear, ...opened].map((pointer) => pointer.replace(/\/\d+(?=\/|$)/g, '/*')));
}

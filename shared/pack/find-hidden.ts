import { HiddenValues } from '../redaction/hidden-values.ts';
import { scanWritten } from '../redaction/scan-written.ts';
import type { ReportExtract } from '../report/extract.ts';
import { bestCopies } from '../report/named-lines.ts';
import type { ReportOrder } from '../report/order.ts';
import { redactEntry } from '../report/redact-entries.ts';
import type { EvidenceCall } from '../report/report-evidence.ts';
import type { PackMember } from './pack-member.ts';

/**
 * Reads everything that was written and looks in it for what the report hides: the members that have any of it, each as often as
 * a value stands in it. A value that an entry in clear has as well is no secret of the withheld one.
 */
export async function findHidden(
  members: readonly PackMember[],
  extract: ReportExtract,
  order: ReportOrder,
  call: EvidenceCall,
): Promise<readonly string[]> {
  const values = hiddenValues(extract, order);
  if (values.fields.size === 0 && values.entries.size === 0) return [];
  const files = members.map(({ path, bytes }) => ({
    name: path,
    async *open() {
      yield bytes;
    },
  }));
  const { found } = await scanWritten(files, values, () => call.step());
  return found.map(({ file }) => file);
}

/** One sentence of what was found; it has none of the values. */
export function hiddenStatement(found: readonly string[]): string {
  const where = [...new Set(found)].slice(0, 5).join(', ');
  return `${found.length === 1 ? 'A value' : `${found.length} values`} that this report hides would stand in what is written: ${where}. Withhold the entries that show it, or write the texts otherwise.`;
}

function hiddenValues(extract: ReportExtract, order: ReportOrder): HiddenValues {
  const values = new HiddenValues();
  const shown = new Set<string>();
  for (const entry of bestCopies(extract.entries).values()) {
    const kept = redactEntry(entry, order);
    for (const text of kept.hidden) values.fields.add(text);
    for (const text of kept.withheld) values.entries.add(text);
    for (const text of kept.shown) shown.add(text);
  }
  for (const text of shown) values.entries.delete(text);
  return values;
}

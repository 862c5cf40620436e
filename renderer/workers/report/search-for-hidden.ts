import type { PackMember } from '../../../shared/pack/pack-member.ts';
import { HiddenValues } from '../../../shared/redaction/hidden-values.ts';
import { scanWritten } from '../../../shared/redaction/scan-written.ts';
import type { ReportExtract } from '../../../shared/report/extract.ts';
import { bestCopies } from '../../../shared/report/named-lines.ts';
import type { ReportOrder } from '../../../shared/report/order.ts';
import { redactEntry } from '../../../shared/report/redact-entries.ts';
import { StoreError } from '../../data/store-error.ts';
import type { Call } from '../request-context.ts';

/**
 * Reads everything that was written and looks in it for what the report hides. Found anywhere, nothing leaves: whoever wrote it, it
 * would be out. A value that an entry in clear has as well is no secret of the withheld one.
 */
export async function refuseHidden(
  members: readonly PackMember[],
  extract: ReportExtract,
  order: ReportOrder,
  { pace }: Call,
): Promise<void> {
  const values = hiddenValues(extract, order);
  if (values.fields.size === 0 && values.entries.size === 0) return;
  const files = members.map(({ path, bytes }) => ({
    name: path,
    async *open() {
      yield bytes;
    },
  }));
  const { found } = await scanWritten(files, values, () => pace.step());
  if (found.length === 0) return;
  const where = [...new Set(found.map(({ file }) => file))].slice(0, 5).join(', ');
  throw new StoreError(
    'report-refused',
    `${found.length === 1 ? 'A value' : `${found.length} values`} that this report hides would stand in what is written: ${where}. Withhold the entries that show it, or write the texts otherwise.`,
  );
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

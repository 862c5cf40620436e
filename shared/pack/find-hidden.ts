import type { InflateRaw } from '../bytes/byte-source.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { HiddenValues } from '../redaction/hidden-values.ts';
import { scanInWords } from '../redaction/redaction-log.ts';
import { scanWritten, type WrittenFile, type WrittenScan } from '../redaction/scan-written.ts';
import type { ReportExtract } from '../report/extract.ts';
import { bestCopies } from '../report/named-lines.ts';
import type { ReportOrder } from '../report/order.ts';
import type { ReportRecord } from '../report/record.ts';
import { redactEntry } from '../report/redact-entries.ts';
import type { EvidenceCall } from '../report/report-evidence.ts';
import { leaveCommonWords } from './common-words.ts';
import type { PackMember } from './pack-member.ts';
import { readPdfInside } from './pdf-text.ts';

/** A pack that is made and that nobody has yet. */
export interface MadePack {
  readonly members: readonly PackMember[];
  readonly record: ReportRecord;
  readonly extract: ReportExtract;
  readonly order: ReportOrder;
  /** Values are searched for in these as well: files of the report that go beside the pack. */
  readonly beside: readonly PackMember[];
}

/** What a reading of everything that was written says. Holds values: not for others. */
export interface PackScan {
  readonly scan: WrittenScan;
  /** Words of every report, which were not looked for. */
  readonly commonWords: number;
}

/**
 * Reads everything that was written and looks in it for what the report hides: the bytes of each member, their names, and what the
 * glyphs of a PDF read as. A value that an entry in clear has as well is no secret of the withheld one. Null where nothing is hidden.
 */
export async function findHidden(
  { members, record, extract, order, beside }: MadePack,
  inflate: InflateRaw,
  call: EvidenceCall,
): Promise<PackScan | null> {
  const values = hiddenValues(extract, order);
  if (values.fields.size + values.entries.size + values.short.size === 0) return null;
  const commonWords = await leaveCommonWords(values, record, members);
  const names = [...members, ...beside].map(({ path }) => path).join('\n');
  const files: WrittenFile[] = [memberFile('names of the files', encodeUtf8(names))];
  for (const { path, bytes } of [...members, ...beside]) {
    files.push(memberFile(path, bytes));
    if (!path.endsWith('.pdf')) continue;
    const { streams, text } = await readPdfInside(bytes, inflate);
    files.push(memberFile(`${path}, unpacked`, streams), memberFile(`${path}, its text`, text));
  }
  return { scan: await scanWritten(files, values, () => call.step()), commonWords };
}

function memberFile(name: string, bytes: Uint8Array): WrittenFile {
  return {
    name,
    async *open() {
      yield bytes;
    },
  };
}

const shownPlaces = 5;

/** Where hidden values were found, without any of them; null where there are none. */
export function hiddenStatement({ scan }: PackScan): string | null {
  const { found } = scan;
  if (found.length === 0) return null;
  const values = new Set(found.map(({ text }) => text)).size;
  const files = new Map(found.map(({ file, found: at }) => [file, at]));
  const places = [...files].map(([file, { offset, spelling }]) => `${file}, byte ${offset} (${spelling})`);
  const rest = places.length - shownPlaces;
  const where = places.slice(0, shownPlaces).join('; ');
  return `${values === 1 ? 'A value' : `${values} values`} that this report hides would stand in what is written: ${where}${rest > 0 ? `; and in ${rest} more` : ''}. Withhold the entries that show it, or write the texts otherwise.`;
}

/** What was looked for and where, without any value. */
export function packScanInWords({ scan, commonWords }: PackScan): string {
  const words = scanInWords(scan);
  return commonWords === 0 ? words : `${words} Words of every report, not looked for: ${commonWords}.`;
}

function hiddenValues(extract: ReportExtract, order: ReportOrder): HiddenValues {
  const values = new HiddenValues();
  const entries = [...bestCopies(extract.entries).values()].map((entry) => redactEntry(entry, order));
  for (const { hidden, withheld } of entries) {
    for (const text of hidden) values.hideText(text);
    for (const text of withheld) values.withholdText(text);
  }
  for (const { shown } of entries) for (const text of shown) values.keepText(text);
  return values;
}

import { equalBytes } from '../bytes/equal.ts';
import { FormatError } from '../bytes/errors.ts';
import { quote } from '../bytes/quote.ts';
import { parseStrictObject } from '../json/parse-json.ts';
import { type ReportRecord, reportFormat } from './record.ts';
import { recordShape } from './record-shape.ts';
import { renderReport } from './render-report.ts';

/**
 * Reads `report.json` in the one spelling that `renderReport` writes. Throws FormatError: `unsupported-format` for another
 * version, which is named, `json` or `utf8` for everything else. It says nothing of whether what stands in the report is true.
 */
export function parseReport(bytes: Uint8Array): ReportRecord {
  const members = parseStrictObject(bytes);
  // Before everything else, so that a later format is named as such whatever members it has.
  const format = members.get('format');
  if (format !== reportFormat) {
    const found = typeof format === 'string' ? quote(format) : 'none';
    throw new FormatError('unsupported-format', `Expected the format "${reportFormat}", found ${found}.`);
  }
  const record = recordShape.parse(members, '');
  // Two spellings of one report would have two digests, of which a signature covers one.
  if (!equalBytes(renderReport(record), bytes)) {
    throw new FormatError('json', 'Expected the spelling in which reports are written, found another one.');
  }
  return record;
}

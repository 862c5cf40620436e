import { encodeUtf8 } from '../bytes/utf8.ts';
import type { ReportRecord } from './record.ts';
import { recordShape } from './record-shape.ts';

/**
 * `report.json`: members in the order of the shape, each on a line of its own behind one blank for each level, ended by LF. So
 * two versions can be compared line by line with any tool, and any JSON library that indents by one writes the same bytes.
 */
export function renderReport(record: ReportRecord): Uint8Array {
  return encodeUtf8(`${JSON.stringify(recordShape.toDocument(record), null, 1)}\n`);
}

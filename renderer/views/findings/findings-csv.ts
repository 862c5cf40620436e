import type { FindingContent } from '../../../shared/casework/finding.ts';
import { type CsvRow, renderCsvRow } from '../../../shared/export/csv.ts';

const head = [
  'finding',
  'title',
  'severity',
  'state',
  'condition',
  'criteria',
  'cause',
  'effect',
  'recommendation',
  'owner',
  'due',
  'response',
  'controls',
  'exhibits',
];

/** The register as a file, with how many cells a spreadsheet would have computed. */
export function findingsCsv(findings: readonly FindingContent[]): CsvRow {
  const rows = findings.map((finding) =>
    renderCsvRow([
      finding.findingId,
      finding.title,
      finding.severity,
      finding.state,
      finding.condition,
      finding.criteria,
      finding.cause,
      finding.effect,
      finding.recommendation,
      finding.owner,
      finding.dueDate,
      finding.response,
      finding.controls.map(({ framework, control }) => `${framework}: ${control}`).join('; '),
      finding.exhibits.join('; '),
    ]),
  );
  return {
    text: [renderCsvRow(head), ...rows].map(({ text }) => text).join(''),
    guarded: rows.reduce((sum, row) => sum + row.guarded, 0),
  };
}

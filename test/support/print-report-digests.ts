import { createHash } from 'node:crypto';
import { renderHtml } from '../../shared/report/html/render-html.ts';
import { makeReport } from '../../shared/report/make-report.ts';
import { renderReport } from '../../shared/report/render-report.ts';
import { toReportDocument } from '../../shared/report/to-document.ts';
import { twoLogCase } from './report-extract.ts';

/** Makes the same report in a process of its own, whose zone and locale its environment decides. */
export async function main(): Promise<number> {
  const { extract, order } = await twoLogCase();
  const made = makeReport(extract, order);
  if (made.kind === 'refused') throw new Error(made.problems.map(({ statement }) => statement).join('\n'));
  const bytes = renderReport(made.record);
  const digest = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');
  const html = renderHtml(toReportDocument(made.record, digest(bytes)));
  const { locale } = new Intl.DateTimeFormat().resolvedOptions();
  const place = `${new Date(Date.UTC(2026, 0, 1)).getTimezoneOffset()} ${locale}`;
  process.stdout.write(JSON.stringify({ place, record: digest(bytes), html: digest(html) }));
  return 0;
}

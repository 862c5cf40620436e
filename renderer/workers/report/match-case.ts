import { parseUtcTime } from '../../../shared/adapters/utc-time.ts';
import type { JudgedBundleView } from '../../../shared/contract/case-protocol.ts';
import { matchEvidence } from '../../../shared/pack/match-evidence.ts';
import { type ReportCheck, wholeReport } from '../../../shared/pack/report-check.ts';
import { trustOfReport } from '../../../shared/pack/report-trust.ts';
import type { ReportRecord } from '../../../shared/report/record.ts';
import { nothingExpected } from '../../../shared/verify/verify-input.ts';
import { loadBundles } from '../../data/case-store.ts';
import { previewCaseView } from '../case-preview.ts';
import { judge } from '../judge.ts';
import type { Call, CaseContext } from '../request-context.ts';
import { caseEvidence } from './case-evidence.ts';

/** Queries and samples of a report are asked again, one after the other. */
const mostMillis = 120_000;

/**
 * What the bundles of a case say of a report: each is judged again with the trust and at the time that the report states, since with
 * other keys another verdict would be right as well.
 */
export async function matchCase(
  context: CaseContext,
  caseId: string,
  record: ReportRecord,
  call: Call,
): Promise<readonly ReportCheck[]> {
  const { database, opened, platform } = context;
  const trust = trustOfReport(record.trust, record.produced.claimedTime);
  const at = parseUtcTime(record.produced.claimedTime) ?? platform.now();
  const known = { trust, expected: nothingExpected, receivedAt: at };
  const rows = new Map((await loadBundles(database, caseId)).map((row) => [row.bundleId, row]));
  const views: JudgedBundleView[] = [];
  const kept: ReportCheck[] = [];
  for (const view of (await previewCaseView(context, caseId)).bundles) {
    const row = rows.get(view.bundleId);
    const read = row === undefined ? null : opened.known(row);
    if (read === null) kept.push(leftOut(view.fileName, 'was not compared with its digests in this run'));
    else if (read.observation === null || read.differences.length > 0)
      kept.push(leftOut(view.fileName, 'was altered on this machine'));
    else views.push({ ...view, verdict: judge(read, known, at) });
  }
  const evidence = await caseEvidence(context, { caseId, views, keys: trust.keys }, call);
  const until = platform.elapsed() + mostMillis;
  const deadline = { isOver: () => platform.elapsed() > until };
  const matched = await matchEvidence(record, evidence, { step: () => call.pace.step(), deadline });
  return [...kept, ...matched];
}

/** What is the matter with our own copy must not be said of the report. */
function leftOut(fileName: string, why: string): ReportCheck {
  const statement = `The stored copy of ${fileName} ${why}, so the report was not compared with it.`;
  return { code: 'evidence-file', outcome: 'unknown', place: wholeReport, statement };
}

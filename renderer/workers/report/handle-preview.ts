import { toHex } from '../../../shared/bytes/hex.ts';
import type { CaseView, JudgedBundleView } from '../../../shared/contract/case-protocol.ts';
import type { DraftProblem, ReportPreview } from '../../../shared/contract/report-protocol.ts';
import { sha256 } from '../../../shared/crypto/digest.ts';
import { makeReport } from '../../../shared/report/make-report.ts';
import { orderOfDraft } from '../../../shared/report/order-of-draft.ts';
import { renderReport } from '../../../shared/report/render-report.ts';
import { toReportDocument } from '../../../shared/report/to-document.ts';
import { previewCaseView } from '../case-preview.ts';
import { readIdentity } from '../handle-identity.ts';
import type { CaseHandler } from '../request-context.ts';
import { caseMoment, gatherCase } from './gather-case.ts';
import { leavingContent } from './leaving-content.ts';
import { reportTool } from './report-tool.ts';
import { shortDocument } from './short-document.ts';

/** Who is named as long as nobody can sign. */
const nobody = { name: 'Nobody yet', fingerprint: 'none yet' };

/** Of bundles that this run has verified; nothing is read again for it but the lines that the report shows. */
export const previewReport: CaseHandler<'previewReport'> = async (context, { caseId, draft }, call) => {
  const { views, unchecked } = judgedViews(await previewCaseView(context, caseId));
  if (unchecked.length > 0) return { kind: 'not-checked', bundles: unchecked };
  const moment = await caseMoment(context, caseId);
  const gathered = await gatherCase(context, { moment, draft, views }, call);
  if (gathered.kind === 'refused') return refused(gathered.problems);
  const identity = await readIdentity(context, {}, call);
  const preparer = identity ?? nobody;
  const order = orderOfDraft(draft, moment.reportable, {
    preparer: { name: preparer.name, fingerprint: preparer.fingerprint },
    producedAt: context.platform.now(),
    tool: reportTool,
  });
  const missing = missingTexts(order);
  const made = makeReport(gathered.extract, {
    ...order,
    number: order.number === '' ? 'DRAFT' : order.number,
    title: order.title === '' ? 'Untitled draft' : order.title,
  });
  if (made.kind === 'refused') return refused([...missing, ...made.problems]);
  await call.pace.step();
  const { record } = made;
  const whole = toReportDocument(record, toHex(sha256(renderReport(record))));
  const { document, leftOut } = shortDocument(whole);
  return {
    kind: 'drawn',
    document,
    problems: missing,
    rowsLeftOut: leftOut,
    leaving: leavingContent(record),
  };
};

function refused(problems: readonly DraftProblem[]): ReportPreview {
  return {
    kind: 'refused',
    problems: problems.map(({ where, origin, seq, statement }) => ({ where, origin, seq, statement })),
  };
}

/** What a draft may lack and a report may not: so much is drawn all the same. */
function missingTexts({ number, title }: { readonly number: string; readonly title: string }) {
  const problem = (where: string, statement: string): DraftProblem => ({
    where,
    origin: null,
    seq: null,
    statement,
  });
  return [
    ...(number === '' ? [problem('Number', 'A report needs a number, such as R-2026-07.')] : []),
    ...(title === '' ? [problem('Title', 'A report needs a title.')] : []),
  ];
}

function judgedViews(view: CaseView) {
  const views: JudgedBundleView[] = [];
  const unchecked: string[] = [];
  for (const bundle of view.bundles) {
    const { verdict } = bundle;
    if (verdict === null) unchecked.push(bundle.fileName);
    else views.push({ ...bundle, verdict });
  }
  return { views, unchecked };
}

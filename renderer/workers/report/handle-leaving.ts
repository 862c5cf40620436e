import { defaultMapping } from '../../../shared/adapters/read-event.ts';
import type { JudgedBundleView } from '../../../shared/contract/case-protocol.ts';
import { orderOfDraft } from '../../../shared/report/order-of-draft.ts';
import { planLeaving as plan } from '../../../shared/report/plan-leaving.ts';
import { loadBundles } from '../../data/case-store.ts';
import { previewCaseView } from '../case-preview.ts';
import type { CaseHandler } from '../request-context.ts';
import { pseudonymsFor, withPseudonyms } from './draft-pseudonyms.ts';
import { caseMoment, gatherCase } from './gather-case.ts';
import { reportTool } from './report-tool.ts';

/** Nobody is named in what is only looked at. */
const nobody = { name: '', fingerprint: '' };

/** Of bundles that this run has verified. A draft that cannot be a report has something to show all the same: what keeps it back. */
export const planLeaving: CaseHandler<'planLeaving'> = async (context, { caseId, draft, at }, call) => {
  const { bundles } = await previewCaseView(context, caseId);
  const unchecked = bundles.filter(({ verdict }) => verdict === null);
  if (unchecked.length > 0)
    return { kind: 'not-checked', bundles: unchecked.map(({ fileName }) => fileName) };
  const views = bundles.flatMap((view): readonly JudgedBundleView[] =>
    view.verdict === null ? [] : [{ ...view, verdict: view.verdict }],
  );
  const moment = await caseMoment(context, caseId);
  const gathered = await gatherCase(context, { moment, draft, views }, call);
  if (gathered.kind === 'refused')
    return { kind: 'refused', statements: gathered.problems.map(({ statement }) => statement) };
  await call.pace.step();
  const order = orderOfDraft(draft, moment.reportable, {
    preparer: nobody,
    producedAt: context.platform.now(),
    tool: reportTool,
  });
  const rules = withPseudonyms(order, pseudonymsFor(context, draft));
  const rows = await loadBundles(context.database, caseId);
  const mappings = rows.map((row) => context.opened.known(row)?.observation?.descriptor.mapping);
  return {
    kind: 'planned',
    ...plan(gathered.extract, rules, at),
    mappings: mappings.map((mapping) => mapping ?? defaultMapping),
  };
};

import { custodyOrigin } from '../../../shared/case/custody-log.ts';
import type { CustodyAction, CustodyRecord } from '../../../shared/case/custody-record.ts';
import { type CaseWork, foldCaseWork, readMadeRecords } from '../../../shared/casework/case-work.ts';
import type { ReportDraftContent } from '../../../shared/casework/report-draft.ts';
import type { JudgedBundleView } from '../../../shared/contract/case-protocol.ts';
import type { ExtractedCustody } from '../../../shared/report/extract.ts';
import { toExtractedTrust } from '../../../shared/report/extracted-trust.ts';
import { type GatherAnswer, gatherExtract } from '../../../shared/report/gather-extract.ts';
import {
  type ReportableWork,
  reportableWork,
  withoutLeftOut,
} from '../../../shared/report/order-of-draft.ts';
import { loadCase } from '../../data/case-store.ts';
import { loadStoredLog } from '../../data/custody-store.ts';
import { refusedLog } from '../../data/refused-log.ts';
import { loadSearches } from '../../data/search-store.ts';
import { loadTrust } from '../case-trust.ts';
import type { Call, CaseContext } from '../request-context.ts';
import { caseEvidence } from './case-evidence.ts';

/** A case at one moment: its log decides everything else, so all of it is read from there at once. */
export interface CaseMoment {
  readonly caseId: string;
  readonly caseName: string;
  readonly records: readonly CustodyRecord[];
  readonly head: { readonly records: number; readonly leaf: string };
  readonly work: CaseWork;
  readonly reportable: ReportableWork;
}

/** What the log of a case says now. Throws StoreError when it does not hold together: no report stands on it. */
export async function caseMoment({ database }: CaseContext, caseId: string): Promise<CaseMoment> {
  const { name } = await loadCase(database, caseId);
  const log = await loadStoredLog(database, caseId);
  const { records, brokenAt, head } = log;
  if (brokenAt !== null || head === null) throw refusedLog(log, 'no report is made of it');
  const work = foldCaseWork(readMadeRecords(records));
  return { caseId, caseName: name, records, head, work, reportable: reportableWork(work) };
}

interface GatherOrder {
  readonly moment: CaseMoment;
  readonly draft: ReportDraftContent;
  readonly views: readonly JudgedBundleView[];
}

/** Everything that a report of this draft may speak of, or what keeps it from being made. */
export async function gatherCase(
  context: CaseContext,
  { moment, draft, views }: GatherOrder,
  call: Call,
): Promise<GatherAnswer> {
  const { database, platform } = context;
  const { caseId, caseName, work, reportable } = moment;
  const { store } = await loadTrust(database, await loadCase(database, caseId));
  const evidence = await caseEvidence(context, { caseId, views, keys: store.keys }, call);
  const chosen = withoutLeftOut(reportable, draft);
  const searches = draft.sections.includes('searches') ? await loadSearches(database, caseId) : [];
  const until = platform.elapsed() + mostSearchMillis;
  return gatherExtract(
    evidence,
    {
      caseName,
      facts: work.facts,
      made: {
        findings: work.findings.size,
        exhibits: reportable.exhibits.length,
        samples: reportable.samples.length,
      },
      ...chosen,
      narrative: draft.sections.includes('narrative') ? draft.narrative : [],
      searches: searches.map(({ name, query }) => ({ name, query })),
      trust: toExtractedTrust(store, new Set(views.map(({ origin }) => origin))),
      custody: toExtractedCustody(moment),
    },
    { step: () => call.pace.step(), deadline: { isOver: () => platform.elapsed() > until } },
  );
}

/** All kept searches together; each was answered before, by a person who waited for it. */
const mostSearchMillis = 60_000;

function toExtractedCustody({ caseId, records, head }: CaseMoment): ExtractedCustody | null {
  const [first] = records;
  const last = records.at(-1);
  if (first === undefined || last === undefined) return null;
  const counts = new Map<CustodyAction, number>();
  for (const { action } of records) counts.set(action, (counts.get(action) ?? 0) + 1);
  return {
    origin: custodyOrigin(caseId),
    records: head.records,
    headLeaf: head.leaf,
    firstTime: first.claimedTime,
    lastTime: last.claimedTime,
    clockSteppedBack: records.flatMap(({ seq, claimedTime }, index) =>
      claimedTime < (records[index - 1]?.claimedTime ?? claimedTime) ? [seq] : [],
    ),
    actions: [...counts].map(([action, count]) => ({ action, count })),
  };
}

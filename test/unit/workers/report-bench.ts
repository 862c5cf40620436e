import type { ReportDraftContent } from '../../../shared/casework/report-draft.ts';
import type { DeliveredFile } from '../../../shared/contract/case-protocol.ts';
import { reportSections } from '../../../shared/report/order.ts';
import { sealSmall, zipOf } from './small-bundle.ts';
import { createComputer, fileOf } from './worker-bench.ts';

const passphrase = 'correct horse battery staple';

export const draft: ReportDraftContent = {
  kind: 'report-draft',
  by: 'Auditor One',
  draftId: 'draft-1',
  isDiscarded: false,
  number: 'R-2026-07',
  title: 'Access review',
  sections: reportSections,
  narrative: [],
  limitations: [],
  leftOut: { findings: [], exhibits: [], samples: [] },
  supersedes: null,
  withheld: [],
  hidden: [],
  shownPointers: null,
};

/** A case with five entries, two of which are an exhibit, and an unlocked identity. */
export async function reportCase(name = 'Auditor One') {
  const computer = createComputer();
  const worker = await computer.startWorker();
  const source = fileOf(await zipOf((await sealSmall({ entries: 5 })).members));
  const { view, bundleId } = await worker.request('importBundle', { caseId: null, source });
  const { caseId } = view.case;
  const places = [
    { bundleId, ordinal: 1 },
    { bundleId, ordinal: 3 },
  ];
  const named = await worker.request('nameLines', { caseId, lines: places });
  const lines = named.flatMap((line) => line ?? []);
  const [first, second] = lines;
  if (first === undefined || second === undefined) throw new Error('the lines have no names');
  const { origin, fileSha256 } = first;
  await worker.request('make', {
    caseId,
    content: {
      ...{ kind: 'exhibit', by: name, number: 'EX-0001', title: 'Two reads', query: '', queryDigest: '' },
      sources: [{ origin, fileSha256, lines: lines.map(({ seq, leaf }) => ({ seq, leaf })) }],
    },
  });
  const identity = await worker.request('makeIdentity', { name, passphrase });
  const keep = (change: Partial<ReportDraftContent>) =>
    worker.request('make', { caseId, content: { ...draft, ...change } });
  const order = { caseId, draftId: 'draft-1', acknowledgedBy: name, withCustodyLog: true };
  return {
    ...{ computer, worker, caseId, bundleId, identity, first, second, keep },
    preview: (change: Partial<ReportDraftContent> = {}) =>
      worker.request('previewReport', { caseId, draft: { ...draft, ...change } }),
    produce: () => worker.request('produceReport', order),
    actions: async () =>
      (await worker.request('listCustody', { caseId })).records.map(({ action }) => action),
  };
}

export async function bytesOf(file: DeliveredFile): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(0, file.size).arrayBuffer());
}

import { BugError } from '../../shared/bytes/errors.ts';
import type { DrawnPlace } from '../../shared/contract/casework-protocol.ts';
import { type DrawnLine, drawFromPopulation } from '../../shared/search/draw-population.ts';
import { loadBundles } from '../data/case-store.ts';
import { StoreError } from '../data/store-error.ts';
import { nameLine } from './handle-casework.ts';
import { foregroundSearch } from './handle-search.ts';
import type { Call, CaseContext, CaseHandler } from './request-context.ts';

/** More is no sample any more; see shared/casework/sample.ts. */
const mostLines = 10_000;

export const drawSample: CaseHandler<'drawSample'> = async (context, request, call) => {
  const { caseId, bundleIds } = request;
  if (request.count > mostLines) {
    throw new StoreError('made-refused', `A sample has at most ${mostLines} lines.`);
  }
  const ofCase = await loadBundles(context.database, caseId);
  const asked =
    bundleIds.length === 0 ? ofCase : ofCase.filter(({ bundleId }) => bundleIds.includes(bundleId));
  // By the digests of the files: the order of import must change nothing.
  const inOrder = asked.toSorted((one, other) => (one.fileSha256 < other.fileSha256 ? -1 : 1));
  const scope = { caseId, bundleIds: inOrder.map(({ bundleId }) => bundleId) };
  const answer = await foregroundSearch(context, scope, call, ({ searcher }, searchCall) =>
    drawFromPopulation(searcher, request, searchCall),
  );
  if (answer.kind !== 'drawn') return answer;
  const files = [];
  for (const row of inOrder) {
    const { descriptor } = await context.opened.preview(row);
    files.push({ origin: descriptor?.origin ?? '', fileSha256: row.fileSha256 });
  }
  return {
    kind: 'drawn',
    population: { query: answer.query, queryDigest: answer.queryDigest, files, size: answer.size },
    unreadable: answer.unreadable,
    lines: await nameDrawn(context, caseId, answer.lines, call),
  };
};

async function nameDrawn(
  context: CaseContext,
  caseId: string,
  drawn: readonly DrawnLine[],
  call: Call,
): Promise<readonly DrawnPlace[]> {
  const places: DrawnPlace[] = [];
  for (const { row, stratum } of drawn) {
    const { bundleId, ordinal } = row;
    const named = await nameLine(context, caseId, { bundleId, ordinal });
    // Only lines that could be read are drawn, and each of them has a number.
    if (named === null) throw new BugError('A line that was drawn has no name.');
    places.push({
      bundleId,
      ordinal,
      line: { origin: named.origin, seq: named.seq, leaf: named.leaf, stratum },
    });
    await call.pace.step();
  }
  return places;
}

import { toHex } from '../../shared/bytes/hex.ts';
import { quote } from '../../shared/bytes/quote.ts';
import { noCaseFacts } from '../../shared/casework/case-facts.ts';
import { foldCaseWork } from '../../shared/casework/case-work.ts';
import type { ExhibitContent } from '../../shared/casework/exhibit.ts';
import type { JudgedBundleView } from '../../shared/contract/case-protocol.ts';
import { sha256 } from '../../shared/crypto/digest.ts';
import { type ExhibitEvidence, renderExhibitFile } from '../../shared/pack/exhibit-file.ts';
import { entryFaults, readCheckpoints } from '../../shared/report/check-entry.ts';
import { readingFaults } from '../../shared/report/check-reading.ts';
import { gatherExtract } from '../../shared/report/gather-extract.ts';
import type { GatherProblem } from '../../shared/report/gather-request.ts';
import { loadBundles, loadCase } from '../data/case-store.ts';
import { writeCustody } from '../data/custody-store.ts';
import { loadMade } from '../data/made-store.ts';
import { StoreError } from '../data/store-error.ts';
import { loadTrust } from './case-trust.ts';
import { viewCase } from './case-view.ts';
import { caseEvidence } from './report/case-evidence.ts';
import { toReportFile } from './report/report-file.ts';
import { zipMembers } from './report/zip-members.ts';
import type { Call, CaseContext, CaseHandler } from './request-context.ts';

/** Verifies, gathers, writes; the record in the log comes last, before the file is handed over. */
export const saveExhibit: CaseHandler<'saveExhibit'> = async (context, { caseId, number, by }, call) => {
  const { database, platform } = context;
  if (by.trim() === '') throw refusal('It is not said who saves the exhibit.');
  const work = foldCaseWork(await loadMade(database, caseId));
  const exhibit = work.exhibits.get(number);
  if (exhibit === undefined) throw refusal(`${quote(number)} is not an exhibit of this case.`);
  if (exhibit.withdrawn !== null) {
    throw refusal(`${number} was withdrawn. Make another exhibit of the lines that you want to hand out.`);
  }
  const { content } = exhibit.made;
  const views = await verifyAgain(context, caseId, content, call);
  const evidence = await gatherLines(context, caseId, { content, views }, call);
  const { members, lines, proven } = renderExhibitFile(content, evidence);
  const bytes = await zipMembers(context, members, call);
  const digest = toHex(sha256(bytes));
  const facts = [
    { name: 'exhibit', value: number },
    { name: 'sha256', value: digest },
    { name: 'lines', value: String(lines) },
    { name: 'lines with a proof', value: String(proven) },
    { name: 'by', value: by.trim() },
  ];
  await database.dexie.transaction('rw', [database.cases, database.custody], () =>
    writeCustody(database, caseId, [{ claimedTime: platform.now(), action: 'exhibit-saved', facts }]),
  );
  return { file: toReportFile(`${number}.exhibit.zip`, bytes), sha256: digest, lines, proven };
};

/**
 * The bundles that an exhibit may be of, by their digest or their log, with a verdict on what is stored at this moment: between
 * an earlier reading and now anybody could have written to the database. Other bundles of the case say nothing of its lines.
 */
async function verifyAgain(
  context: CaseContext,
  caseId: string,
  { sources }: ExhibitContent,
  call: Call,
): Promise<readonly JudgedBundleView[]> {
  const files = new Set(sources.map(({ fileSha256 }) => fileSha256));
  const origins = new Set(sources.map(({ origin }) => origin));
  const concerned = new Set<string>();
  for (const row of await loadBundles(context.database, caseId)) {
    const { descriptor } = await context.opened.preview(row);
    const isOfLog = descriptor !== null && origins.has(descriptor.origin);
    if (isOfLog || files.has(row.fileSha256)) concerned.add(row.bundleId);
  }
  context.opened.takeBack([...concerned]);
  const { bundles } = await viewCase(context, caseId, call);
  const views = bundles.filter(({ bundleId }) => concerned.has(bundleId));
  const altered = views.filter(({ verdict }) => verdict.headline === 'LOCAL COPY ALTERED');
  if (altered.length === 0) return views;
  const names = altered.map(({ fileName }) => quote(fileName)).join(', ');
  throw refusal(
    `LOCAL COPY ALTERED: what is stored of ${names} is not what arrived, so no exhibit of it is saved. Import the delivered file into another case; your exhibits can be handed over by an overlay.`,
  );
}

interface LinesOrder {
  readonly content: ExhibitContent;
  readonly views: readonly JudgedBundleView[];
}

/** By the path that a report takes to its lines, so that what an exhibit holds is what a report shows. */
async function gatherLines(
  context: CaseContext,
  caseId: string,
  { content, views }: LinesOrder,
  call: Call,
): Promise<ExhibitEvidence> {
  const stored = await loadCase(context.database, caseId);
  const { store } = await loadTrust(context.database, stored);
  const evidence = await caseEvidence(context, { caseId, views, keys: store.keys }, call);
  const nothing = { findings: [], samples: [], narrative: [], searches: [], custody: null };
  const gathered = await gatherExtract(
    evidence,
    {
      ...nothing,
      caseName: stored.name,
      facts: noCaseFacts,
      made: { findings: 0, exhibits: 1, samples: 0 },
      exhibits: [content],
      trust: { keys: [], authorities: [], policies: [] },
    },
    { step: () => call.pace.step(), deadline: { isOver: () => false } },
  );
  if (gathered.kind === 'refused') throw refusalOf(gathered.problems.map(toStatement));
  const { bundles, entries } = gathered.extract;
  const faults = entries.flatMap((entry) => {
    const bundle = bundles.find(({ fileSha256 }) => fileSha256 === entry.fileSha256);
    const checkpoints = readCheckpoints(bundle?.checkpoints ?? []);
    return [...entryFaults(entry, entry.line, checkpoints), ...readingFaults(entry)];
  });
  if (faults.length > 0) throw refusalOf(faults.map(({ statement }) => statement));
  const used = new Set(entries.map(({ fileSha256 }) => fileSha256));
  return { entries, bundles: bundles.filter(({ fileSha256 }) => used.has(fileSha256)) };
}

function toStatement({ code, statement, where, seq, origin }: GatherProblem): string {
  if (code !== 'line-not-there') return statement;
  return `${where} names entry ${seq ?? ''} of ${origin ?? ''}, which no bundle of this case has. Import the delivery that holds it.`;
}

function refusal(statement: string): StoreError {
  return new StoreError('exhibit-refused', statement);
}

const mostProblems = 5;

function refusalOf(statements: readonly string[]): StoreError {
  const rest = statements.length - mostProblems;
  const said = statements.slice(0, mostProblems);
  return refusal([...said, ...(rest > 0 ? [`There are ${rest} more problems.`] : [])].join(' '));
}

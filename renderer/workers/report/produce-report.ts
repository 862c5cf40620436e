import { itemAt } from '../../../shared/bytes/element-at.ts';
import { BugError } from '../../../shared/bytes/errors.ts';
import { toHex } from '../../../shared/bytes/hex.ts';
import { quote } from '../../../shared/bytes/quote.ts';
import type { DigestHex } from '../../../shared/bytes/units.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { productionFacts, type ReportSigner } from '../../../shared/casework/produced-reports.ts';
import type { JudgedBundleView } from '../../../shared/contract/case-protocol.ts';
import type { ProducedFiles } from '../../../shared/contract/report-protocol.ts';
import { sha256 } from '../../../shared/crypto/digest.ts';
import type { Identity } from '../../../shared/identity/identity.ts';
import type { PackMember } from '../../../shared/pack/pack-member.ts';
import { makeReportFiles } from '../../../shared/pack/report-files.ts';
import { toAffidavitDocument } from '../../../shared/report/drafts/affidavit.ts';
import { toCertificationDocument } from '../../../shared/report/drafts/certification.ts';
import { renderHtml } from '../../../shared/report/html/render-html.ts';
import { makeReport } from '../../../shared/report/make-report.ts';
import { orderOfDraft } from '../../../shared/report/order-of-draft.ts';
import type { ReportRecord } from '../../../shared/report/record.ts';
import type { SignatureFile } from '../../../shared/report/signatures/sign-report.ts';
import { loadBundles } from '../../data/case-store.ts';
import { writeCustody } from '../../data/custody-store.ts';
import { StoreError } from '../../data/store-error.ts';
import { viewCase } from '../case-view.ts';
import { unlockedIdentity } from '../handle-identity.ts';
import type { Call, CaseContext, CaseHandler } from '../request-context.ts';
import { workerDigests } from '../worker-digests.ts';
import { loadReportFonts } from '../worker-report-fonts.ts';
import { pseudonymsFor, withPseudonyms } from './draft-pseudonyms.ts';
import { caseMoment, gatherCase } from './gather-case.ts';
import { loadReports } from './handle-reports.ts';
import { holdFiles } from './held-files.ts';
import { leavingContent } from './leaving-content.ts';

import { packMembers } from './pack-members.ts';
import { toReportFile } from './report-file.ts';
import { reportTool } from './report-tool.ts';
import { refuseHidden } from './search-for-hidden.ts';
import { zipMembers } from './zip-members.ts';

/**
 * Verifies, gathers, makes, signs and packs, in this order; whatever ends it before the last step leaves nothing behind. The record
 * in the log comes last: it says that a report was produced, and not that somebody tried.
 */
export const produceReport: CaseHandler<'produceReport'> = async (context, order, call) => {
  const { caseId, draftId, acknowledgedBy, withCustodyLog } = order;
  const identity = await unlockedIdentity(context);
  if (acknowledgedBy.trim() === '') throw refusal('It is not said who lets the content of the report leave.');
  const moment = await caseMoment(context, caseId);
  const draft = moment.work.reportDrafts.get(draftId)?.content;
  if (draft === undefined) throw refusal('This draft is not in the case any more.');
  await refuseGivenNumber(context, caseId, draft.number.trim());

  const views = await verifyAgain(context, caseId, call);
  const gathered = await gatherCase(context, { moment, draft, views }, call);
  if (gathered.kind === 'refused') throw refusalOf(gathered.problems);

  const signer: ReportSigner = { name: identity.name, fingerprint: identity.fingerprint };
  const producedAt = context.platform.now();
  const production = { preparer: signer, producedAt, tool: reportTool };
  const names = pseudonymsFor(context, draft);
  const reportOrder = withPseudonyms(orderOfDraft(draft, moment.reportable, production), names);
  const made = makeReport(gathered.extract, reportOrder);
  if (made.kind === 'refused') throw refusalOf(made.problems);

  const { record } = made;
  sayStage(call, 'making-report');
  const means = { digests: workerDigests, rest: () => call.pace.step() };
  const files = await makeReportFiles(record, identity, producedAt, await loadReportFonts(), means);
  await call.pace.step();
  const members = await packMembers(context, { moment, identity, files, record, withCustodyLog }, call);
  const papers = papersOf(record, toHex(sha256(itemAt(files, 0).bytes)));
  const written = { members, record, extract: gathered.extract, order: reportOrder, beside: papers };
  const searched = await refuseHidden(context, written, call);
  const pack = await zipMembers(context, members, call);
  const table = names === null ? null : names.renderTable();
  const produced = toProducedFiles({ record, identity, files, pack, papers, searched, table });
  await recordProduction(context, caseId, { record, produced, signer, acknowledgedBy });
  holdFiles(context, caseId, produced);
  return produced;
};

function sayStage({ pace }: Call, stage: 'making-report'): void {
  pace.report({ stage, bytesDone: 0, bytesTotal: 0, entries: 0 });
}

/** Nothing that was read before counts: between then and now anybody could have written to the database. */
async function verifyAgain(
  context: CaseContext,
  caseId: string,
  call: Call,
): Promise<readonly JudgedBundleView[]> {
  const rows = await loadBundles(context.database, caseId);
  if (rows.length === 0) throw refusal('This case holds no bundle that a report could speak of.');
  context.opened.takeBack(rows.map(({ bundleId }) => bundleId));
  const { bundles } = await viewCase(context, caseId, call);
  const altered = bundles.filter(({ verdict }) => verdict.headline === 'LOCAL COPY ALTERED');
  if (altered.length === 0) return bundles;
  const names = altered.map(({ fileName }) => quote(fileName)).join(', ');
  throw new StoreError(
    'report-refused',
    `LOCAL COPY ALTERED: what is stored of ${names} is not what arrived, so no report is made of this case. Delete the case and import the delivered file again; your notes, findings and exhibits can be handed over by an overlay.`,
  );
}

/** The number of a report is given once, also when the report was withdrawn. */
async function refuseGivenNumber(context: CaseContext, caseId: string, number: string): Promise<void> {
  const given = (await loadReports(context, caseId)).some((report) => report.number === number);
  if (given) throw refusal(`${number} was given to a report that was produced. Take another number.`);
}

interface Produced {
  readonly record: ReportRecord;
  readonly identity: Identity;
  readonly files: readonly SignatureFile[];
  readonly pack: Uint8Array;
  readonly papers: readonly PackMember[];
  readonly searched: string | null;
  readonly table: string | null;
}

function toProducedFiles({
  record,
  identity,
  files,
  pack,
  papers,
  searched,
  table,
}: Produced): ProducedFiles {
  const [report] = files;
  if (report === undefined) throw new BugError('A report was made without its record.');
  const digest = toHex(sha256(report.bytes));
  const name = fileNameOf(record.number);
  return {
    number: record.number,
    sha256: digest,
    packSha256: digestOf(pack),
    fingerprint: identity.fingerprint,
    pack: toReportFile(`${name}.evb.zip`, pack),
    files: files.map((file) => toReportFile(file.name, file.bytes)),
    papers: papers.map(({ path, bytes }) => toReportFile(path, bytes)),
    searched,
    pseudonymTable: table === null ? null : toReportFile(`${name}.pseudonyms.csv`, encodeUtf8(table)),
  };
}

function papersOf(record: ReportRecord, digest: DigestHex): readonly PackMember[] {
  const papers = [
    { name: 'affidavit-draft.html', document: toAffidavitDocument(record, digest) },
    { name: 'certification-902-13-draft.html', document: toCertificationDocument(record, digest, '902(13)') },
    { name: 'certification-902-14-draft.html', document: toCertificationDocument(record, digest, '902(14)') },
  ];
  return papers.map(({ name, document }) => ({ path: name, bytes: renderHtml(document) }));
}

/** A number is text of a person: what no system has in a name becomes a dash. */
function fileNameOf(number: string): string {
  const name = number.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 80);
  return /^[._-]*$/.test(name) ? 'report' : name;
}

interface Recorded {
  readonly record: ReportRecord;
  readonly produced: ProducedFiles;
  readonly signer: ReportSigner;
  readonly acknowledgedBy: string;
}

/** Two windows may have made a report under one number at a time; only one of them is written down and handed over. */
async function recordProduction(
  context: CaseContext,
  caseId: string,
  { record, produced, signer, acknowledgedBy }: Recorded,
): Promise<void> {
  const { database, platform } = context;
  const { number, title, supersedes } = record;
  const { sha256: digest, packSha256 } = produced;
  const { entriesInClear, entriesHidden } = leavingContent(record);
  const facts = productionFacts({
    ...{ number, title, sha256: digest, packSha256, signer, supersedes },
    ...{ entriesInClear, entriesHidden, acknowledgedBy },
  });
  await database.dexie.transaction('rw', [database.cases, database.custody], async () => {
    await refuseGivenNumber(context, caseId, number);
    await writeCustody(database, caseId, [{ claimedTime: platform.now(), action: 'report-produced', facts }]);
  });
}

/** With the digests of the platform: a pack has some megabytes. */
function digestOf(bytes: Uint8Array): DigestHex {
  const digest = workerDigests.createSha256();
  digest.update(bytes);
  return toHex(digest.digest());
}

function refusal(statement: string): StoreError {
  return new StoreError('report-refused', statement);
}

const mostProblems = 5;

function refusalOf(problems: readonly { readonly statement: string }[]): StoreError {
  const said = problems.slice(0, mostProblems).map(({ statement }) => statement);
  const rest = problems.length - said.length;
  return refusal([...said, ...(rest > 0 ? [`There are ${rest} more problems.`] : [])].join(' '));
}

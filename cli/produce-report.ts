import { concatBytes } from '../shared/bytes/concat.ts';
import { BugError } from '../shared/bytes/errors.ts';
import type { UnixMillis } from '../shared/bytes/units.ts';
import { type Identity, signFile } from '../shared/identity/identity.ts';
import { findHidden, hiddenStatement, packScanInWords } from '../shared/pack/find-hidden.ts';
import type { PackMember } from '../shared/pack/pack-member.ts';
import { packReport } from '../shared/pack/pack-report.ts';
import { makeReportFiles } from '../shared/pack/report-files.ts';
import { Pseudonyms } from '../shared/redaction/pseudonyms.ts';
import { gatherExtract } from '../shared/report/gather-extract.ts';
import { makeReport } from '../shared/report/make-report.ts';
import type { ReportOrder, ReportTool } from '../shared/report/order.ts';
import type { ReportRecord } from '../shared/report/record.ts';
import type { ReportEvidence } from '../shared/report/report-evidence.ts';
import type { SignatureFile } from '../shared/report/signatures/sign-report.ts';
import { reportNamespace } from '../shared/report/signatures/signature-names.ts';
import type { SearchCall } from '../shared/search/searcher.ts';
import type { TrustStore } from '../shared/trust/trust-store.ts';
import { nodeDigests } from './platform/digests.ts';
import { inflateRawNode } from './platform/inflate.ts';
import { loadReportFonts } from './platform/report-fonts.ts';
import type { OrderFile } from './report-order.ts';
import { chooseReport } from './report-request.ts';
import { bundleVerifier, reportVerifier } from './standalone-texts.ts';

export interface Production {
  readonly file: OrderFile;
  readonly identity: Identity;
  readonly trust: TrustStore;
  readonly producedAt: UnixMillis;
  readonly tool: ReportTool;
  /** 32 bytes that nobody knows, drawn for this report: for the other names of hidden values. */
  readonly pseudonymKey: Uint8Array;
}

export type Produced =
  | {
      readonly kind: 'produced';
      readonly record: ReportRecord;
      /** `report.json` first. */
      readonly files: readonly SignatureFile[];
      readonly pack: readonly PackMember[];
      /** What was looked for in all of it, in words; null where nothing is hidden. */
      readonly searched: string | null;
      /** Who is who, as CSV: for the one who made the report. Null where no value has another name. */
      readonly pseudonyms: string | null;
    }
  | {
      readonly kind: 'refused';
      readonly problems: readonly { readonly code: string; readonly statement: string }[];
    };

/** Everything that a report is, in memory: it is searched for what it hides before any of it leaves. */
export async function produceReport(
  evidence: ReportEvidence,
  { file, identity, trust, producedAt, tool, pseudonymKey }: Production,
  call: SearchCall,
): Promise<Produced> {
  const chosen = await chooseReport(evidence, file, { identity, trust });
  const gathered = await gatherExtract(evidence, chosen.request, call);
  if (gathered.kind === 'refused') return gathered;
  const { name, fingerprint } = identity;
  const names = file.redaction.hidden.some(({ pseudonym }) => pseudonym !== '')
    ? new Pseudonyms(pseudonymKey)
    : null;
  const order: ReportOrder = {
    ...{ ...chosen.order, preparer: { name, fingerprint }, producedAt, tool },
    ...(names === null ? {} : { pseudonyms: names }),
  };
  const made = makeReport(gathered.extract, order);
  if (made.kind === 'refused') return made;
  const means = { digests: nodeDigests, rest: () => call.step() };
  const files = await makeReportFiles(made.record, identity, producedAt, await loadReportFonts(), means);
  const pack = await packMembers(files, identity);
  const { record } = made;
  const written = { members: pack, record, extract: gathered.extract, order, beside: [] };
  const scan = await findHidden(written, inflateRawNode, call);
  const statement = scan === null ? null : hiddenStatement(scan);
  if (statement !== null) return { kind: 'refused', problems: [{ code: 'hidden-value-written', statement }] };
  const searched = scan === null ? null : packScanInWords(scan);
  return { kind: 'produced', record, files, pack, searched, pseudonyms: names?.renderTable() ?? null };
}

async function packMembers(
  files: readonly SignatureFile[],
  packer: Identity,
): Promise<readonly PackMember[]> {
  const [report, ...beside] = files;
  if (report === undefined) throw new BugError('A report was made without its record.');
  const members: PackMember[] = [];
  const parts = {
    ...{ report: report.bytes, beside, custody: null, bundleVerifier, reportVerifier, digests: nodeDigests },
    sign: (bytes: Uint8Array) => signFile(packer, bytes, reportNamespace),
  };
  for await (const { path, chunks } of packReport(parts)) {
    const pieces: Uint8Array[] = [];
    for await (const piece of chunks) pieces.push(piece);
    members.push({ path, bytes: concatBytes(pieces) });
  }
  return members;
}

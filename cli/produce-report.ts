import { concatBytes } from '../shared/bytes/concat.ts';
import { BugError } from '../shared/bytes/errors.ts';
import type { UnixMillis } from '../shared/bytes/units.ts';
import { type Identity, signFile } from '../shared/identity/identity.ts';
import { findHidden, hiddenStatement } from '../shared/pack/find-hidden.ts';
import type { PackMember } from '../shared/pack/pack-member.ts';
import { packReport } from '../shared/pack/pack-report.ts';
import { makeReportFiles } from '../shared/pack/report-files.ts';
import { gatherExtract } from '../shared/report/gather-extract.ts';
import { makeReport } from '../shared/report/make-report.ts';
import type { ReportOrder, ReportTool } from '../shared/report/order.ts';
import type { ReportRecord } from '../shared/report/record.ts';
import type { ReportEvidence } from '../shared/report/report-evidence.ts';
import type { SignatureFile } from '../shared/report/signatures/sign-report.ts';
import { reportNamespace } from '../shared/report/signatures/signature-names.ts';
import type { SearchCall } from '../shared/search/searcher.ts';
import type { TrustStore } from '../shared/trust/trust-store.ts';
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
}

export type Produced =
  | {
      readonly kind: 'produced';
      readonly record: ReportRecord;
      /** `report.json` first. */
      readonly files: readonly SignatureFile[];
      readonly pack: readonly PackMember[];
    }
  | {
      readonly kind: 'refused';
      readonly problems: readonly { readonly code: string; readonly statement: string }[];
    };

/** Everything that a report is, in memory: it is searched for what it hides before any of it leaves. */
export async function produceReport(
  evidence: ReportEvidence,
  { file, identity, trust, producedAt, tool }: Production,
  call: SearchCall,
): Promise<Produced> {
  const chosen = await chooseReport(evidence, file, { identity, trust });
  const gathered = await gatherExtract(evidence, chosen.request, call);
  if (gathered.kind === 'refused') return gathered;
  const { name, fingerprint } = identity;
  const order: ReportOrder = { ...chosen.order, preparer: { name, fingerprint }, producedAt, tool };
  const made = makeReport(gathered.extract, order);
  if (made.kind === 'refused') return made;
  const files = await makeReportFiles(made.record, identity, producedAt, await loadReportFonts());
  const pack = await packMembers(files, identity);
  const hidden = await findHidden(pack, gathered.extract, order, call);
  if (hidden.length === 0) return { kind: 'produced', record: made.record, files, pack };
  return {
    kind: 'refused',
    problems: [{ code: 'hidden-value-written', statement: hiddenStatement(hidden) }],
  };
}

async function packMembers(
  files: readonly SignatureFile[],
  packer: Identity,
): Promise<readonly PackMember[]> {
  const [report, ...beside] = files;
  if (report === undefined) throw new BugError('A report was made without its record.');
  const members: PackMember[] = [];
  const parts = {
    ...{ report: report.bytes, beside, custody: null, bundleVerifier, reportVerifier },
    sign: (bytes: Uint8Array) => signFile(packer, bytes, reportNamespace),
  };
  for await (const { path, chunks } of packReport(parts)) {
    const pieces: Uint8Array[] = [];
    for await (const piece of chunks) pieces.push(piece);
    members.push({ path, bytes: concatBytes(pieces) });
  }
  return members;
}

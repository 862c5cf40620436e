import { writeZip } from '../../../shared/archive/zip-writer.ts';
import { memberPaths } from '../../../shared/bundle/bundle-layout.ts';
import type { BundleSource } from '../../../shared/bundle/bundle-source.ts';
import type { Descriptor } from '../../../shared/bundle/descriptor.ts';
import { packerNamespace } from '../../../shared/bundle/packer-namespace.ts';
import { parseDescriptor } from '../../../shared/bundle/parse-descriptor.ts';
import { openZipBundle } from '../../../shared/bundle/zip-source.ts';
import { toHex } from '../../../shared/bytes/hex.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { quote } from '../../../shared/bytes/quote.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import type { RedactBundleOrder } from '../../../shared/contract/redaction-protocol.ts';
import type { Identity } from '../../../shared/identity/identity.ts';
import { logKeyOf, packerKeyOf } from '../../../shared/identity/log-key.ts';
import { applyOrder, NamedEntries, planProblems } from '../../../shared/redaction/apply-order.ts';
import { FieldTally } from '../../../shared/redaction/leaving-fields.ts';
import {
  parseRedactionOrder,
  type RedactionOrderFile,
  renderRedactionOrder,
} from '../../../shared/redaction/order-file.ts';
import {
  planRedaction,
  type RedactionPlan,
  type RefusedPlan,
} from '../../../shared/redaction/plan-redaction.ts';
import { redactBundle as redact } from '../../../shared/redaction/redact-bundle.ts';
import { scanInWords } from '../../../shared/redaction/redaction-log.ts';
import type { RedactionOrder } from '../../../shared/redaction/redaction-order.ts';
import { RenderedLogs } from '../../../shared/redaction/render-logs.ts';
import { scanWritten, type WrittenScan, writtenMembers } from '../../../shared/redaction/scan-written.ts';
import { readMember } from '../../../shared/redaction/segment-lines.ts';
import { readyQuery } from '../../../shared/search/answer-search.ts';
import { BitSet } from '../../../shared/search/bit-set.ts';
import { loadBundle } from '../../data/case-store.ts';
import { writeCustody } from '../../data/custody-store.ts';
import { StoreError } from '../../data/store-error.ts';
import { openStoredBundle } from '../../data/store-source.ts';
import type { BundleRow } from '../../data/stored-rows.ts';
import { toPlatformFile } from '../case-file/platform-file.ts';
import { viewCase } from '../case-view.ts';
import { openFileSource } from '../file-source.ts';
import { unlockedIdentity } from '../handle-identity.ts';
import { lineCount } from '../handle-proofs.ts';
import type { Call, CaseContext, CaseHandler } from '../request-context.ts';
import { placeInWords } from './redacted-place.ts';
import { reportTool } from './report-tool.ts';

export const planBundle: CaseHandler<'planBundle'> = async (context, { caseId, bundleId, order }, call) => {
  const row = await bundleOfCase(context, caseId, bundleId);
  const stored = await openStored(context, row, order, call);
  const tally = new FieldTally();
  const facts = { by: '', reason: '', claimedTime: 0 };
  const { plan, named } = await planStored(stored, toOrder(stored, facts), call, tally);
  const isRefused = plan.kind === 'refused';
  return {
    origin: stored.descriptor.origin,
    fields: tally.fields(),
    mappings: [stored.descriptor.mapping],
    entries: row.receipt.entries,
    withheldEntries: isRefused ? 0 : plan.withheldEntries,
    hidden: isRefused ? [] : hiddenOf(plan),
    problems: [
      ...named.problems,
      ...(isRefused ? [refusedStatement(plan)] : planProblems(plan, stored.file)),
    ],
  };
};

/** Verifies, plans, writes, searches what was written; the record in the log comes last, before the file is handed over. */
export const redactBundle: CaseHandler<'redactBundle'> = async (context, asked, call) => {
  const { platform } = context;
  refuseUnsaid(asked);
  const identity = await unlockedIdentity(context);
  const row = await bundleOfCase(context, asked.caseId, asked.bundleId);
  await verifyAgain(context, row, call);
  const stored = await openStored(context, row, asked.order, call);
  const { source, descriptor, file } = stored;
  const facts = { by: identity.name, reason: asked.reason.trim(), claimedTime: platform.now() };
  const order = toOrder(stored, facts);
  const { plan, named } = await planStored(stored, order, call);
  if (plan.kind === 'refused') throw refusal(refusedStatement(plan));
  const [problem] = [...named.problems, ...planProblems(plan, file)];
  if (problem !== undefined) throw refusal(problem);

  const logs = new RenderedLogs({ ...order, origin: descriptor.origin }, file);
  const members = redact({ source, descriptor, plan }, order, {
    packerKey: logKeyOf(identity, 'packer'),
    digests: platform.digests,
    onRedaction: (redaction) => logs.add(redaction),
    onLines: (lines) => stepOver(stored, lines, call),
  });
  const name = row.receipt.fileName.replace(/(?:\.evb)?\.zip$/i, '');
  const digest = platform.digests.createSha256();
  async function* chunks(): AsyncGenerator<Uint8Array, void> {
    // Stored and not deflated: the same order gives the same bytes in every runtime.
    for await (const chunk of writeZip(members, { deflate: null, crc32: platform.crc32 })) {
      digest.update(chunk);
      yield chunk;
      await call.pace.step();
    }
  }
  const bundle = await toPlatformFile(`${name}.redacted.evb.zip`, chunks());
  const sha256 = toHex(digest.digest());
  const scan = await searchWritten(context, bundle, logs, plan, call);
  logs.end(scan.scan);
  if (scan.refusal !== null) throw refusal(scan.refusal);
  const hidden = hiddenOf(plan);
  await record(context, row, { asked, identity, sha256, plan });
  const csv = (ending: string, bytes: Uint8Array) =>
    new File([bytes.slice()], `${name}.${ending}.csv`, { type: 'text/csv' });
  return {
    ...{ bundle, sha256, hidden, withheldEntries: plan.withheldEntries, searched: scanInWords(scan.scan) },
    logs: [
      csv('redactions', logs.log),
      ...(logs.privileges === null ? [] : [csv('privilege', logs.privileges)]),
    ],
    signers: signersOf(identity, name),
  };
};

interface StoredToRedact {
  readonly row: BundleRow;
  readonly source: BundleSource;
  readonly descriptor: Descriptor;
  readonly file: RedactionOrderFile;
  /** Null where no query says which lines are kept. */
  readonly kept: BitSet | null;
}

async function openStored(
  context: CaseContext,
  row: BundleRow,
  asked: RedactionOrderFile,
  call: Call,
): Promise<StoredToRedact> {
  // As a file would be read: what the window sends is held to the same rules.
  const file = parseRedactionOrder(renderRedactionOrder(asked));
  const { database, platform } = context;
  const source = await openStoredBundle(database, row, platform.inflate);
  const descriptor = parseDescriptor(await readMember(source, memberPaths.descriptor));
  const kept = file.keepOnly.length === 0 ? null : await keptLines(context, row, file.keepOnly, call);
  return { row, source, descriptor, file, kept };
}

/** Throws StoreError for a query that finds nothing: whoever wrote it believes that something stays. */
async function keptLines(
  context: CaseContext,
  row: BundleRow,
  queries: readonly string[],
  { pace }: Call,
): Promise<BitSet> {
  const { searcher } = await context.search.searcher(row.caseId, [row], context.opened, pace);
  const kept = new BitSet(searcher.lines.total);
  const patient = { step: () => pace.step(), deadline: { isOver: () => false } };
  for (const query of queries) {
    const ready = readyQuery(query);
    if (ready.kind === 'invalid') throw refusal(ready.error.message);
    const result = await searcher.find(ready.query, ready.expressions, patient);
    if (result === 'stopped' || result.found.total === 0)
      throw refusal(`No entry of this bundle answers the query ${quote(query)}.`);
    for (const [index, set] of result.found.sets.entries()) {
      const firstRow = searcher.lines.parts[index]?.firstRow ?? 0;
      set.forEach((each) => {
        kept.add(firstRow + each);
      });
    }
  }
  return kept;
}

function toOrder(
  { descriptor: { origin, range }, file, kept }: StoredToRedact,
  facts: Pick<RedactionOrder, 'by' | 'reason' | 'claimedTime'>,
): RedactionOrder {
  const isKept = (ordinal: number) => kept?.has(ordinal) ?? true;
  const tool = `vouch ${reportTool.version}`;
  return applyOrder(file, { origin, start: range.start, isKept }, { ...facts, privilege: '', tool });
}

async function planStored(stored: StoredToRedact, order: RedactionOrder, call: Call, tally?: FieldTally) {
  const { row, source, descriptor, file } = stored;
  const named = new NamedEntries(file, descriptor.origin);
  const plan = await planRedaction(
    source,
    { start: descriptor.range.start, lines: lineCount(row) },
    order,
    { onLines: (lines) => stepOver(stored, lines, call) },
    (line) => {
      named.look(line);
      if (line.reading.event !== null) tally?.add(line.reading.event, line.disclosures);
    },
  );
  return { plan, named };
}

async function stepOver({ row }: StoredToRedact, entries: number, { pace }: Call): Promise<void> {
  pace.report({ stage: 'exporting', bytesDone: entries, bytesTotal: lineCount(row), entries });
  await pace.step();
}

/** Reads the new bundle as a stranger would, and looks in it and in the logs for what should not be there. */
async function searchWritten(
  { platform }: CaseContext,
  bundle: File,
  logs: RenderedLogs,
  { values }: RedactionPlan,
  { pace }: Call,
): Promise<{ readonly scan: WrittenScan; readonly refusal: string | null }> {
  const source = await openZipBundle(openFileSource(bundle), platform.inflate, limits, platform.crc32);
  const own = (name: string, bytes: Uint8Array) => ({
    name,
    async *open() {
      yield bytes;
    },
  });
  const files = [
    ...writtenMembers(source),
    own('the redaction log', logs.log),
    ...(logs.privileges === null ? [] : [own('the privilege log', logs.privileges)]),
  ];
  const scan = await scanWritten(files, values, () => pace.step());
  const [first, ...others] = scan.found.filter(({ of }) => of === 'field');
  if (first === undefined) return { scan, refusal: null };
  const place = await placeInWords(source, first);
  const more = others.length > 0 ? ` So do ${others.length} more.` : '';
  return {
    scan,
    refusal: `A value that this order hides also stands in ${place}.${more} Withhold the entries in which such values stand.`,
  };
}

async function verifyAgain(context: CaseContext, { bundleId, caseId }: BundleRow, call: Call): Promise<void> {
  context.opened.takeBack([bundleId]);
  const { bundles } = await viewCase(context, caseId, call);
  const view = bundles.find((each) => each.bundleId === bundleId);
  if (view?.verdict.headline === 'LOCAL COPY ALTERED')
    throw refusal(
      `LOCAL COPY ALTERED: what is stored of ${quote(view.fileName)} is not what arrived, so nothing is made of it. Import the delivered file into another case.`,
    );
  if (view === undefined || view.verdict.state === 'failed')
    throw refusal('A bundle that fails is not redacted: the new signature would cover its faults.');
}

async function bundleOfCase({ database }: CaseContext, caseId: string, bundleId: string): Promise<BundleRow> {
  const row = await loadBundle(database, bundleId);
  if (row.caseId === caseId) return row;
  throw refusal('This bundle is not one of the case.');
}

interface Recorded {
  readonly asked: RedactBundleOrder;
  readonly identity: Identity;
  readonly sha256: string;
  readonly plan: RedactionPlan;
}

async function record(
  { database, platform }: CaseContext,
  { caseId, receipt, fileSha256 }: BundleRow,
  { asked, identity, sha256, plan }: Recorded,
): Promise<void> {
  const facts = [
    { name: 'bundle', value: receipt.fileName },
    { name: 'bundle sha256', value: fileSha256 },
    { name: 'sha256', value: sha256 },
    { name: 'hidden fields', value: [...plan.hiddenEntries.keys()].join(', ') },
    { name: 'withheld entries', value: String(plan.withheldEntries) },
    { name: 'reason', value: asked.reason.trim() },
    { name: 'packed by', value: `${identity.name}, ${identity.fingerprint}` },
    { name: 'let out by', value: asked.acknowledgedBy.trim() },
  ];
  await database.dexie.transaction('rw', [database.cases, database.custody], () =>
    writeCustody(database, caseId, [{ claimedTime: platform.now(), action: 'bundle-redacted', facts }]),
  );
}

/** A record that is too long for an entry of a log could not leave the case any more. */
const mostText = 1_000;

function refuseUnsaid({ reason, acknowledgedBy }: RedactBundleOrder): void {
  if (reason.trim() === '') throw refusal('It is not said why the bundle is redacted.');
  if (acknowledgedBy.trim() === '') throw refusal('It is not said who lets the content of the bundle leave.');
  if (reason.length > mostText || acknowledgedBy.length > mostText)
    throw refusal(`The reason has at most ${mostText} characters.`);
}

function hiddenOf({ hiddenEntries }: RedactionPlan) {
  return [...hiddenEntries].map(([pointer, entries]) => ({ pointer, entries }));
}

function signersOf(identity: Identity, name: string): File {
  const line = `redactor namespaces="${packerNamespace}" ${packerKeyOf(identity)}\n`;
  return new File([encodeUtf8(line).slice()], `${name}.allowed_signers`, { type: 'text/plain' });
}

function refusedStatement({ refusals, count }: RefusedPlan): string {
  const places = refusals
    .slice(0, 5)
    .map(({ seq, kind, pointer }) =>
      kind === 'in-clear' ? `entry ${seq} has ${pointer} in clear` : `of entry ${seq} no field can be told`,
    );
  const more = count > places.length ? `; and ${count - places.length} more` : '';
  return `Only what was committed when the log was sealed can be hidden: ${places.join('; ')}${more}. Withhold such entries whole.`;
}

function refusal(statement: string): StoreError {
  return new StoreError('report-refused', statement);
}

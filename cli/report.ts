import { parseArgs } from 'node:util';
import { crc32 } from 'node:zlib';
import { writeZip } from '../shared/archive/zip-writer.ts';
import type { OutgoingMember } from '../shared/bundle/bag-tags.ts';
import { concatBytes } from '../shared/bytes/concat.ts';
import { BugError, CancelledError } from '../shared/bytes/errors.ts';
import { type Identity, signFile } from '../shared/identity/identity.ts';
import { findHidden, hiddenStatement } from '../shared/pack/find-hidden.ts';
import type { PackMember } from '../shared/pack/pack-member.ts';
import { packReport } from '../shared/pack/pack-report.ts';
import { makeReportFiles } from '../shared/pack/report-files.ts';
import { gatherExtract } from '../shared/report/gather-extract.ts';
import { makeReport } from '../shared/report/make-report.ts';
import type { ReportOrder } from '../shared/report/order.ts';
import type { ReportRecord } from '../shared/report/record.ts';
import type { SignatureFile } from '../shared/report/signatures/sign-report.ts';
import { reportNamespace } from '../shared/report/signatures/signature-names.ts';
import type { SearchCall } from '../shared/search/searcher.ts';
import { done, type ExitCode, exitCodes } from './exit-codes.ts';
import { requireOption, UsageError } from './options.ts';
import { deflateRawNode } from './platform/inflate.ts';
import { loadReportFonts } from './platform/report-fonts.ts';
import { writeNewFolder } from './platform/write-new-folder.ts';
import { startProgress } from './progress.ts';
import { readIdentity, readWhole } from './read-identity.ts';
import { openReportEvidence } from './report-evidence.ts';
import { parseOrderFile } from './report-order.ts';
import { chooseReport } from './report-request.ts';
import type { Command, CommandContext } from './run-command.ts';
import { openRunStore } from './run-store.ts';
import { bundleVerifier, reportVerifier } from './standalone-texts.ts';
import { readTimeOption } from './time-option.ts';

/** `vouch report`: a signed report of verified bundles. Writes all of it or nothing. */
export const report: Command = async (args, context) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      order: { type: 'string' },
      identity: { type: 'string' },
      'passphrase-file': { type: 'string' },
      out: { type: 'string' },
      store: { type: 'string' },
      at: { type: 'string' },
      pack: { type: 'boolean', default: false },
    },
  });
  if (positionals.length === 0) throw new UsageError('report needs the path of at least one bundle.');
  const out = requireOption(values.out, 'out');
  const file = parseOrderFile(await readWhole(requireOption(values.order, 'order')));
  const identityFile = requireOption(values.identity, 'identity');
  const identity = await readIdentity(
    identityFile,
    requireOption(values['passphrase-file'], 'passphrase-file'),
  );
  const producedAt = values.at === undefined ? context.now() : readTimeOption(values.at, 'at');
  const { log } = await openRunStore(values.store, context);

  const progress = startProgress(context);
  try {
    const evidence = await openReportEvidence(
      { paths: positionals, trust: log.store, only: null, onStep: progress.step },
      { ...context, now: () => producedAt },
    );
    const chosen = await chooseReport(evidence, file, { identity, trust: log.store });
    const gathered = await gatherExtract(evidence, chosen.request, callOf(context));
    if (gathered.kind === 'refused') return refuse(gathered.problems, context);
    const { name, fingerprint } = identity;
    const order: ReportOrder = {
      ...chosen.order,
      preparer: { name, fingerprint },
      producedAt,
      tool: { name: 'Vouch', version: context.version, buildSha256: await context.programSha256() },
    };
    const made = makeReport(gathered.extract, order);
    if (made.kind === 'refused') return refuse(made.problems, context);
    progress.step('Writing');
    const files = await makeReportFiles(made.record, identity, producedAt, await loadReportFonts());
    const members = await packMembers(files, identity);
    const hidden = await findHidden(members, gathered.extract, order, callOf(context));
    if (hidden.length > 0) {
      return refuse([{ code: 'hidden-value-written', statement: hiddenStatement(hidden) }], context);
    }
    await writeNewFolder(out, outgoing(files, values.pack ? members : []));
    progress.end();
    tell(made.record, identity, context);
    return done;
  } finally {
    progress.end();
  }
};

function callOf({ signal }: CommandContext): SearchCall {
  return {
    deadline: { isOver: () => false },
    async step() {
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) throw new CancelledError();
    },
  };
}

/** Nothing is written: half a report would be taken for one. */
function refuse(
  problems: readonly { readonly code: string; readonly statement: string }[],
  { terminal }: CommandContext,
): ExitCode {
  terminal.talk('vouch: no report was made.');
  for (const { code, statement } of problems) terminal.talk(`  ${statement} [${code}]`);
  return exitCodes.usage;
}

/** Whole, because what is written is searched before it leaves. */
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

async function* outgoing(
  files: readonly SignatureFile[],
  members: readonly PackMember[],
): AsyncGenerator<OutgoingMember, void> {
  for (const { name, bytes } of files) yield { path: name, chunks: whole(bytes) };
  if (members.length === 0) return;
  yield { path: 'pack.evb.zip', chunks: writeZip(chunksOf(members), { deflate: deflateRawNode, crc32 }) };
}

async function* chunksOf(members: readonly PackMember[]): AsyncGenerator<OutgoingMember, void> {
  for (const { path, bytes } of members) yield { path, chunks: whole(bytes) };
}

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes;
}

function tell(record: ReportRecord, { name, fingerprint }: Identity, { terminal }: CommandContext): void {
  const { number, bundles, entries, findings, exhibits, samples, redactions } = record;
  for (const { fileName, verdict } of bundles) terminal.talk(`${fileName}: ${verdict.headline}`);
  terminal.talk(
    `Report ${number}: ${findings.length} findings, ${exhibits.length} exhibits, ${samples.length} samples, ${entries.length} entries, ${redactions.length} redactions.`,
  );
  terminal.talk(`Signed by ${name}, fingerprint ${fingerprint}.`);
}

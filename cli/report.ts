import { parseArgs } from 'node:util';
import { crc32 } from 'node:zlib';
import { writeZip } from '../shared/archive/zip-writer.ts';
import type { OutgoingMember } from '../shared/bundle/bag-tags.ts';
import { CancelledError } from '../shared/bytes/errors.ts';
import { encodeUtf8 } from '../shared/bytes/utf8.ts';
import type { Identity } from '../shared/identity/identity.ts';
import type { PackMember } from '../shared/pack/pack-member.ts';
import type { ReportRecord } from '../shared/report/record.ts';
import type { SignatureFile } from '../shared/report/signatures/sign-report.ts';
import type { SearchCall } from '../shared/search/searcher.ts';
import { done, type ExitCode, exitCodes } from './exit-codes.ts';
import { requireOption, UsageError } from './options.ts';
import { openGrowingFile } from './platform/growing-file.ts';
import { deflateRawNode } from './platform/inflate.ts';
import { writeNewFolder } from './platform/write-new-folder.ts';
import { produceReport } from './produce-report.ts';
import { startProgress } from './progress.ts';
import { readIdentity, readWhole } from './read-identity.ts';
import { openReportEvidence } from './report-evidence.ts';
import { type OrderFile, parseOrderFile } from './report-order.ts';
import { readRedactionFile } from './report-redaction.ts';
import { countersign, withdraw } from './report-sign.ts';
import { stamp } from './report-stamp.ts';
import type { Command, CommandContext } from './run-command.ts';
import { openRunStore } from './run-store.ts';
import { readTimeOption } from './time-option.ts';

const verbs: ReadonlyMap<string, Command> = new Map([
  ['countersign', countersign],
  ['withdraw', withdraw],
  ['stamp', stamp],
]);

/** `vouch report`: a signed report of verified bundles; `vouch report VERB`: what is added to one that was made. */
export const report: Command = (args, context) => {
  const [verb = '', ...rest] = args;
  const added = verbs.get(verb);
  return added === undefined ? make(args, context) : added(rest, context);
};

/** Writes all of it or nothing. */
const make: Command = async (args, context) => {
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
      redaction: { type: 'string' },
      'pseudonym-table': { type: 'string' },
    },
  });
  if (positionals.length === 0) throw new UsageError('report needs the path of at least one bundle.');
  const out = requireOption(values.out, 'out');
  const ordered = parseOrderFile(await readWhole(requireOption(values.order, 'order')));
  const identityFile = requireOption(values.identity, 'identity');
  const identity = await readIdentity(
    identityFile,
    requireOption(values['passphrase-file'], 'passphrase-file'),
  );
  const table = values['pseudonym-table'];
  const file = await withRedaction(ordered, { path: values.redaction, table, by: identity.name });
  const producedAt = values.at === undefined ? context.now() : readTimeOption(values.at, 'at');
  const { log } = await openRunStore(values.store, context);

  const progress = startProgress(context);
  try {
    const evidence = await openReportEvidence(
      { paths: positionals, trust: log.store, only: null, onStep: progress.step },
      { ...context, now: () => producedAt },
    );
    progress.step('Making the report');
    const tool = { name: 'Vouch', version: context.version, buildSha256: context.buildSha256 };
    const pseudonymKey = context.randomBytes(32);
    const production = { file, identity, trust: log.store, producedAt, tool, pseudonymKey };
    const produced = await produceReport(evidence, production, callOf(context));
    if (produced.kind === 'refused') return refuse(produced.problems, context);
    const { record, files, pack, searched, pseudonyms } = produced;
    await writeNewFolder(out, outgoing(files, values.pack ? pack : []));
    if (pseudonyms !== null && table !== undefined) await writeTable(table, pseudonyms);
    progress.end();
    tell(record, identity, context);
    if (searched !== null) context.terminal.talk(searched);
    return done;
  } finally {
    progress.end();
  }
};

interface RedactionChoice {
  readonly path: string | undefined;
  readonly table: string | undefined;
  readonly by: string;
}

/** What is kept back by the order itself, or by a file of its own. Who is who must go somewhere where other names are asked for. */
async function withRedaction(order: OrderFile, { path, table, by }: RedactionChoice): Promise<OrderFile> {
  const redaction = path === undefined ? order.redaction : await readRedactionFile(order, path, by);
  if (redaction.hidden.some(({ pseudonym }) => pseudonym !== '')) requireOption(table, 'pseudonym-table');
  return { ...order, redaction };
}

/** Who is who: in no pack, and only for whoever made it. */
async function writeTable(path: string, text: string): Promise<void> {
  const file = await openGrowingFile(path);
  try {
    await file.append(encodeUtf8(text));
    await file.keep();
  } finally {
    await file.close();
  }
}

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

async function* outgoing(
  files: readonly SignatureFile[],
  pack: readonly PackMember[],
): AsyncGenerator<OutgoingMember, void> {
  for (const { name, bytes } of files) yield { path: name, chunks: whole(bytes) };
  if (pack.length > 0) yield { path: 'pack.evb.zip', chunks: zipPack(pack) };
}

/** The same members give the same bytes, as long as zlib is the same. */
export function zipPack(pack: readonly PackMember[]): AsyncIterable<Uint8Array> {
  return writeZip(membersOf(pack), { deflate: deflateRawNode, crc32 });
}

async function* membersOf(pack: readonly PackMember[]): AsyncGenerator<OutgoingMember, void> {
  for (const { path, bytes } of pack) yield { path, chunks: whole(bytes) };
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

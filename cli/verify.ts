import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { parseBase64 } from '../shared/bytes/base64.ts';
import { FormatError } from '../shared/bytes/errors.ts';
import type { HandedReport } from '../shared/pack/verify-report.ts';
import { type RememberedHead, rememberedSizes, rememberHead } from '../shared/trust/head-memory.ts';
import type { TimeAuthority } from '../shared/trust/time-authority.ts';
import type { TrustStore } from '../shared/trust/trust-store.ts';
import type { ForeignTrust } from '../shared/verify/foreign/foreign-trust.ts';
import { headToRemember } from '../shared/verify/head-to-remember.ts';
import type { Verdict } from '../shared/verify/verdict.ts';
import { verifyBundle } from '../shared/verify/verify-bundle.ts';
import type { ExpectedHead, VerifyInput } from '../shared/verify/verify-input.ts';
import { type ExitCode, exitCodes, worstOf } from './exit-codes.ts';
import { foreignOptions } from './foreign-options.ts';
import { readForeignTrust } from './foreign-trust.ts';
import { UsageError } from './options.ts';
import { readAuthorities } from './pin-authorities.ts';
import { type NamedKeys, readNamedKeys, saidForRun } from './pin-keys.ts';
import { withEvidence } from './platform/open-evidence.ts';
import { printVerdict } from './print-verdict.ts';
import { readBundle } from './read-bundle.ts';
import { readReport } from './read-report.ts';
import type { Command, CommandContext } from './run-command.ts';
import { openRunStore, rememberInStore } from './run-store.ts';
import { readTimeOption } from './time-option.ts';
import { toErrorDocument, toVerdictDocument } from './verdict-document.ts';
import { judgeForeign } from './verify-foreign.ts';
import {
  differencesSince,
  judgeReport,
  printDifferences,
  printReportVerdict,
  type ReportRun,
  readReviewers,
  toReportVerdictDocument,
} from './verify-report.ts';

/** What holds for all paths of one run. */
interface Run {
  /** Whose signatures under reports are known, by fingerprint. */
  readonly reviewers: ReadonlyMap<string, string>;
  /** Bundles with which reports are compared. */
  readonly evidence: readonly string[];
  /** An earlier version of a report. */
  readonly before: string | null;
  readonly keys: NamedKeys;
  readonly authorities: readonly TimeAuthority[];
  readonly store: TrustStore;
  readonly foreignTrust: ForeignTrust;
  /** What a single proof, envelope or Sigstore bundle is about. */
  readonly files: readonly string[];
  readonly isJson: boolean;
  /** Before the first evidence is judged, once: of reports the signer is somebody else. */
  sayUnnamed(): void;
  readonly known: Pick<VerifyInput, 'expected' | 'policyTime' | 'receivedAt'>;
}

/** `vouch verify`: a verdict for each path. One that cannot be read does not keep the others from being verified. */
export const verify: Command = async (args, context) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...foreignOptions,
      tsa: { type: 'string', multiple: true, default: [] },
      store: { type: 'string' },
      'expect-size': { type: 'string' },
      'expect-head': { type: 'string' },
      at: { type: 'string' },
      reviewers: { type: 'string', multiple: true, default: [] },
      evidence: { type: 'string', multiple: true, default: [] },
      before: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  if (positionals.length === 0) throw new UsageError('verify needs the path of at least one bundle.');
  const now = context.now();
  const { folder, log } = await openRunStore(values.store, context);
  const policyTime: VerifyInput['policyTime'] =
    values.at === undefined
      ? { time: now, source: 'now' }
      : { time: readTimeOption(values.at, 'at'), source: 'stated' };
  let isSaid = false;
  const run: Run = {
    reviewers: await readReviewers(values.reviewers, policyTime.time),
    evidence: values.evidence,
    before: values.before ?? null,
    keys: await readNamedKeys(values.vkey, values.signers, now),
    authorities: await readAuthorities(values.tsa, saidForRun(now)),
    store: log.store,
    foreignTrust: await readForeignTrust(values, now),
    files: values.file,
    isJson: values.json,
    sayUnnamed() {
      if (namesSigner(run) || isSaid) return;
      isSaid = true;
      context.terminal.talk('No log key was named (--vkey): no signer can be trusted in this run.');
    },
    known: {
      expected: readExpected(values['expect-size'], values['expect-head']),
      policyTime,
      receivedAt: now,
    },
  };
  let heads: readonly RememberedHead[] = run.store.heads;
  const codes: ExitCode[] = [];
  for (const [index, path] of positionals.entries()) {
    if (index > 0 && !run.isJson) context.terminal.print('');
    const { code, head } = await verifyOne(path, { ...run, store: { ...run.store, heads } }, context);
    codes.push(code);
    if (head !== null) heads = rememberHead(heads, head);
  }
  if (folder !== null) await rememberInStore(folder, heads.slice(run.store.heads.length));
  return worstOf(codes);
};

/** Of the keys that come for one run, `--vkey` names those of bundles; the others are for evidence of other worlds. */
function namesSigner({ keys, store, foreignTrust }: Run): boolean {
  const { publicKeys, sigstoreRoot, logKeys } = foreignTrust;
  const isNamed = keys.logKeys.length > 0 || store.keys.some(({ role }) => role === 'log');
  return isNamed || publicKeys.length > 0 || logKeys.length > 0 || sigstoreRoot !== null;
}

interface Answer {
  readonly code: ExitCode;
  readonly head: RememberedHead | null;
}

async function verifyOne(path: string, run: Run, context: CommandContext): Promise<Answer> {
  const name = basename(path);
  try {
    const report = await readReport(path);
    if (report !== null) return await verifyHanded(name, report, run, context);
    run.sayUnnamed();
    const { verdict, head } = await judge(path, run, context);
    if (run.isJson) context.terminal.printJson(toVerdictDocument(name, verdict));
    else printVerdict(name, verdict, context.terminal);
    return { code: toExitCode(verdict), head };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    if (run.isJson) context.terminal.printJson(toErrorDocument(name, error));
    else context.terminal.print(`${name}: UNREADABLE, nothing was decided. ${error.message} [${error.code}]`);
    return { code: exitCodes.unreadable, head: null };
  }
}

async function verifyHanded(
  name: string,
  handed: HandedReport,
  { reviewers, evidence, before, keys, authorities, store, known, isJson }: Run,
  context: CommandContext,
): Promise<Answer> {
  const reportRun: ReportRun = {
    ...{ reviewers, evidence, before },
    keys: withNamed(store.keys, keys.logKeys, ({ keyId }) => keyId),
    authorities: withNamed(store.authorities, authorities, ({ authorityId }) => authorityId),
    now: known.policyTime.time,
  };
  const verdict = await judgeReport(handed, reportRun, context);
  const differences = before === null ? null : await differencesSince(before, verdict);
  if (isJson) context.terminal.printJson(toReportVerdictDocument(name, verdict, differences));
  else {
    printReportVerdict(name, verdict, context.terminal);
    if (differences !== null) printDifferences(differences, context.terminal);
  }
  return { code: toExitCode(verdict), head: null };
}

async function judge(
  path: string,
  { keys, authorities, store, foreignTrust, files, known }: Run,
  context: CommandContext,
): Promise<{ readonly verdict: Verdict; readonly head: RememberedHead | null }> {
  return withEvidence(path, files, async (source) => {
    const foreign = await judgeForeign(source, foreignTrust, context);
    if (foreign !== null) return { verdict: foreign, head: null };
    const observation = await readBundle(source, context, { rootSizes: rememberedSizes(store.heads) });
    const named = [...keys.logKeys, ...keys.packerKeysFor(observation.descriptor.origin)];
    const trust = {
      ...store,
      keys: withNamed(store.keys, named, ({ keyId }) => keyId),
      authorities: withNamed(store.authorities, authorities, ({ authorityId }) => authorityId),
    };
    const input: VerifyInput = { observation, trust, arrival: null, ...known };
    const verdict = verifyBundle(input);
    return { verdict, head: headToRemember(input, verdict) };
  });
}

/** What the store knows of a key, its end above all, goes before what a file says that is named for one run. */
function withNamed<Pinned>(
  stored: readonly Pinned[],
  named: readonly Pinned[],
  idOf: (pinned: Pinned) => string,
): readonly Pinned[] {
  const known = new Set(stored.map(idOf));
  return [...stored, ...named.filter((each) => !known.has(idOf(each)))];
}

function readExpected(size: string | undefined, root: string | undefined): ExpectedHead {
  if (size !== undefined && !/^(?:0|[1-9][0-9]{0,14})$/.test(size)) {
    throw new UsageError('--expect-size needs a number of entries such as 0 or 12345.');
  }
  if (root !== undefined && parseBase64(root)?.length !== 32) {
    throw new UsageError('--expect-head needs a root in base64, as the third line of a checkpoint.');
  }
  return { size: size === undefined ? null : Number(size), root: root ?? null };
}

function toExitCode({ state }: Pick<Verdict, 'state'>): ExitCode {
  switch (state) {
    case 'verified':
      return exitCodes.verified;
    case 'not-verifiable':
      return exitCodes.notVerifiable;
    case 'failed':
      return exitCodes.failed;
    default:
      return state satisfies never;
  }
}

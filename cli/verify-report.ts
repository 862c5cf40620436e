import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { crc32 } from 'node:zlib';
import { parseUtcTime } from '../shared/adapters/utc-time.ts';
import { CancelledError } from '../shared/bytes/errors.ts';
import { tryParse } from '../shared/bytes/try-parse.ts';
import type { UnixMillis } from '../shared/bytes/units.ts';
import { decodeUtf8 } from '../shared/bytes/utf8.ts';
import { parseVerifierKey, type VerifierKey } from '../shared/crypto/verifier-key.ts';
import { matchEvidence } from '../shared/pack/match-evidence.ts';
import { packPaths } from '../shared/pack/pack-layout.ts';
import type { ReportCheck, ReportPlace } from '../shared/pack/report-check.ts';
import { parseReportSigners } from '../shared/pack/report-signers.ts';
import { trustOfReport } from '../shared/pack/report-trust.ts';
import {
  type HandedReport,
  type ReportTrust,
  type ReportVerdict,
  verifyReport,
  withResults,
} from '../shared/pack/verify-report.ts';
import { withCustody } from '../shared/pack/with-custody.ts';
import { compareReports, type ReportDifference } from '../shared/report/compare-reports.ts';
import { parseReport } from '../shared/report/parse-report.ts';
import type { EvidenceCall } from '../shared/report/report-evidence.ts';
import type { TimeAuthority } from '../shared/trust/time-authority.ts';
import type { TrustedKey } from '../shared/trust/trusted-key.ts';
import { countOf } from '../shared/verify/count-words.ts';
import { patientCall } from './open-search.ts';
import { UsageError } from './options.ts';
import { toUnreadable } from './platform/file-source.ts';
import { inflateRawNode } from './platform/inflate.ts';
import { readReport } from './read-report.ts';
import { openReportEvidence } from './report-evidence.ts';
import type { CommandContext } from './run-command.ts';
import type { Terminal } from './terminal.ts';
import { localClock } from './time-option.ts';

const schemaVersion = 1;

/** What a person names for reports, for one run. */
export interface ReportRun {
  /** By fingerprint. */
  readonly reviewers: ReadonlyMap<string, string>;
  /** Paths of bundles. */
  readonly evidence: readonly string[];
  /** Path of an earlier version; null where none was named. */
  readonly before: string | null;
  readonly keys: readonly TrustedKey[];
  readonly authorities: readonly TimeAuthority[];
  readonly now: UnixMillis;
}

/** Reads files of allowed_signers. A line that cannot count is refused: whoever names a key expects that it counts. */
export async function readReviewers(
  files: readonly string[],
  now: UnixMillis,
): Promise<ReadonlyMap<string, string>> {
  const known = new Map<string, string>();
  for (const file of files) {
    const bytes = await readFile(file).catch((cause: unknown) => {
      throw toUnreadable(basename(file), cause);
    });
    const { signers, refused } = parseReportSigners(decodeUtf8(new Uint8Array(bytes)), localClock, now);
    const [first] = refused;
    if (first !== undefined)
      throw new UsageError(`${basename(file)}, line ${first.line}: ${first.statement}`);
    for (const { name, fingerprint } of signers) known.set(fingerprint, name);
  }
  return known;
}

/** Everything that can be said of a report here, also by the bundles that are at hand. */
export async function judgeReport(
  handed: HandedReport,
  run: ReportRun,
  context: CommandContext,
): Promise<ReportVerdict> {
  const trust: ReportTrust = {
    known: run.reviewers,
    authorities: run.authorities,
    now: run.now,
    logKeys: run.keys.flatMap(toVerifier),
  };
  const verdict = await withCustody(
    verifyReport(handed, trust),
    handed,
    { inflate: inflateRawNode, crc32 },
    callOf(context),
  );
  const { record } = verdict;
  if (record === null || run.evidence.length === 0) return verdict;
  const { claimedTime } = record.produced;
  const evidence = await openReportEvidence(
    {
      paths: run.evidence,
      trust: trustOfReport(record.trust, claimedTime),
      only: new Set(record.bundles.map(({ fileSha256 }) => fileSha256)),
      onStep() {},
    },
    { ...context, now: () => parseUtcTime(claimedTime) ?? run.now },
  );
  return withResults(verdict, await matchEvidence(record, evidence, patientCall));
}

function callOf({ signal }: Pick<CommandContext, 'signal'>): EvidenceCall {
  return {
    async step() {
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) throw new CancelledError();
    },
  };
}

function toVerifier({ role, publicKey, revoked }: TrustedKey): readonly VerifierKey[] {
  if (role !== 'log' || revoked !== null) return [];
  const parsed = tryParse(() => parseVerifierKey(publicKey));
  return parsed.kind === 'value' ? [parsed.value] : [];
}

/** In what a report says something else than an earlier version of it, whatever both are worth. */
export async function differencesSince(
  path: string,
  { record }: ReportVerdict,
): Promise<readonly ReportDifference[]> {
  const handed = await readReport(path);
  const bytes = handed?.kind === 'pack' ? handed.files.get(packPaths.report) : handed?.bytes;
  if (handed === null || handed.kind === 'pdf' || bytes === undefined) {
    throw new UsageError('--before names a pack or a report.json; a PDF has no record in it.');
  }
  return record === null ? [] : compareReports(parseReport(bytes), record);
}

export function printDifferences(differences: readonly ReportDifference[], terminal: Terminal): void {
  terminal.print(`  ${countOf(differences.length, 'difference', 'differences')} from the version before.`);
  for (const { kind, part, name, member, before, after } of differences) {
    terminal.print(`  ${kind}  ${[part, name, member].filter((word) => word !== '').join('  ')}`);
    if (before !== '') terminal.print(`      before  ${before}`);
    if (after !== '') terminal.print(`      after   ${after}`);
  }
}

const stateWords = { verified: 'VERIFIED', 'not-verifiable': 'NOT VERIFIABLE', failed: 'FAILED' } as const;

/** The verdict on a report as a block for people: state, what it is, then every result that is no pass, with its place. */
export function printReportVerdict(
  name: string,
  { state, results, record, recordSha256 }: ReportVerdict,
  terminal: Terminal,
): void {
  terminal.print(`${stateWords[state]}  ${name}`);
  if (record !== null) {
    const { number, title, preparer, produced } = record;
    terminal.print(`  report      ${number}: ${title}`);
    terminal.print(`  prepared    ${preparer.name}, ${preparer.fingerprint}`);
    terminal.print(`  produced    ${produced.claimedTime}, by the clock of that machine`);
  }
  if (recordSha256 !== null) terminal.print(`  report.json ${recordSha256}`);
  const passed = results.filter(({ outcome }) => outcome === 'pass');
  for (const result of passed) terminal.print(`  pass  ${result.code}  ${result.statement}`);
  for (const result of results) if (result.outcome !== 'pass') printResult(result, terminal);
}

function printResult(
  { outcome, code, place, statement, expected, found }: ReportCheck,
  terminal: Terminal,
): void {
  terminal.print(`  ${outcome}  ${code}  ${placeWords(place)}`);
  terminal.print(`      ${statement}`);
  if (expected !== undefined) terminal.print(`      expected  ${expected}`);
  if (found !== undefined) terminal.print(`      found     ${found}`);
}

function placeWords(place: ReportPlace): string {
  switch (place.kind) {
    case 'report':
      return 'the report as a whole';
    case 'member':
      return place.member;
    case 'entry':
      return `entry ${place.seq} of ${place.origin}`;
    case 'part':
      return place.name;
    default:
      return place satisfies never;
  }
}

/** What `--json` prints for one report. Codes and places are stable; statements are for people. */
export function toReportVerdictDocument(
  name: string,
  verdict: ReportVerdict,
  differences: readonly ReportDifference[] | null,
): object {
  const { state, results, record, recordSha256 } = verdict;
  return {
    schemaVersion,
    name,
    kind: 'report',
    state,
    number: record?.number ?? null,
    recordSha256,
    preparer: record?.preparer ?? null,
    results: results.map(({ code, outcome, place, statement, expected, found }) => ({
      ...{ code, outcome, place, statement, expected, found },
    })),
    ...(differences === null ? {} : { differences }),
  };
}

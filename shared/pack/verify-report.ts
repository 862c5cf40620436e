import { equalBytes } from '../bytes/equal.ts';
import { toHex } from '../bytes/hex.ts';
import { tryParse } from '../bytes/try-parse.ts';
import type { DigestHex } from '../bytes/units.ts';
import { decodeUtf8Lossily } from '../bytes/utf8.ts';
import { sha256 } from '../crypto/digest.ts';
import type { VerifierKey } from '../crypto/verifier-key.ts';
import { renderHtml } from '../report/html/render-html.ts';
import { parseReport } from '../report/parse-report.ts';
import { checkPdfSignature } from '../report/pdf/check-pdf-signature.ts';
import type { ReportRecord } from '../report/record.ts';
import type { SignaturePolicy } from '../report/signatures/check-report-signatures.ts';
import { toReportDocument } from '../report/to-document.ts';
import type { VerdictState } from '../verify/verdict.ts';
import { checkCheckpoints, checkEntries } from './check-entries.ts';
import { checkCitations, checkFigures } from './check-figures.ts';
import { checkPackFiles, checkPackMembers, type PackFiles } from './check-pack.ts';
import { checkPackSignature, checkPdf, checkSigners, rendering } from './check-signers.ts';
import { filesBeside } from './files-beside.ts';
import { packPaths } from './pack-layout.ts';
import { memberPlace, type ReportCheck, toReportState, wholeReport } from './report-check.ts';

/** What somebody handed over. */
export type HandedReport =
  | { readonly kind: 'pack'; readonly files: PackFiles }
  /** `report.json`, with what lies beside it by name. */
  | { readonly kind: 'record'; readonly bytes: Uint8Array; readonly beside: ReadonlyMap<string, Uint8Array> }
  | { readonly kind: 'pdf'; readonly bytes: Uint8Array };

export interface ReportTrust extends SignaturePolicy {
  /** Log keys that are pinned here. */
  readonly logKeys: readonly VerifierKey[];
}

export interface ReportVerdict {
  readonly state: VerdictState;
  readonly results: readonly ReportCheck[];
  /** Null where there is none that could be read, as in a PDF. */
  readonly record: ReportRecord | null;
  /** Of `report.json`; what a PDF says to be drawn from. Null where nothing says so. */
  readonly recordSha256: DigestHex | null;
}

/** Everything that can be said of a report without the evidence that it speaks of. Never throws on what was handed over. */
export function verifyReport(handed: HandedReport, trust: ReportTrust): ReportVerdict {
  switch (handed.kind) {
    case 'pack':
      return verifyPack(handed.files, trust);
    case 'record':
      return withState(verifyRecord(handed.bytes, handed.beside, trust));
    case 'pdf':
      return verifyPdf(handed.bytes, trust);
    default:
      return handed satisfies never;
  }
}

/** The same verdict with further results, as from a comparison with the evidence. */
export function withResults(verdict: ReportVerdict, more: readonly ReportCheck[]): ReportVerdict {
  return withState({ ...verdict, results: [...verdict.results, ...more] });
}

type Unjudged = Omit<ReportVerdict, 'state'> & { readonly signers?: readonly string[] };

function withState({ results, record, recordSha256 }: Unjudged): ReportVerdict {
  return { state: toReportState(results), results, record, recordSha256 };
}

function verifyPack(files: PackFiles, trust: ReportTrust): ReportVerdict {
  const bytes = files.get(packPaths.report);
  const packed = checkPackFiles(files);
  if (bytes === undefined) {
    const statement = `${packPaths.report} is missing.`;
    const place = memberPlace(packPaths.report);
    const missing: ReportCheck = { code: 'report-form', outcome: 'fail', place, statement };
    return withState({ results: [missing, ...packed], record: null, recordSha256: null });
  }
  const checked = verifyRecord(bytes, filesBeside(files), trust, true);
  if (checked.record === null) return withState({ ...checked, results: [...checked.results, ...packed] });
  const results = [
    ...checked.results,
    ...packed,
    checkPackSignature(files, checked.signers ?? []),
    ...checkPackMembers(files, checked.record),
  ];
  return withState({ ...checked, results });
}

function verifyRecord(
  bytes: Uint8Array,
  beside: ReadonlyMap<string, Uint8Array>,
  trust: ReportTrust,
  isPacked = false,
): Unjudged {
  const recordSha256 = toHex(sha256(bytes));
  const parsed = tryParse(() => parseReport(bytes));
  if (parsed.kind === 'error') {
    // Of a later version nothing is known: it may be sound.
    const outcome = parsed.error.code === 'unsupported-format' ? 'unknown' : 'fail';
    const form: ReportCheck = {
      code: 'report-form',
      outcome,
      place: wholeReport,
      statement: parsed.error.message,
    };
    return { results: [form], record: null, recordSha256 };
  }
  const record = parsed.value;
  const { results, signers } = checkSigners({ record, bytes, beside }, trust);
  const statement = 'report.json is a report in its one spelling.';
  const form: ReportCheck = { code: 'report-form', outcome: 'pass', place: wholeReport, statement };
  return {
    record,
    recordSha256,
    signers,
    results: [
      form,
      ...results,
      ...checkEntries(record),
      ...checkCheckpoints(record, trust.logKeys),
      ...checkFigures(record),
      ...checkCitations(record),
      ...checkRenderings(record, recordSha256, beside, isPacked),
    ],
  };
}

/** HTML and PDF where they lie beside the record. */
function checkRenderings(
  record: ReportRecord,
  recordSha256: DigestHex,
  beside: ReadonlyMap<string, Uint8Array>,
  isPacked: boolean,
): readonly ReportCheck[] {
  const html = beside.get('report.html');
  const pdf = beside.get('report.pdf');
  return [
    ...(html === undefined ? [] : checkHtml(html, record, recordSha256, isPacked)),
    ...(pdf === undefined
      ? []
      : checkPdf(pdf, 'report.pdf', { preparer: record.preparer.fingerprint, recordSha256 })),
  ];
}

/**
 * Nobody signs the HTML by itself: it says what the record says when it is what is drawn from it. Another version may draw it
 * otherwise; then only whoever signed the pack around it vouches for what it says.
 */
function checkHtml(
  html: Uint8Array,
  record: ReportRecord,
  recordSha256: DigestHex,
  isPacked: boolean,
): readonly ReportCheck[] {
  const place = memberPlace('report.html');
  const [, claimed = null] =
    /<code class="digest">([0-9a-f]{64})<\/code>/.exec(decodeUtf8Lossily(html)) ?? [];
  const stated = rendering(claimed, place, recordSha256);
  if (stated.outcome !== 'pass') return [stated];
  if (equalBytes(html, renderHtml(toReportDocument(record, recordSha256)))) {
    return [{ ...stated, statement: 'report.html is what is drawn from this report.json.' }];
  }
  const { name, version } = record.tool;
  const statement = `report.html states the digest of this report, and is not what is drawn from it here: read report.json. It was made by ${name} ${version}.`;
  return [{ code: 'report-rendering', outcome: isPacked ? 'warning' : 'unknown', place, statement }];
}

/** A PDF by itself: who signed it whole, and which record it says to be of. What it says is not compared with anything. */
function verifyPdf(bytes: Uint8Array, { known }: ReportTrust): ReportVerdict {
  const { outcome, claimedRecord } = checkPdfSignature(bytes);
  const statement = 'A PDF has no record in it: ask for its report.json, or for the pack.';
  const form: ReportCheck = { code: 'report-form', outcome: 'unknown', place: wholeReport, statement };
  if (outcome.kind !== 'signed') {
    const isOpen = outcome.kind === 'unsupported';
    const reason = outcome.kind === 'unsigned' ? 'it is not signed as a whole' : outcome.reason;
    const signature: ReportCheck = {
      code: 'pdf-signature',
      outcome: isOpen ? 'unknown' : 'fail',
      place: wholeReport,
      statement: `Nobody vouches for this PDF: ${reason}.`,
    };
    return withState({ results: [form, signature], record: null, recordSha256: claimedRecord });
  }
  const { fingerprint, claimedName } = outcome;
  const name = known.get(fingerprint);
  const signer: ReportCheck = {
    code: 'report-signer',
    outcome: name === undefined ? 'unknown' : 'pass',
    place: wholeReport,
    statement:
      name === undefined
        ? `The key is not one that somebody named here; its certificate says ${claimedName ?? 'no name'}.`
        : `The key is known here as that of ${name}.`,
    found: fingerprint,
  };
  const signature: ReportCheck = {
    code: 'pdf-signature',
    outcome: 'pass',
    place: wholeReport,
    statement: 'The whole PDF is signed.',
    found: fingerprint,
  };
  return withState({ results: [form, signature, signer], record: null, recordSha256: claimedRecord });
}

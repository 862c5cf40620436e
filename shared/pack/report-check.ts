import type { EntrySeq } from '../bytes/units.ts';
import type { Outcome } from '../verify/check-result.ts';
import type { VerdictState } from '../verify/verdict.ts';

/** Every claim that is checked of a report that somebody hands over; closed, and stable for scripts; docs/evidence-pack.md explains each. */
export const reportCheckCodes = [
  'report-form',
  'report-signature',
  'report-signer',
  'report-certificate',
  'report-reviewer',
  'report-stamp',
  'report-leaf',
  'report-proof',
  'report-checkpoint',
  'report-fields',
  'report-disclosures',
  'report-figures',
  'report-citations',
  'report-rendering',
  'pdf-signature',
  'pack-files',
  'pack-signature',
  'pack-members',
  'pack-custody',
  'evidence-file',
  'evidence-verdict',
  'evidence-receipt',
  'evidence-entry',
  'evidence-exhibit',
  'evidence-sample',
  'evidence-search',
] as const;
export type ReportCheckCode = (typeof reportCheckCodes)[number];

/** What a result speaks of. */
export type ReportPlace =
  | { readonly kind: 'report' }
  | { readonly kind: 'member'; readonly member: string }
  | { readonly kind: 'entry'; readonly origin: string; readonly seq: EntrySeq }
  /** An exhibit by its number, a sample, a search or a finding by its name, a bundle by that of its file. */
  | { readonly kind: 'part'; readonly name: string };

/** The answer to one claim about a report, in the manner of a `CheckResult`. */
export interface ReportCheck {
  readonly code: ReportCheckCode;
  /** `unknown` is never green. */
  readonly outcome: Outcome;
  readonly place: ReportPlace;
  /** One sentence of facts. */
  readonly statement: string;
  readonly expected?: string;
  readonly found?: string;
}

export const wholeReport: ReportPlace = { kind: 'report' };

export function memberPlace(member: string): ReportPlace {
  return { kind: 'member', member };
}

/** A pass for the whole where nothing speaks against it, and else what does. Of many alike the first are shown. */
export function passOr(
  code: ReportCheckCode,
  objections: readonly ReportCheck[],
  statement: string,
): readonly ReportCheck[] {
  if (objections.length === 0) return [{ code, outcome: 'pass', place: wholeReport, statement }];
  if (objections.length <= mostShown) return objections;
  const rest = objections.length - mostShown;
  const outcome = objections.some((each) => each.outcome === 'fail') ? 'fail' : 'unknown';
  const more = `There are ${rest} more of these.`;
  return [...objections.slice(0, mostShown), { code, outcome, place: wholeReport, statement: more }];
}

const mostShown = 100;

/** What must have passed before a report is called verified; silence of a check is no consent. */
export const neededReportChecks: readonly ReportCheckCode[] = [
  'report-form',
  'report-signature',
  'report-signer',
  'report-leaf',
  'report-proof',
  'report-checkpoint',
  'report-fields',
  'report-disclosures',
  'report-figures',
  'report-citations',
];

/** One state of all results. */
export function toReportState(results: readonly ReportCheck[]): VerdictState {
  if (results.some(({ outcome }) => outcome === 'fail')) return 'failed';
  const isPassed = (code: ReportCheckCode) =>
    results.some((result) => result.code === code && result.outcome === 'pass');
  const isOpen = results.some(({ outcome }) => outcome === 'unknown');
  return !isOpen && neededReportChecks.every(isPassed) ? 'verified' : 'not-verifiable';
}

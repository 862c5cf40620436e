import type { DigestHex, UnixMillis } from '../bytes/units.ts';
import type { CustodyRecord } from '../case/custody-record.ts';
import { factOf } from '../case/trust-facts.ts';

/** A report that left the case, as the log of the case says it. */
export interface ProducedReport {
  /** The seq of the record. */
  readonly record: number;
  readonly at: UnixMillis;
  readonly number: string;
  readonly title: string;
  /** Of `report.json`. */
  readonly sha256: DigestHex;
  readonly packSha256: DigestHex;
  readonly signer: ReportSigner;
  /** The report that it replaces, or null. */
  readonly supersedes: ReportName | null;
  readonly standing: ReportStanding;
  readonly countersignatures: readonly (ReportSigner & { readonly at: UnixMillis })[];
}

export interface ReportName {
  readonly number: string;
  readonly sha256: DigestHex;
}

export interface ReportSigner {
  readonly name: string;
  readonly fingerprint: string;
}

export type ReportStanding =
  | { readonly kind: 'current' }
  | { readonly kind: 'superseded'; readonly by: string }
  | { readonly kind: 'withdrawn'; readonly reason: string };

type Facts = CustodyRecord['facts'];

const names = {
  number: 'report',
  title: 'title',
  sha256: 'report.json',
  pack: 'pack',
  signer: 'signed by',
  fingerprint: 'key',
  supersedes: 'supersedes',
  supersededSha256: 'superseded report.json',
  reason: 'reason',
  clear: 'entries in clear',
  hidden: 'entries with something hidden',
  acknowledged: 'personal data acknowledged by',
} as const;

export interface Production {
  readonly number: string;
  readonly title: string;
  readonly sha256: DigestHex;
  readonly packSha256: DigestHex;
  readonly signer: ReportSigner;
  readonly supersedes: (ReportName & { readonly reason: string }) | null;
  readonly entriesInClear: number;
  readonly entriesHidden: number;
  /** Who said that the recipient may have what is in the pack. */
  readonly acknowledgedBy: string;
}

/** The facts of the record that says that a report was produced. */
export function productionFacts(production: Production): Facts {
  const { number, title, sha256, packSha256, signer, supersedes } = production;
  return [
    { name: names.number, value: number },
    { name: names.title, value: title },
    { name: names.sha256, value: sha256 },
    { name: names.pack, value: packSha256 },
    { name: names.signer, value: signer.name },
    { name: names.fingerprint, value: signer.fingerprint },
    ...(supersedes === null
      ? []
      : [
          { name: names.supersedes, value: supersedes.number },
          { name: names.supersededSha256, value: supersedes.sha256 },
          { name: names.reason, value: supersedes.reason },
        ]),
    { name: names.clear, value: String(production.entriesInClear) },
    { name: names.hidden, value: String(production.entriesHidden) },
    { name: names.acknowledged, value: production.acknowledgedBy },
  ];
}

/** The facts of a record that says that somebody put a second name under a report. */
export function countersignatureFacts({ number, sha256 }: ReportName, signer: ReportSigner): Facts {
  return [
    { name: names.number, value: number },
    { name: names.sha256, value: sha256 },
    { name: names.signer, value: signer.name },
    { name: names.fingerprint, value: signer.fingerprint },
  ];
}

/** The facts of a record that says that a report does not count any more. */
export function withdrawalFacts(
  { number, sha256 }: ReportName,
  reason: string,
  { name, fingerprint }: ReportSigner,
): Facts {
  return [
    { name: names.number, value: number },
    { name: names.sha256, value: sha256 },
    { name: names.reason, value: reason },
    { name: names.signer, value: name },
    { name: names.fingerprint, value: fingerprint },
  ];
}

/** Every report of a case in the order in which they were produced. The chain of the log must have been checked. */
export function foldReports(records: readonly CustodyRecord[]): readonly ProducedReport[] {
  const reports = new Map<DigestHex, ProducedReport>();
  for (const { seq, claimedTime, action, facts } of records) {
    const sha256 = factOf(facts, names.sha256);
    if (sha256 === undefined) continue;
    const known = reports.get(sha256);
    if (action === 'report-produced' && known === undefined) {
      reports.set(sha256, producedOf(seq, claimedTime, sha256, facts));
    }
    if (action === 'report-countersigned' && known !== undefined) {
      const signature = { ...signerOf(facts), at: claimedTime };
      reports.set(sha256, { ...known, countersignatures: [...known.countersignatures, signature] });
    }
    if (action === 'report-withdrawn' && known !== undefined) {
      const reason = factOf(facts, names.reason) ?? '';
      reports.set(sha256, { ...known, standing: { kind: 'withdrawn', reason } });
    }
  }
  return [...reports.values()].map((report) => withSuccessor(report, [...reports.values()]));
}

/** A withdrawn successor takes nothing with it: the one before stays superseded, since readers were told so. */
function withSuccessor(report: ProducedReport, all: readonly ProducedReport[]): ProducedReport {
  if (report.standing.kind === 'withdrawn') return report;
  const successor = all.find(({ supersedes }) => supersedes?.sha256 === report.sha256);
  return successor === undefined
    ? report
    : { ...report, standing: { kind: 'superseded', by: successor.number } };
}

function producedOf(record: number, at: UnixMillis, sha256: DigestHex, facts: Facts): ProducedReport {
  const number = factOf(facts, names.supersedes);
  const superseded = factOf(facts, names.supersededSha256);
  return {
    record,
    at,
    number: factOf(facts, names.number) ?? '',
    title: factOf(facts, names.title) ?? '',
    sha256,
    packSha256: factOf(facts, names.pack) ?? '',
    signer: signerOf(facts),
    supersedes: number === undefined || superseded === undefined ? null : { number, sha256: superseded },
    standing: { kind: 'current' },
    countersignatures: [],
  };
}

function signerOf(facts: Facts): ReportSigner {
  return { name: factOf(facts, names.signer) ?? '', fingerprint: factOf(facts, names.fingerprint) ?? '' };
}

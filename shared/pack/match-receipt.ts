import type { ReportedBundle } from '../report/record.ts';
import type { EvidenceBundle } from '../report/report-evidence.ts';
import { type ReportedMember, type ReportedReject, toReportedReceipt } from '../report/reported-receipt.ts';
import type { ReportCheck } from './report-check.ts';

/**
 * Whether a report states the receipt that the bundle at hand has. What a report leaves out is not asked for: one of an older
 * Vouch has neither the rejected lines nor the account.
 */
export function matchReceipt(reported: ReportedBundle, bundle: EvidenceBundle): ReportCheck {
  const { fileName } = reported;
  const wrong = receiptDifference(reported, bundle);
  if (wrong !== null) return say('fail', fileName, `The report states another ${wrong} of ${fileName}.`);
  if (reported.receipt.account === undefined) {
    return say('pass', fileName, `Entries, times and members of ${fileName} are as reported.`);
  }
  if (bundle.receipt.account === undefined) {
    const statement = `The account of the bytes of ${fileName} was not compared: the receipt at hand has none.`;
    return say('unknown', fileName, statement);
  }
  return say(
    'pass',
    fileName,
    `Entries, times, members and the account of the bytes of ${fileName} are as reported.`,
  );
}

/** What differs first, in words, or null. */
function receiptDifference(reported: ReportedBundle, bundle: EvidenceBundle): string | null {
  const { origin, title, range, fileBytes } = bundle;
  const stated = reported.receipt;
  const receipt = toReportedReceipt(bundle.receipt, false);
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['origin', reported.origin, origin],
    ['title', reported.title, title],
    ['size of the file', reported.fileBytes, fileBytes],
    ['range', [reported.range?.start, reported.range?.end], [range?.start, range?.end]],
    ['number of entries', stated.entries, receipt.entries],
    ['number of withheld entries', stated.withheld, receipt.withheld],
    ['number of ambiguous entries', stated.ambiguous, receipt.ambiguous],
    ['number of rejected lines', stated.rejects, receipt.rejects],
    ['number of repeated lines', stated.duplicateLines, receipt.duplicateLines],
    ['first time', stated.firstTime, receipt.firstTime],
    ['last time', stated.lastTime, receipt.lastTime],
    ['busiest day', stated.busiestDay, receipt.busiestDay],
    ['digest of a member', membersOf(stated.members), membersOf(receipt.members)],
    ['number of lines of a member', ...statedOf(stated.members, receipt.members, 'lines')],
    ...(stated.rejectedLines === undefined
      ? []
      : [['list of rejected lines', ...rejectsOf(stated.rejectedLines, receipt.rejectedLines)] as const]),
    ...(stated.account === undefined || receipt.account === undefined
      ? []
      : [
          ['account of its bytes', stated.account.overheadBytes, receipt.account.overheadBytes] as const,
          ['account of a member', ...statedOf(stated.members, receipt.members, 'packedBytes')] as const,
          ['mapping', stated.account.mapping, receipt.account.mapping] as const,
        ]),
  ];
  return pairs.find(([, one, other]) => JSON.stringify(one) !== JSON.stringify(other))?.[0] ?? null;
}

function membersOf(members: readonly ReportedMember[]): readonly string[] {
  return members.map(({ path, bytes, sha256 }) => `${path} ${bytes} ${sha256}`).toSorted();
}

/** A figure of each member that states one, and the same figures as they are. */
function statedOf(
  stated: readonly ReportedMember[],
  members: readonly ReportedMember[],
  figure: 'lines' | 'packedBytes',
): readonly [unknown, unknown] {
  const stating = stated.filter((member) => member[figure] !== undefined);
  const found = new Map(members.map((member) => [member.path, member[figure] ?? null]));
  return [stating.map((member) => member[figure]), stating.map(({ path }) => found.get(path))];
}

/** A reason that the report keeps back says nothing that could be false; the place stays. */
function rejectsOf(
  stated: readonly ReportedReject[],
  found: readonly ReportedReject[] = [],
): readonly [unknown, unknown] {
  const isKeptBack = (index: number) => stated[index]?.reason === null;
  return [stated, found.map((each, index) => (isKeptBack(index) ? { ...each, reason: null } : each))];
}

function say(outcome: ReportCheck['outcome'], name: string, statement: string): ReportCheck {
  return { code: 'evidence-receipt', outcome, place: { kind: 'part', name }, statement };
}

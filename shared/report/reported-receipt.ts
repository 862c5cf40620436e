import { eventFields } from '../adapters/event-field.ts';
import type { DigestHex } from '../bytes/units.ts';
import type { ImportReceipt } from '../contract/case-protocol.ts';
import type { UtcText } from './record.ts';
import { sortedBy } from './sorted-by.ts';
import { toUtcText } from './utc-text.ts';

/** The import receipt as a report states it. What may be absent is so in a report of an older Vouch, too. */
export interface ReportedReceipt {
  readonly entries: number;
  readonly withheld: number;
  readonly ambiguous: number;
  /** How many there are; `rejectedLines` has the first of them. */
  readonly rejects: number;
  readonly duplicateLines: number;
  readonly firstTime: UtcText | null;
  readonly lastTime: UtcText | null;
  readonly busiestDay: { readonly day: string; readonly entries: number } | null;
  readonly members: readonly ReportedMember[];
  /** Those that the receipt lists; absent where it lists none. */
  readonly rejectedLines?: readonly ReportedReject[];
  /** Absent where the receipt has none: then no member has packed bytes either. */
  readonly account?: ReportedAccount;
}

export interface ReportedMember {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: DigestHex;
  /** Of a segment; absent for every other member. */
  readonly lines?: number;
  /** What it takes of the delivered file. */
  readonly packedBytes?: number;
}

export interface ReportedReject {
  readonly member: string;
  readonly line: number;
  readonly offset: number;
  /** Null where the report keeps something back: a reason may quote its line. */
  readonly reason: string | null;
}

export interface ReportedAccount {
  /** What the container itself takes. */
  readonly overheadBytes: number;
  /** Where the fields of the event model were looked for. */
  readonly mapping: readonly { readonly field: string; readonly pointer: string }[];
}

/** The whole receipt, its lists sorted by what stands in them. */
export function toReportedReceipt(receipt: ImportReceipt, keepsBack: boolean): ReportedReceipt {
  const { rejects, account } = receipt;
  return {
    entries: receipt.entries,
    withheld: receipt.withheld,
    ambiguous: receipt.ambiguous,
    rejects: receipt.rejectCount,
    duplicateLines: receipt.duplicateLines,
    firstTime: toUtcText(receipt.firstTime),
    lastTime: toUtcText(receipt.lastTime),
    busiestDay: receipt.busiestDay,
    members: toMembers(receipt),
    ...(rejects.length > 0 && { rejectedLines: toRejectedLines(receipt, keepsBack) }),
    ...(account !== undefined && {
      account: {
        overheadBytes: account.overheadBytes,
        mapping: eventFields.flatMap((field) => {
          const pointer = account.mapping[field];
          return pointer === undefined ? [] : [{ field, pointer }];
        }),
      },
    }),
  };
}

function toMembers({ members, account }: ImportReceipt): readonly ReportedMember[] {
  const reported = members.map(({ path, bytes, sha256, lines }, index) => ({
    ...{ path, bytes, sha256 },
    ...(lines !== null && { lines }),
    ...(account !== undefined && { packedBytes: account.packedBytes[index] ?? 0 }),
  }));
  return sortedBy(reported, ({ path }) => [path]);
}

function toRejectedLines({ rejects }: ImportReceipt, keepsBack: boolean): readonly ReportedReject[] {
  const reported = rejects.map(({ member, line, offset, reason }) => ({
    ...{ member, line, offset },
    reason: keepsBack ? null : reason,
  }));
  return sortedBy(reported, ({ member, line }) => [member, line]);
}

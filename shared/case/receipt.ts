import type { ContainerBytes } from '../bundle/bundle-source.ts';
import type { BundleObservation } from '../bundle/observation.ts';
import type { ByteCount, DigestHex } from '../bytes/units.ts';
import type { ImportReceipt, ReceiptAccount, RejectedLine } from '../contract/case-protocol.ts';

/** What is known of the delivered file itself, whatever is in it. */
export interface FileFacts {
  readonly fileName: string;
  readonly fileBytes: ByteCount;
  readonly fileSha256: DigestHex;
}

/** Enough to see what kind of damage it is; `rejectCount` says how many there are in all. */
const listedRejects = 1_000;

/** The receipt of an import: a pure function, so a stored receipt can be compared with a fresh one. */
export function makeReceipt(
  observation: BundleObservation,
  file: FileFacts,
  container?: ContainerBytes,
  limit: number = listedRejects,
): ImportReceipt {
  return {
    fileName: file.fileName,
    fileBytes: file.fileBytes,
    fileSha256: file.fileSha256,
    members: observation.members.map(({ path, size, sha256, lines }) => ({
      path,
      bytes: size,
      sha256,
      lines,
    })),
    entries: observation.entries,
    withheld: observation.withheld,
    ambiguous: observation.ambiguous,
    rejects: rejectedLines(observation).slice(0, limit),
    rejectCount: observation.rejectCount,
    duplicateLines: observation.problemCounts.repeated,
    firstTime: observation.firstTime,
    lastTime: observation.lastTime,
    busiestDay: busiestDay(observation.entriesByDay),
    ...(container !== undefined && { account: makeAccount(observation, container) }),
    // Left out where there are none: then a receipt says what one of an older Vouch does.
    ...(observation.problemCounts.repeated > 0 && { repeats: observation.repeats }),
  };
}

/**
 * Whether a stored receipt says what a fresh one says. Both are plain values that `makeReceipt` built in one fixed order of
 * names, so their JSON can be compared. A receipt of an older Vouch has no account and no comparison of repeated lines, and
 * is compared without them: leaving one out says less, and nothing false.
 */
export function isSameReceipt(stored: ImportReceipt, fresh: ImportReceipt): boolean {
  const { account, repeats, ...rest } = fresh;
  const comparable = {
    ...rest,
    ...(stored.account !== undefined && account !== undefined && { account }),
    ...(stored.repeats !== undefined && repeats !== undefined && { repeats }),
  };
  return JSON.stringify(stored) === JSON.stringify(comparable);
}

/** Bytes of the file that the receipt accounts for, or null where it has no account. */
export function accountedBytes({ account }: ImportReceipt): AccountedBytes | null {
  if (account === undefined) return null;
  const memberBytes = account.packedBytes.reduce((sum, bytes) => sum + bytes, 0);
  const { overheadBytes } = account;
  return { memberBytes, overheadBytes, sum: memberBytes + overheadBytes };
}

export interface AccountedBytes {
  readonly memberBytes: ByteCount;
  readonly overheadBytes: ByteCount;
  readonly sum: ByteCount;
}

function makeAccount(
  { members, descriptor }: BundleObservation,
  { packed, overheadBytes }: ContainerBytes,
): ReceiptAccount {
  return {
    packedBytes: members.map(({ path }) => packed.get(path) ?? 0),
    overheadBytes,
    mapping: descriptor.mapping,
  };
}

function rejectedLines(observation: BundleObservation): readonly RejectedLine[] {
  return observation.problems.flatMap((problem) =>
    problem.kind === 'reject'
      ? [
          {
            member: problem.at.member,
            line: problem.at.line,
            offset: problem.at.offset,
            reason: problem.reason,
          },
        ]
      : [],
  );
}

/** Days are UTC. Of equally busy days the earliest is named, so the answer does not depend on the order of lines. */
function busiestDay(entriesByDay: ReadonlyMap<string, number>): ImportReceipt['busiestDay'] {
  let busiest: ImportReceipt['busiestDay'] = null;
  for (const [day, entries] of entriesByDay) {
    const isBusier = busiest === null || entries > busiest.entries;
    const isEarlierEqual = busiest !== null && entries === busiest.entries && day < busiest.day;
    if (isBusier || isEarlierEqual) busiest = { day, entries };
  }
  return busiest;
}

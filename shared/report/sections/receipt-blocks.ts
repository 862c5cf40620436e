import { countOf, groupDigits } from '../../verify/count-words.ts';
import type { Block, Runs } from '../document.ts';
import type { ReportedBundle } from '../record.ts';
import { column, table } from './blocks.ts';
import { emphasis, evidence, joined, plain, strong, written } from './runs.ts';

/** Enough to see what kind of damage it is. */
const shownRejects = 20;

/** What each byte of the file is and where fields were looked for, as facts; none where the receipt has no account. */
export function accountFacts({
  fileBytes,
  receipt: { members, account },
}: ReportedBundle): readonly (readonly [string, Runs])[] {
  if (account === undefined) return [];
  const memberBytes = members.reduce((sum, { packedBytes = 0 }) => sum + packedBytes, 0);
  const sum = memberBytes + account.overheadBytes;
  const parts = `${groupDigits(memberBytes)} bytes of ${countOf(members.length, 'file', 'files')} as they lie in it, ${groupDigits(account.overheadBytes)} of the container`;
  const sumWords =
    sum === fileBytes
      ? plain('; together the size of the file')
      : strong(`; together ${groupDigits(sum)}, which is NOT the size of the file`);
  const fields = account.mapping.map(({ field, pointer }) => [...written(`${field} `), ...evidence(pointer)]);
  return [
    ['Account of its bytes', [plain(parts), sumWords]],
    ['Fields looked for at', fields.length === 0 ? emphasis('nowhere') : joined(fields, ', ')],
  ];
}

/** Where rejected lines stand and why they are no entries: the first of them, and how many there are in all. */
export function rejectBlocks({ receipt: { rejects, rejectedLines } }: ReportedBundle): readonly Block[] {
  if (rejectedLines === undefined) return [];
  const first = rejectedLines.slice(0, shownRejects);
  const caption =
    first.length === rejects
      ? 'Lines that are no entries'
      : `Lines that are no entries: the first ${groupDigits(first.length)} of ${groupDigits(rejects)}; report.json lists ${groupDigits(rejectedLines.length)}`;
  return [
    table(
      caption,
      [column('File', 5), column('Line', 2, 'end'), column('Byte', 2, 'end'), column('Reason', 8)],
      first.map(({ member, line, offset, reason }) => [
        evidence(member),
        groupDigits(line),
        groupDigits(offset),
        reason === null ? emphasis('kept back: it may quote the line') : written(reason),
      ]),
    ),
  ];
}

import type { SampleMembers } from '../../shared/samples/sample-members.ts';
import { editSegment, rechained } from './small-lines.ts';
import {
  disclosurePath,
  editDescriptor,
  editText,
  notePath,
  repacked,
  segmentPath,
  without,
} from './small-log.ts';
import { broken, incomplete, middle, rootAt } from './tampered-case.ts';
import { claimedOnly, fail, inMember, onLine, type VectorCase } from './vector-case.ts';

/** Entries removed from within, or from the end. */
export const extentCases: readonly VectorCase[] = [
  broken(
    'delete-one',
    [fail('sequence', onLine(middle, 3, 7)), fail('chain', onLine(middle, 3, 7)), ...rootAt(8, 12)],
    'The packer removed entry 6.',
    (members) => repacked(removing(members, 6)),
  ),
  broken(
    'delete-many',
    [fail('sequence', onLine(middle, 2, 7)), fail('chain', onLine(middle, 2, 7)), ...rootAt(8, 12)],
    'The packer removed entries 5 and 6, with the disclosure of entry 5.',
    (members) => repacked(without(removing(members, 5, 6), disclosurePath(4))),
  ),
  broken(
    'delete-and-rechain',
    [fail('sequence', onLine(middle, 3, 7)), fail('chain', onLine(middle, 3, 7)), ...rootAt(8, 12)],
    'The packer removed entry 6 and linked all entries behind it anew, but left their numbers.',
    (members) => repacked(rechained(removing(members, 6), 6)),
  ),
  broken(
    'delete-and-renumber',
    [fail('sequence', inMember(segmentPath(4))), fail('sequence', inMember(segmentPath(8))), ...rootAt(4, 8)],
    'The packer removed entry 1, renumbered and linked all others anew, and now the head covers one entry more.',
    (members) => repacked(rechained(renumbered(removing(members, 1)))),
    [fail('truncated', inMember(notePath(12))), claimedOnly],
  ),
  broken(
    'delete-first-of-segment',
    [fail('sequence', onLine(middle, 1, 5)), fail('chain', onLine(middle, 1, 5)), ...rootAt(8, 12)],
    'The packer removed entry 4, the first of its segment.',
    (members) => repacked(removing(members, 4)),
  ),
  broken(
    'delete-last-of-segment',
    [
      fail('sequence', onLine(segmentPath(8), 1, 8)),
      fail('chain', onLine(segmentPath(8), 1, 8)),
      ...rootAt(8, 12),
    ],
    'The packer removed entry 7, the last of its segment.',
    (members) => repacked(removing(members, 7)),
  ),
  broken(
    'delete-first-of-log',
    [
      fail('sequence', onLine(segmentPath(0), 1, 1)),
      fail('chain', onLine(segmentPath(0), 1, 1)),
      ...rootAt(4, 8, 12),
    ],
    'The packer removed entry 0.',
    (members) => repacked(removing(members, 0)),
  ),
  broken(
    'delete-segment',
    [
      fail('sequence', onLine(segmentPath(8), 1, 8)),
      fail('chain', onLine(segmentPath(8), 1, 8)),
      ...rootAt(8, 12),
    ],
    'The packer removed the whole segment of entries 4 to 7.',
    (members) => repacked(without(members, segmentPath(4), disclosurePath(4))),
  ),
  {
    ...incomplete(
      'truncated-tail',
      [fail('truncated', inMember(notePath(12)))],
      'The packer left out the last segment; the head of the log, which says twelve, stayed in.',
      (members) => repacked(withoutTail(members)),
    ),
  },
  broken(
    'truncated-tail-described',
    [fail('descriptor', inMember('data/bundle.json'))],
    'The packer left out the last segment and changed the range in the descriptor to match.',
    (members) => repacked(editDescriptor(withoutTail(members), { range: { start: 0, end: 8 } })),
    [fail('truncated', inMember(notePath(12))), claimedOnly],
  ),
  incomplete(
    'unsigned-tail',
    [fail('unsigned-tail', inMember(notePath(8)))],
    'The packer left out the newest head: the last four entries lie beyond what was signed.',
    (members) => repacked(editDescriptor(without(members, notePath(12)), { range: { start: 0, end: 8 } })),
  ),
];

function removing(members: SampleMembers, ...seqs: readonly number[]): SampleMembers {
  const isRemoved = (line: string) => seqs.some((seq) => line.startsWith(`{"seq":${seq},`));
  return [0, 4, 8].reduce(
    (kept, first) => editSegment(kept, first, (lines) => lines.filter((line) => !isRemoved(line))),
    members,
  );
}

/** Numbers all entries from 0 on, and their disclosures with them. */
function renumbered(members: SampleMembers): SampleMembers {
  const shift = (text: string) =>
    text.replace(/^\{"seq":(\d+),/gm, (whole, seq: string) =>
      seq === '0' ? whole : `{"seq":${Number(seq) - 1},`,
    );
  return [...members.keys()]
    .filter((path) => path.endsWith('.ndjson'))
    .reduce((changed, path) => editText(changed, path, shift), members);
}

function withoutTail(members: SampleMembers): SampleMembers {
  return without(members, segmentPath(8), disclosurePath(8));
}

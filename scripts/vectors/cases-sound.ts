import { readLines, replaceLines, type SampleMembers } from '../../shared/samples/sample-members.ts';
import { editEntry, signedAnew, stubOf, withHeads } from './small-lines.ts';
import {
  disclosurePath,
  editDescriptor,
  repacked,
  sealSmall,
  segmentPath,
  without,
  zipMembers,
  zipStreamed,
} from './small-log.ts';
import {
  type ExpectedResult,
  onLine,
  openHead,
  unknown,
  type VectorCase,
  warning,
  wholeBundle,
} from './vector-case.ts';
import { logKey, vectorOrigin, witnessKey } from './vector-keys.ts';

/** Bundles of which nothing is wrong. */
export const soundCases: readonly VectorCase[] = [
  verified(
    'good',
    openHead(4),
    'Four entries in one segment, as the log and the packer sealed them.',
    async () => zipMembers((await sealSmall({ entries: 4 })).members),
  ),
  verified('good-two-segments', openHead(6), 'Six entries: a full segment and a shorter one.', async () =>
    zipMembers((await sealSmall({ entries: 6 })).members),
  ),
  verified(
    'good-deflated',
    openHead(12),
    'Deflated members, with sizes and CRCs in data descriptors behind them.',
    async () => zipStreamed((await sealSmall()).members),
  ),
  verified(
    'good-range-with-frontier',
    openHead(9),
    'Entries 5 to 8 of a log that began earlier: the frontier stands for entries 0 to 4.',
    async () => {
      const { end } = await sealSmall({ entries: 5 });
      return zipMembers((await sealSmall({ entries: 4, continues: end })).members);
    },
  ),
  {
    ...verified(
      'empty-log',
      [unknown('line-form', wholeBundle), ...openHead(0)],
      'A log without any entry, and a signed head that says so: nothing is wrong, but there is nothing to be green about.',
      async () => zipMembers((await sealSmall({ entries: 0 })).members),
    ),
    state: 'not-verifiable',
    headline: 'NOT VERIFIABLE',
  },
  verified(
    'good-older-head',
    openHead(8),
    'An older state of a log that went on to twelve entries: nothing inside the bundle can show that.',
    async () => zipMembers((await sealSmall({ entries: 8 })).members),
  ),
  {
    ...verified(
      'good-withheld',
      openHead(12),
      'Entry 5 is withheld: its stub stands for it, its disclosure is left out, and the packer signed again.',
      async () => {
        const { members } = await sealSmall();
        const stubbed = editEntry(members, 5, stubOf);
        return zipMembers(repacked(without(stubbed, disclosurePath(4))));
      },
    ),
    headline: 'VERIFIED, PARTS WITHHELD',
  },
  {
    ...verified(
      'good-redacted',
      openHead(12),
      'The e-mail address of entry 5 is hidden: its disclosure is left out, and the packer signed again.',
      async () => zipMembers(repacked(without((await sealSmall()).members, disclosurePath(4)))),
    ),
    headline: 'VERIFIED, PARTS WITHHELD',
  },
  verified(
    'good-witnessed',
    openHead(12),
    'A key that nobody named signed the heads beside the log: that proves nothing and harms nothing.',
    async () => {
      const signers = [
        { name: 'witness.vouch.example', secretKey: witnessKey },
        { name: vectorOrigin, secretKey: logKey },
      ];
      return zipMembers(repacked(withHeads((await sealSmall()).members, signers)));
    },
  ),
  verified(
    'good-unknown-descriptor-field',
    openHead(12),
    'The descriptor has a field that the format does not list: it is ignored.',
    async () => zipMembers(repacked(editDescriptor((await sealSmall()).members, { colour: 'green' }))),
  ),
  verified(
    'clock-goes-back',
    [warning('claimed-time', onLine(segmentPath(4), 3, 6)), ...openHead(12)],
    'Entry 6 states a time before that of entry 5, and the log signed it so: order is by seq.',
    async () => {
      const { members } = await sealSmall();
      const late = editEntry(members, 6, (line) => line.replace('T10:06:00Z', 'T09:59:59.5Z'));
      return zipMembers(signedAnew(late));
    },
  ),
  verified(
    'clock-jumps-ahead',
    [warning('claimed-time', onLine(segmentPath(4), 4, 7)), ...openHead(12)],
    'Entry 6 states a time hours ahead, and the log signed it so: time goes back once, at entry 7.',
    async () => {
      const { members } = await sealSmall();
      const early = editEntry(members, 6, (line) => line.replace('T10:06:00Z', 'T23:00:00Z'));
      return zipMembers(signedAnew(early));
    },
  ),
  verified(
    'good-odd-lines',
    openHead(12),
    'Lines with white space, escapes, the largest integers, 32 levels and U+2028, all of them strict JSON.',
    async () => zipMembers(signedAnew(withOddLines((await sealSmall()).members))),
  ),
];

function verified(
  name: string,
  results: readonly ExpectedResult[],
  what: string,
  make: () => Promise<Uint8Array>,
): VectorCase {
  return { name, state: 'verified', headline: 'VERIFIED', what, results, make };
}

/** An entry is an object at the first level, so 31 lists inside of it are 32 levels. */
function withOddLines(members: SampleMembers): SampleMembers {
  const odd = [
    '"a":9007199254740991,"b":-9007199254740991',
    `"deep":${'['.repeat(31)}${']'.repeat(31)}`,
    '"text":"\\ud83d\\ude00 \u2028 \\u0000 \\" \\/"',
    ' "n" : [ -0.5e-3 , 1E2, true,\t{ } ] ',
  ];
  const path = segmentPath(8);
  const lines = readLines(members, path).map((line, index) =>
    line.replace(/"actor":"[^"]*"/, odd[index] ?? ''),
  );
  return replaceLines(members, path, lines);
}

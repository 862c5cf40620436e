import { editEntry, signedAnew } from './small-lines.ts';
import { disclosurePath, editText, repacked, sealSmall, segmentPath, zipMembers } from './small-log.ts';
import { broken, middle, rootAt } from './tampered-case.ts';
import { fail, inMember, onLine, openHead, unknown, type VectorCase } from './vector-case.ts';

/** Lines that are no entry, or an entry that can be read in two ways. */
export const formCases: readonly VectorCase[] = [
  broken(
    'entry-unreadable-with-number',
    [fail('entry-unreadable', onLine(middle, 3, null))],
    'The log itself signed a line without a time that states the number 99 where entry 6 belongs.',
    (members) =>
      signedAnew(
        editEntry(members, 6, (line) => line.replace('"seq":6', '"seq":99').replace('"ts"', '"at"')),
      ),
  ),
  broken(
    'half-last-line',
    [
      fail('line-form', onLine(segmentPath(8), 4, null)),
      fail('entry-unreadable', onLine(segmentPath(8), 4, null)),
      ...rootAt(12),
    ],
    'The file ends in the middle of the last line.',
    (members) => repacked(editText(members, segmentPath(8), (text) => text.slice(0, -60))),
  ),
  broken(
    'last-line-without-end',
    [fail('line-form', onLine(segmentPath(8), 4, 11))],
    'The last line is whole, but its LF is missing.',
    (members) => repacked(editText(members, segmentPath(8), (text) => text.slice(0, -1))),
  ),
  broken(
    'line-ends-changed',
    [0, 1, 2, 3]
      .map((index) => fail('entry-unreadable', onLine(segmentPath(8), index + 1, null)))
      .concat(fail('disclosure', inMember(disclosurePath(8), 1)), rootAt(12)),
    'A transfer turned the line ends of the last segment into CR LF.',
    (members) => repacked(editText(members, segmentPath(8), (text) => text.replaceAll('\n', '\r\n'))),
  ),
  broken(
    'entry-unreadable',
    [fail('entry-unreadable', onLine(middle, 3, null))],
    'The log itself signed a line that no reader can read.',
    (members) => signedAnew(editEntry(members, 6, () => 'this is no entry')),
  ),
  broken(
    'entry-without-time',
    [fail('entry-unreadable', onLine(middle, 3, null))],
    'The log itself signed an entry on the 30th of February.',
    (members) => signedAnew(editEntry(members, 6, (line) => line.replace('2026-03-01', '2026-02-30'))),
  ),
  ...ambiguousCases(),
];

function ambiguousCases(): readonly VectorCase[] {
  const texts: readonly (readonly [string, string, string])[] = [
    ['duplicate-name', '"actor":"u-6","actor":"u-0"', 'a name twice'],
    [
      'escaped-duplicate-name',
      '"actor":"u-6","\\u0061ctor":"u-0"',
      'a name twice, once written with an escape',
    ],
    ['big-integer', '"actor":9007199254740993', 'an integer that readers round differently'],
    ['big-exponent', '"actor":1e20', 'a number beyond 2^53 written with an exponent'],
    ['lone-surrogate', '"actor":"\\ud800"', 'half of a surrogate pair'],
    ['deep', `"actor":${'['.repeat(32)}${']'.repeat(32)}`, 'lists that are 33 levels deep with the entry'],
    ['prototype-name', '"actor":"u-6","__proto__":{"actor":"u-0"}', 'the name __proto__'],
  ];
  return texts.map(([name, text, words]) => ({
    name: `ambiguous-${name}`,
    state: 'not-verifiable',
    headline: 'SIGNED, AMBIGUOUS',
    what: `The log signed, validly, an entry with ${words}.`,
    results: [unknown('entry-ambiguous', onLine(middle, 3, null)), ...openHead(12)],
    make: async () => {
      const { members } = await sealSmall();
      return zipMembers(signedAnew(editEntry(members, 6, (line) => line.replace('"actor":"u-6"', text))));
    },
  }));
}

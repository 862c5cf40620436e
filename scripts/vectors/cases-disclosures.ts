import { editEntry, stubOf } from './small-lines.ts';
import { disclosurePath, editText, repacked } from './small-log.ts';
import { broken, middle, rootAt } from './tampered-case.ts';
import { fail, inMember, onLine, type VectorCase } from './vector-case.ts';

/** What hides something, and what claims to show it. */
export const disclosureCases: readonly VectorCase[] = [
  broken(
    'disclosure-without-line-end',
    [fail('disclosure', inMember(disclosurePath(4), 1))],
    'The LF of the last disclosure line is missing: readers differ in whether it is a line.',
    (members) => repacked(editText(members, disclosurePath(4), (text) => text.slice(0, -1))),
  ),
  broken(
    'disclosure-twice',
    [fail('disclosure', inMember(disclosurePath(4), 1))],
    'The packer repeated the disclosure of entry 5 in its line.',
    (members) =>
      repacked(editText(members, disclosurePath(4), (text) => text.replace(/("[^"]+")\]/, '$1,$1]'))),
  ),
  broken(
    'disclosure-without-segment',
    [fail('disclosure', inMember(disclosurePath(99), 1))],
    'A disclosure lies in a member that belongs to no segment.',
    (members) =>
      repacked(new Map(members).set(disclosurePath(99), members.get(disclosurePath(4)) ?? new Uint8Array(0))),
  ),
  broken(
    'wrong-stub',
    [fail('chain', onLine(middle, 3, null)), ...rootAt(8, 12)],
    'The packer withheld entry 6 and stated a leaf that is not its own.',
    (members) => repacked(editEntry(members, 6, (line) => stubOf(`${line} `))),
  ),
  broken(
    'disclosure-changed',
    [fail('disclosure', inMember(disclosurePath(4), 1))],
    'The packer changed the disclosed e-mail address of entry 5.',
    (members) => repacked(editText(members, disclosurePath(4), (text) => text.replace(/.("\]\}\n)$/, 'A$1'))),
  ),
  broken(
    'disclosure-moved',
    [fail('disclosure', inMember(disclosurePath(4), 1))],
    'The packer moved the disclosed e-mail address of entry 5 to entry 6.',
    (members) => repacked(editText(members, disclosurePath(4), (text) => text.replace('"seq":5', '"seq":6'))),
  ),
  broken(
    'disclosure-of-withheld',
    [fail('disclosure', inMember(disclosurePath(4), 1))],
    'Entry 5 is withheld, but its disclosure was left in.',
    (members) => repacked(editEntry(members, 5, stubOf)),
  ),
];

import type { DigestList, DigestListObservation } from '../../bundle/formats/digest-list.ts';
import { type CheckResult, memberPlace, wholeBundle } from '../check-result.ts';
import { countOf } from '../count-words.ts';
import { showFirst } from '../show-first.ts';
import { readDetachedSignature, type SignatureStanding } from './detached-signature.ts';
import type { ForeignTrust } from './foreign-trust.ts';
import type { ForeignRules } from './foreign-verdict.ts';

export const digestListRules: ForeignRules = {
  needed: ['digest-list-form', 'digest-list-digest', 'digest-list-signature', 'digest-list-key'],
  unsigned: 'digest-list-signature',
  untrusted: 'digest-list-key',
  weak: 'digest-list-weak',
  words: {
    trusted: 'a key that was named for this run signed the list',
    complete: 'every listed file is here; what was never listed is not known',
  },
};

/** Whether the files are those of the lists, and whose the lists are. */
export function checkDigestLists(
  { lists, members }: DigestListObservation,
  trust: ForeignTrust,
): readonly CheckResult[] {
  const signed = lists.flatMap((list) =>
    list.signatures.map(
      (signature): SignedList => ({
        list,
        member: signature.member,
        standing: readDetachedSignature(list.bytes, signature, trust),
      }),
    ),
  );
  const covering = toCoveringLists(lists, signed);
  return [
    ...checkForm(lists),
    ...checkDigests({ lists, members }),
    ...checkWeak(covering),
    ...checkMissing({ lists, members }),
    ...checkUnlisted({ lists, members }, covering),
    ...checkSignatures(signed),
  ];
}

interface SignedList {
  readonly list: DigestList;
  readonly member: string;
  readonly standing: SignatureStanding;
}

/** Beside a list that somebody trusted signed, one that nobody signed vouches for nothing. */
function toCoveringLists(lists: readonly DigestList[], signed: readonly SignedList[]): readonly DigestList[] {
  const trusted = signed.filter(({ standing }) => standing.kind === 'trusted').map(({ list }) => list);
  return trusted.length > 0 ? trusted : lists;
}

function checkForm(lists: readonly DigestList[]): readonly CheckResult[] {
  const unread = lists.flatMap(({ member, unread: lines }) =>
    lines.map(
      (line): CheckResult => ({
        code: 'digest-list-form',
        axis: 'bytes',
        outcome: 'unknown',
        place: { kind: 'member', member, line },
        statement: `Line ${line} of ${member} states no digest in a form or an algorithm that is supported.`,
      }),
    ),
  );
  if (unread.length > 0) return showFirst(unread);
  const statement = `Read ${countOf(lists.length, 'list of digests', 'lists of digests')}.`;
  return [{ code: 'digest-list-form', axis: 'bytes', outcome: 'pass', place: wholeBundle, statement }];
}

function checkDigests({ lists, members }: DigestListObservation): readonly CheckResult[] {
  const wrong: CheckResult[] = [];
  const compared = new Set<string>();
  for (const { member, entries } of lists) {
    for (const { path, line, algorithm, claimedDigest } of entries) {
      const found = members.get(path)?.digests.get(algorithm.name);
      if (found === undefined) continue;
      compared.add(path);
      if (found === claimedDigest) continue;
      wrong.push({
        code: 'digest-list-digest',
        axis: 'bytes',
        outcome: 'fail',
        place: memberPlace(path),
        statement: `${path} has another ${algorithm.name} digest than line ${line} of ${member} states.`,
        expected: claimedDigest,
        found,
      });
    }
  }
  if (wrong.length > 0) return showFirst(wrong);
  // A list that lists nothing has proven nothing.
  if (compared.size === 0) return [];
  const statement = `${countOf(compared.size, 'file has', 'files have')} the digests that the lists state.`;
  return [{ code: 'digest-list-digest', axis: 'bytes', outcome: 'pass', place: wholeBundle, statement }];
}

function checkWeak(covering: readonly DigestList[]): readonly CheckResult[] {
  const entries = covering.flatMap((list) => list.entries);
  const strong = new Set(
    entries.filter(({ algorithm }) => algorithm.strength === 'strong').map(({ path }) => path),
  );
  const weak = new Set(entries.map(({ path }) => path).filter((path) => !strong.has(path)));
  if (weak.size === 0) return [];
  return [
    {
      code: 'digest-list-weak',
      axis: 'bytes',
      outcome: 'unknown',
      place: wholeBundle,
      statement: `${countOf(weak.size, 'file is', 'files are')} listed with MD5 or SHA-1 only, which shows accidents and no forgery.`,
    },
  ];
}

function checkMissing({ lists, members }: DigestListObservation): readonly CheckResult[] {
  const listedIn = new Map(lists.flatMap(({ member, entries }) => entries.map(({ path }) => [path, member])));
  const missing = [...listedIn].filter(([path]) => !members.has(path));
  return showFirst(
    missing.map(([path, member]) => ({
      code: 'digest-list-missing',
      axis: 'completeness',
      outcome: 'fail',
      place: memberPlace(path),
      statement: `${member} lists ${path}, which is not there.`,
    })),
  );
}

/** A list does not promise to be of everything, so a file beside it is not wrong; it is only vouched for by nobody. */
function checkUnlisted(
  { lists, members }: DigestListObservation,
  covering: readonly DigestList[],
): readonly CheckResult[] {
  const known = new Set([
    ...covering.flatMap(({ entries }) => entries.map(({ path }) => path)),
    ...lists.flatMap(({ member, signatures }) => [member, ...signatures.map((each) => each.member)]),
  ]);
  const unlisted = [...members.keys()].filter((path) => !known.has(path));
  return showFirst(
    unlisted.map((path) => ({
      code: 'digest-list-unlisted',
      axis: 'bytes',
      outcome: 'unknown',
      place: memberPlace(path),
      statement: `${path} is in no list that counts, so nothing vouches for it.`,
    })),
  );
}

function checkSignatures(signed: readonly SignedList[]): readonly CheckResult[] {
  if (signed.length === 0) {
    const statement = 'No list is signed: whoever changes a file can write a new list.';
    return [
      { code: 'digest-list-signature', axis: 'signer', outcome: 'unknown', place: wholeBundle, statement },
    ];
  }
  const isTrusted = signed.some(({ standing }) => standing.kind === 'trusted');
  return signed.flatMap((each) => toResults(each, isTrusted));
}

/** Beside a trusted signature, one that cannot be judged takes nothing away; a false one always does. */
function toResults({ list, member, standing }: SignedList, isTrusted: boolean): readonly CheckResult[] {
  const open = isTrusted ? 'warning' : 'unknown';
  const say = (
    code: CheckResult['code'],
    outcome: CheckResult['outcome'],
    statement: string,
  ): CheckResult => ({ code, axis: 'signer', outcome, place: memberPlace(member), statement });
  switch (standing.kind) {
    case 'trusted':
      return [
        say('digest-list-signature', 'pass', `${member} is a valid signature over ${list.member}.`),
        say('digest-list-key', 'pass', `It was made by ${standing.by}, named for this run.`),
      ];
    case 'untrusted':
      return [
        ...(standing.isSound
          ? [say('digest-list-signature', 'pass', `${member} is a valid signature over ${list.member}.`)]
          : []),
        say('digest-list-key', open, `${member} is by ${standing.by}, which nobody named for this run.`),
      ];
    case 'invalid':
      return [
        say(
          'digest-list-signature',
          'fail',
          `${member} is no signature over ${list.member}: ${standing.reason.replace(/\.$/, '')}.`,
        ),
      ];
    case 'unsupported':
      return [
        say('digest-list-unsupported', open, `${member} is ${standing.what}, which is not verified here.`),
      ];
  }
}

import type { MemberDigests } from '../../bundle/formats/digest-member.ts';
import type { SigstoreBundle } from '../../bundle/formats/sigstore-bundle.ts';
import type { SigstoreFile } from '../../bundle/formats/sigstore-files.ts';
import { toHex } from '../../bytes/hex.ts';
import { quote } from '../../bytes/quote.ts';
import type { CheckResult } from '../check-result.ts';
import { showFirst } from '../show-first.ts';
import { matchSubjects } from './match-subjects.ts';
import { resultAt } from './result-at.ts';

type Files = ReadonlyMap<string, MemberDigests>;

const signed = { code: 'sigstore-file', axis: 'bytes' } as const;

/** The files that a bundle speaks of, rightly or wrongly. */
export function filesOf({ subject, statement }: SigstoreFile, files: Files): readonly string[] {
  if (subject !== null) return [subject];
  if (statement?.kind !== 'value') return [];
  const { same, other, open } = matchSubjects(statement.value, files);
  return [...same, ...other, ...open].map(({ path }) => path);
}

/** Whether the files that are here are those that the bundle was made for. */
export function checkSigstoreFiles(
  { member, subject, statement }: SigstoreFile,
  { content }: SigstoreBundle,
  files: Files,
): readonly CheckResult[] {
  if (content.kind === 'message') return [checkMessage(member, subject, content, files)];
  if (statement?.kind !== 'value') {
    const why = statement === null ? '' : `: ${statement.error.message}`;
    return [resultAt(signed, 'unknown', member, `It is not known which files ${member} is about${why}`)];
  }
  const { same, other, open, missing } = matchSubjects(statement.value, files);
  const found = [
    ...other.map(({ path, subject: each, expected, found: digest }) => ({
      ...resultAt(
        signed,
        'fail',
        path,
        `${path} has another digest than ${member} states for ${quote(each.name)}.`,
      ),
      expected,
      found: digest,
    })),
    ...open.map(({ path, subject: each }) =>
      resultAt(
        signed,
        'unknown',
        path,
        `${member} states no digest of ${quote(each.name)} that is used here.`,
      ),
    ),
    ...same.map(({ path, subject: each }) =>
      resultAt(
        signed,
        'pass',
        path,
        `${path} has the digests that ${member} states for ${quote(each.name)}. What it states of it is not judged.`,
      ),
    ),
  ];
  // An attestation is often of more than was handed over, but one that is about nothing here vouches for nothing.
  const absent = missing.map(({ name }) =>
    resultAt(
      signed,
      found.length > 0 ? 'warning' : 'unknown',
      member,
      `${member} is also about ${quote(name)}, which is not here.`,
    ),
  );
  return [...showFirst(found), ...showFirst(absent)];
}

function checkMessage(
  member: string,
  subject: string | null,
  { digest }: Extract<SigstoreBundle['content'], { kind: 'message' }>,
  files: Files,
): CheckResult {
  const file = subject === null ? undefined : files.get(subject);
  if (subject === null || file === undefined) {
    return resultAt(
      signed,
      'unknown',
      member,
      `The file that ${member} is about is not there, so nothing was proven of it.`,
    );
  }
  if (digest === null) {
    return resultAt(
      signed,
      'pass',
      subject,
      `${member} is about ${subject}; its signature alone says whether rightly.`,
    );
  }
  const expected = toHex(digest.value);
  const found = file.digests.get(digest.algorithm) ?? '';
  return expected === found
    ? resultAt(signed, 'pass', subject, `${subject} has the digest that ${member} states.`)
    : {
        ...resultAt(signed, 'fail', subject, `${subject} has another digest than ${member} states.`),
        expected,
        found,
      };
}

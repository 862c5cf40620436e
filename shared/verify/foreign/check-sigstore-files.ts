import type { MemberDigests } from '../../bundle/formats/digest-member.ts';
import type { SigstoreAbout } from '../../bundle/formats/sigstore-files.ts';
import { valueAt } from '../../bytes/element-at.ts';
import { toHex } from '../../bytes/hex.ts';
import { quote } from '../../bytes/quote.ts';
import type { CheckResult } from '../check-result.ts';
import { showFirst } from '../show-first.ts';
import { matchSubjects } from './match-subjects.ts';
import { resultAt } from './result-at.ts';

type Files = ReadonlyMap<string, MemberDigests>;

const signed = { code: 'sigstore-file', axis: 'bytes' } as const;

/** The files that a bundle speaks of, rightly or wrongly. */
export function filesOf(about: SigstoreAbout, files: Files): readonly string[] {
  if (about.kind === 'file') return about.path === null ? [] : [about.path];
  if (about.statement.kind === 'error') return [];
  const { same, other, open } = matchSubjects(about.statement.value, files);
  return [...same, ...other, ...open].map(({ path }) => path);
}

/** Whether the files that are here are those that the bundle was made for. */
export function checkSigstoreFiles(
  member: string,
  about: SigstoreAbout,
  files: Files,
): readonly CheckResult[] {
  if (about.kind === 'file') return [checkFile(member, about, files)];
  const { statement } = about;
  if (statement.kind === 'error') {
    const why = statement.error.message;
    return [resultAt(signed, 'unknown', member, `It is not known which files ${member} is about: ${why}`)];
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

function checkFile(
  member: string,
  { path: subject, digest }: Extract<SigstoreAbout, { kind: 'file' }>,
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
  const found = valueAt(file.digests, digest.algorithm);
  return expected === found
    ? resultAt(signed, 'pass', subject, `${subject} has the digest that ${member} states.`)
    : {
        ...resultAt(signed, 'fail', subject, `${subject} has another digest than ${member} states.`),
        expected,
        found,
      };
}

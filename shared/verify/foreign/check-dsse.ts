import { type DsseEnvelope, preAuthEncoding } from '../../bundle/formats/dsse.ts';
import type { DsseFile, DsseObservation } from '../../bundle/formats/dsse-files.ts';
import { quote } from '../../bytes/quote.ts';
import type { CheckResult } from '../check-result.ts';
import { countOf } from '../count-words.ts';
import { showFirst } from '../show-first.ts';
import { isMadeByOneOf } from './check-pinned-keys.ts';
import type { ForeignTrust } from './foreign-trust.ts';
import type { ForeignRules } from './foreign-verdict.ts';
import { matchSubjects, type SubjectMatch } from './match-subjects.ts';
import { outcomeOfUnread, resultAt } from './result-at.ts';

export const dsseRules: ForeignRules = {
  needed: ['dsse-form', 'dsse-signature', 'dsse-key', 'dsse-statement', 'dsse-subject'],
  unsigned: 'dsse-signature',
  untrusted: 'dsse-key',
  weak: null,
  words: {
    trusted: 'a key that was named for this run signed each envelope',
    complete: 'which files there should be is not known',
  },
};

/** Whether the files are those that the envelopes speak of, and who signed the envelopes. */
export function checkDsse(
  { envelopes, files }: DsseObservation,
  trust: ForeignTrust,
): readonly CheckResult[] {
  const matches = envelopes.flatMap(({ member, statement }) =>
    statement.kind === 'value' ? [{ member, match: matchSubjects(statement.value, files) }] : [],
  );
  const subjects = new Set(
    matches.flatMap(({ match }) => [...match.same, ...match.other, ...match.open].map(({ path }) => path)),
  );
  const unlisted = [...files.keys()].filter((path) => !subjects.has(path));
  return [
    ...envelopes.flatMap((file) => checkEnvelope(file, trust)),
    ...matches.flatMap(({ member, match }) => checkMatch(member, match)),
    ...showFirst(
      unlisted.map((path) =>
        resultAt(other, 'unknown', path, `${path} is no subject of an envelope, so nothing vouches for it.`),
      ),
    ),
  ];
}

const form = { code: 'dsse-form', axis: 'bytes' } as const;
const statementOf = { code: 'dsse-statement', axis: 'bytes' } as const;
const subjectOf = { code: 'dsse-subject', axis: 'bytes' } as const;
const other = { code: 'dsse-other', axis: 'bytes' } as const;
const absent = { code: 'dsse-absent', axis: 'completeness' } as const;
const signature = { code: 'dsse-signature', axis: 'signer' } as const;
const key = { code: 'dsse-key', axis: 'signer' } as const;
const unsupported = { code: 'dsse-unsupported', axis: 'signer' } as const;

function checkEnvelope(file: DsseFile, trust: ForeignTrust): readonly CheckResult[] {
  const { member, envelope, statement } = file;
  if (envelope.kind === 'error') {
    const { error } = envelope;
    return [resultAt(form, outcomeOfUnread(error), member, `${member} cannot be read: ${error.message}`)];
  }
  const count = countOf(envelope.value.signatures.length, 'signature', 'signatures');
  return [
    resultAt(form, 'pass', member, `${member} is an envelope with ${count}.`),
    statement.kind === 'value'
      ? resultAt(
          statementOf,
          'pass',
          member,
          `${member} states something of the type ${quote(statement.value.predicateType)} of ${countOf(statement.value.subjects.length, 'subject', 'subjects')}. What it states is not judged.`,
        )
      : // What the signer signed is what lies here, whether or not it can be read.
        resultAt(
          statementOf,
          'unknown',
          member,
          `It is not known which files ${member} is about: ${statement.error.message}`,
        ),
    ...checkSignatures(member, envelope.value, trust),
  ];
}

/** A key id is only a hint, so every signature is tried with every key. */
function checkSignatures(
  member: string,
  envelope: DsseEnvelope,
  { publicKeys }: ForeignTrust,
): readonly CheckResult[] {
  const { signatures } = envelope;
  if (publicKeys.length === 0) {
    return [
      resultAt(
        key,
        'unknown',
        member,
        `${member} is signed with keys that nobody named for this run, so not checked.`,
      ),
    ];
  }
  const keys = publicKeys.map(({ publicKey }) => publicKey);
  const message = preAuthEncoding(envelope);
  const good = signatures.filter((each) => isMadeByOneOf(keys, message, each)).length;
  const rest = signatures.length - good;
  if (good > 0) {
    return [
      resultAt(
        signature,
        'pass',
        member,
        `${countOf(good, 'signature', 'signatures')} of ${member} ${good === 1 ? 'is' : 'are'} valid over its type and payload.`,
      ),
      resultAt(key, 'pass', member, 'The key was named for this run.'),
      ...(rest === 0
        ? []
        : [
            resultAt(
              key,
              'warning',
              member,
              `${countOf(rest, 'more signature', 'more signatures')} of ${member} by no key that was named for this run.`,
            ),
          ]),
    ];
  }
  if (keys.some(({ kind }) => kind === 'rsa')) {
    return [
      resultAt(
        unsupported,
        'unknown',
        member,
        `No signature of ${member} is by a key of this run in a way that is verified here; RSA-PSS is not.`,
      ),
    ];
  }
  return [
    resultAt(
      signature,
      'fail',
      member,
      `No signature of ${member} was made by a key of this run over what lies in it.`,
    ),
  ];
}

function checkMatch(
  member: string,
  { same, other: wrong, open, missing }: SubjectMatch,
): readonly CheckResult[] {
  return [
    ...showFirst(
      same.map(({ path, subject }) =>
        resultAt(
          subjectOf,
          'pass',
          path,
          `${path} has the digests that ${member} states for ${quote(subject.name)}.`,
        ),
      ),
    ),
    ...showFirst(
      wrong.map(({ path, subject, expected, found }) => ({
        ...resultAt(
          subjectOf,
          'fail',
          path,
          `${path} has another digest than ${member} states for ${quote(subject.name)}.`,
        ),
        expected,
        found,
      })),
    ),
    ...showFirst(
      open.map(({ path, subject }) =>
        resultAt(
          subjectOf,
          'unknown',
          path,
          `${member} states no digest of ${quote(subject.name)} that is used here.`,
        ),
      ),
    ),
    // An attestation is often of more than was handed over: that it names other files makes none of these wrong.
    ...showFirst(
      missing.map(({ name }) =>
        resultAt(absent, 'warning', member, `${member} is also about ${quote(name)}, which is not here.`),
      ),
    ),
  ];
}

import { toHex } from '../../bytes/hex.ts';
import { quote } from '../../bytes/quote.ts';
import { checkNoteSignatures } from '../../crypto/signed-note.ts';
import type { VerifierKey } from '../../crypto/verifier-key.ts';
import { keyStandingAt } from '../../trust/key-standing.ts';
import type { CheckInput } from '../check-input.ts';
import { type CheckResult, memberPlace, type Outcome, wholeBundle } from '../check-result.ts';
import type { CheckCode } from '../codes.ts';
import { countOf } from '../count-words.ts';
import type { ReadCheckpoint } from '../head.ts';
import { toKeyLapse } from '../key-lapse.ts';
import { revocationsOf } from '../key-notes.ts';
import { readOfferedLogKey, signersOf } from '../log-keys.ts';
import { showFirst } from '../show-first.ts';

/**
 * R6 and R8: each checkpoint is signed by the log, with a key that a person pinned for this origin.
 * A key from the bundle itself can only show that the signature is sound, never whose it is.
 */
export function checkLogSignature(input: CheckInput): readonly CheckResult[] {
  const { observation, head, logKeys } = input;
  const { origin, offeredLogKey } = observation.descriptor;
  const newest = head.checkpoints.at(-1);
  if (newest === undefined) {
    return [result('log-signature', 'unknown', 'The bundle holds no checkpoint, so no log has signed it.')];
  }
  const pinned = logKeys.map(({ verifier }) => verifier);
  const offered = readOfferedLogKey(offeredLogKey, origin);
  const answers = head.checkpoints.map((checkpoint) => decide(checkpoint, origin, pinned, offered));
  const problems = answers.filter(({ outcome }) => outcome !== 'pass');
  if (problems.length > 0) return showFirst(dropRepeated(problems));
  const signed = countOf(answers.length, 'checkpoint is', 'checkpoints are');
  return [
    result('log-signature', 'pass', `${signed} signed by the log ${quote(origin)}.`),
    judgeKey(newest, input),
  ];
}

/**
 * The key of the newest head counts when it was signed. Heads before it may be by a key that has ended since: all that
 * they cover lies under the newest one as well.
 */
function judgeKey(newest: ReadCheckpoint, { logKeys, keyNotes, judged }: CheckInput): CheckResult {
  const lapses = signersOf(newest.note, logKeys).map(({ trusted, verifier }) => {
    const standing = keyStandingAt(trusted, judged.log.time, revocationsOf(keyNotes, verifier));
    return toKeyLapse('log', standing, judged.log);
  });
  const lapse = lapses.every((each) => each !== null) ? lapses[0] : undefined;
  return lapse === undefined
    ? result('log-key', 'pass', 'The signing key was pinned for this log by a person.')
    : { ...result('log-key', 'unknown', lapse.statement), place: memberPlace(newest.member), ...lapse };
}

function decide(
  { member, note }: ReadCheckpoint,
  origin: string,
  pinned: readonly VerifierKey[],
  offered: VerifierKey | null,
): CheckResult {
  const own = note.signatures.filter(({ name }) => name === origin);
  if (own.length === 0) {
    return at(member, 'log-signature', 'unknown', `${member} has no signature by the log ${quote(origin)}.`);
  }
  const byPinned = checkNoteSignatures(note, pinned);
  if (byPinned.failed.length > 0) {
    return at(
      member,
      'log-signature',
      'fail',
      `The signature of the pinned key on ${member} is not valid for its text.`,
    );
  }
  if (byPinned.verified.length > 0) return result('log-signature', 'pass', '');
  const byOffered = checkNoteSignatures(note, offered === null ? [] : [offered]);
  if (byOffered.failed.length > 0) {
    return at(
      member,
      'log-signature',
      'fail',
      `The signature on ${member} is not valid for the key that the bundle offers.`,
    );
  }
  const whose = own.map(({ keyHash }) => toHex(keyHash)).join(', ');
  const sound = byOffered.verified.length > 0 ? 'validly ' : '';
  const pinnedText =
    pinned.length === 0
      ? 'no key is pinned for this log'
      : `the pinned key has id ${pinned.map(({ keyHash }) => toHex(keyHash)).join(', ')}`;
  return {
    ...at(
      member,
      'log-key',
      'unknown',
      `The checkpoints are ${sound}signed by a key that is not in the trust store.`,
    ),
    expected: pinnedText,
    found: `key id ${whose}`,
  };
}

/** Fifty checkpoints by one unknown key are one sentence. Bad signatures are each named. */
function dropRepeated(problems: readonly CheckResult[]): readonly CheckResult[] {
  const said = new Set<string>();
  return problems.filter(({ code, outcome, found }) => {
    const sentence = `${code} ${found}`;
    if (outcome !== 'fail' && said.has(sentence)) return false;
    said.add(sentence);
    return true;
  });
}

function at(member: string, code: CheckCode, outcome: Outcome, statement: string): CheckResult {
  return { ...result(code, outcome, statement), place: memberPlace(member) };
}

function result(code: CheckCode, outcome: Outcome, statement: string): CheckResult {
  return { code, axis: 'signer', outcome, place: wholeBundle, statement };
}

import { renderUtcTime } from '../../adapters/utc-time.ts';
import { toBase64 } from '../../bytes/base64.ts';
import { equalBytes } from '../../bytes/equal.ts';
import { decodeUtf8 } from '../../bytes/utf8.ts';
import type { RememberedHead } from '../../trust/head-memory.ts';
import type { CheckInput } from '../check-input.ts';
import { type CheckResult, memberPlace, type Outcome, wholeBundle } from '../check-result.ts';
import type { CheckCode } from '../codes.ts';
import { groupDigits } from '../count-words.ts';
import { isHeadExpected } from '../expected-head.ts';
import type { ReadCheckpoint } from '../head.ts';
import { provenRoot } from '../head-memory.ts';
import { signersOf } from '../log-keys.ts';

/**
 * The log still says what it said before. A head that contradicts a remembered one is a fork: both are signed, and no
 * tree has both. A head that is smaller than one seen before is a step back. Only a validly signed head is compared.
 */
export function checkHeadMemory(input: CheckInput): readonly CheckResult[] {
  const { memory } = input;
  const unusable = memory.unusable.map(({ size }) =>
    result(
      'head-memory',
      'warning',
      `The remembered head of size ${groupDigits(size)} is not signed by a pinned key, so it is not used.`,
    ),
  );
  const { signedHead } = memory;
  if (signedHead === null || memory.heads.length === 0) return unusable;
  const forks = memory.heads.flatMap((remembered) => findFork(input, signedHead, remembered));
  if (forks.length > 0) return [...forks, ...unusable];
  const back = findStepBack(input, signedHead);
  return [...(back ?? [findContinuation(input, signedHead)]), ...unusable];
}

function findFork(
  input: CheckInput,
  signedHead: ReadCheckpoint,
  remembered: RememberedHead,
): readonly CheckResult[] {
  const { size } = remembered;
  const same = input.head.checkpoints.find(({ checkpoint }) => checkpoint.size === size);
  const differs = (root: Uint8Array | null) => root !== null && !equalBytes(root, remembered.root);
  const seen = `on ${renderUtcTime(remembered.firstSeenAt)} the log had signed another root for it`;
  if (
    same?.checkpoint.origin === remembered.origin &&
    differs(same.checkpoint.root) &&
    signersOf(same.note, input.logKeys).length > 0
  ) {
    const statement = `The log signed two roots for size ${groupDigits(size)}: ${seen}.`;
    return [conflict('fork', same, remembered, statement, toBase64(same.checkpoint.root))];
  }
  const proven = provenRoot(input.observation, input.memory, size);
  if (proven === null || !differs(proven)) return [];
  const statement = `The signed head does not continue the first ${groupDigits(size)} entries: ${seen}.`;
  return [conflict('fork', signedHead, remembered, statement, toBase64(proven))];
}

/** Null when nothing larger was seen before, or when a person expects just this head. */
function findStepBack(input: CheckInput, signedHead: ReadCheckpoint): readonly CheckResult[] | null {
  const { size } = signedHead.checkpoint;
  const largest = input.memory.seenBefore.at(-1);
  if (largest === undefined || largest.size <= size || isHeadExpected(input)) return null;
  const statement =
    `The log ends at size ${groupDigits(size)}, but on ${renderUtcTime(largest.firstSeenAt)} ` +
    `it had signed size ${groupDigits(largest.size)}.`;
  const root = toBase64(signedHead.checkpoint.root);
  return [conflict('rollback', signedHead, largest, statement, `size ${groupDigits(size)}, root ${root}`)];
}

function findContinuation(input: CheckInput, signedHead: ReadCheckpoint): CheckResult {
  const { memory, observation } = input;
  const { size } = signedHead.checkpoint;
  const place = memberPlace(signedHead.member);
  const known = memory.earlier
    .filter((each) => each.size <= size)
    .findLast((each) => provenRoot(observation, memory, each.size) !== null);
  if (known === undefined) {
    const isOwn = memory.heads.some((each) => each.size === size);
    const statement = isOwn
      ? 'The head is remembered from this delivery alone, which cannot confirm itself.'
      : 'No remembered head lies among these entries, so memory neither confirms nor contradicts them.';
    return { ...result('head-memory', 'unknown', statement), place };
  }
  const seen = `seen on ${renderUtcTime(known.firstSeenAt)} in another delivery`;
  const statement =
    known.size === size
      ? `The head of size ${groupDigits(size)} is the one that was ${seen}.`
      : `The entries continue the head of size ${groupDigits(known.size)} that was ${seen}.`;
  return { ...result('head-memory', 'pass', statement), place };
}

function conflict(
  code: CheckCode,
  { member, bytes }: ReadCheckpoint,
  remembered: RememberedHead,
  statement: string,
  found: string,
): CheckResult {
  const expected = `size ${groupDigits(remembered.size)}, root ${toBase64(remembered.root)}`;
  return {
    ...result(code, 'fail', statement),
    place: memberPlace(member),
    expected,
    found,
    notes: [decodeUtf8(remembered.note), decodeUtf8(bytes)],
  };
}

function result(code: CheckCode, outcome: Outcome, statement: string): CheckResult {
  return { code, axis: 'completeness', outcome, place: wholeBundle, statement };
}

import { findPolicy } from '../trust/trust-store.ts';
import type { CheckInput } from './check-input.ts';
import type { CheckResult } from './check-result.ts';
import { checkBag } from './checks/check-bag.ts';
import { checkChain } from './checks/check-chain.ts';
import { checkCompleteness } from './checks/check-completeness.ts';
import { checkDescriptor } from './checks/check-descriptor.ts';
import { checkDisclosures } from './checks/check-disclosures.ts';
import { checkExpected } from './checks/check-expected.ts';
import { checkHeadMemory } from './checks/check-head-memory.ts';
import { checkJudgedTime } from './checks/check-judged-time.ts';
import { checkKeyNotes } from './checks/check-key-notes.ts';
import { checkLines } from './checks/check-lines.ts';
import { checkLogSignature } from './checks/check-log-signature.ts';
import { checkManifests } from './checks/check-manifests.ts';
import { checkPacker } from './checks/check-packer.ts';
import { checkRoot } from './checks/check-root.ts';
import { checkSequence } from './checks/check-sequence.ts';
import { checkStore } from './checks/check-store.ts';
import { checkTime } from './checks/check-time.ts';
import { checkTimeStamp } from './checks/check-time-stamp.ts';
import { checkTrustedTime, checkWitnesses } from './checks/check-witnesses.ts';
import { readHead } from './head.ts';
import { readHeadMemory } from './head-memory.ts';
import { toJudgedTime } from './judged-time.ts';
import { readKeyNotes } from './key-notes.ts';
import { pinnedLogKeys } from './log-keys.ts';
import { readPackerSignature } from './packer.ts';
import { readStampedTime } from './stamped-time.ts';
import { toVerdict } from './to-verdict.ts';
import type { Verdict } from './verdict.ts';
import type { VerifyInput } from './verify-input.ts';
import { readWitnesses } from './witnesses.ts';

/** In the order in which a person would follow the argument: our copy, the files, the lines, the signatures. */
const checks: readonly ((input: CheckInput) => readonly CheckResult[])[] = [
  checkStore,
  checkManifests,
  checkBag,
  checkDescriptor,
  checkLines,
  checkSequence,
  checkChain,
  checkRoot,
  checkDisclosures,
  checkLogSignature,
  checkPacker,
  checkJudgedTime,
  checkKeyNotes,
  checkWitnesses,
  checkCompleteness,
  checkHeadMemory,
  checkExpected,
  checkTime,
  checkTrustedTime,
  checkTimeStamp,
];

/** Decides every claim from what was read and from the trust store. Never throws on evidence. */
export function verifyBundle(input: VerifyInput): Verdict {
  const checkInput = gather(input);
  const results = checks.flatMap((check) => check(checkInput));
  return toVerdict(results, input.observation);
}

/** What several checks need, read once. */
function gather(input: VerifyInput): CheckInput {
  const { observation, arrival, trust, expected, policyTime, receivedAt } = input;
  const { origin } = observation.descriptor;
  const head = readHead(observation);
  const logKeys = pinnedLogKeys(trust.keys, origin);
  const witnessed = readWitnesses(head, origin, findPolicy(trust, origin), policyTime);
  const packer = readPackerSignature(observation);
  const stamped = readStampedTime(input, packer);
  const stampedBy =
    stamped.kind === 'sound' && stamped.standing.kind === 'trusted' ? stamped.standing.time : null;
  return {
    observation,
    arrival,
    expected,
    head,
    logKeys,
    witnessed,
    packer,
    stamped,
    trustedKeys: trust.keys,
    keyNotes: readKeyNotes(observation, logKeys),
    memory: readHeadMemory(observation, head, trust.heads, logKeys, receivedAt),
    judged: toJudgedTime(policyTime, trust, { seenBy: witnessed.seenBy, stampedBy }),
  };
}

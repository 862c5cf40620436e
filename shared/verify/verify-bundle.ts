import type { BundleObservation } from '../bundle/observation.ts';
import type { DigestHex } from '../bytes/units.ts';
import type { TrustedKey } from '../trust/trusted-key.ts';
import type { CheckInput } from './check-input.ts';
import type { CheckResult } from './check-result.ts';
import { checkBag } from './checks/check-bag.ts';
import { checkChain } from './checks/check-chain.ts';
import { checkCompleteness } from './checks/check-completeness.ts';
import { checkDescriptor } from './checks/check-descriptor.ts';
import { checkDisclosures } from './checks/check-disclosures.ts';
import { checkLines } from './checks/check-lines.ts';
import { checkLogSignature } from './checks/check-log-signature.ts';
import { checkManifests } from './checks/check-manifests.ts';
import { checkPacker } from './checks/check-packer.ts';
import { checkRoot } from './checks/check-root.ts';
import { checkSequence } from './checks/check-sequence.ts';
import { checkStore } from './checks/check-store.ts';
import { checkTime } from './checks/check-time.ts';
import { readHead } from './head.ts';
import { toVerdict } from './to-verdict.ts';
import type { Verdict } from './verdict.ts';

export interface VerifyInput {
  readonly observation: BundleObservation;
  readonly trustedKeys: readonly TrustedKey[];
  /** Digests of the members when they arrived, by path: present when a stored copy is verified again. */
  readonly arrival: ReadonlyMap<string, DigestHex> | null;
}

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
  checkCompleteness,
  checkTime,
];

/** Decides every claim from what was read and from the trust store. Never throws on evidence. */
export function verifyBundle(input: VerifyInput): Verdict {
  const head = readHead(input.observation);
  const results = checks.flatMap((check) => check({ ...input, head }));
  return toVerdict(results, input.observation);
}

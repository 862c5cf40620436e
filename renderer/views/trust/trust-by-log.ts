import type { CaseView, RememberedHeadView } from '../../../shared/contract/case-protocol.ts';
import type { TrustedKey } from '../../../shared/trust/trusted-key.ts';
import type { WitnessPolicy } from '../../../shared/trust/witness-policy.ts';
import type { OfferedKey } from '../../../shared/verify/offered-keys.ts';

/** All that a case knows of one log. */
export interface LogTrust {
  readonly origin: string;
  /** Whether a bundle of this case says that it is of this log. */
  readonly isOfCase: boolean;
  readonly keys: readonly TrustedKey[];
  readonly offered: readonly OfferedKey[];
  /** Null also where the policy asks nobody. */
  readonly policy: WitnessPolicy | null;
  readonly heads: readonly RememberedHeadView[];
}

/** The logs of a case: those of its bundles in their order, then those of which only a decision speaks. */
export function trustByLog(view: CaseView): readonly LogTrust[] {
  const ofBundles = view.bundles.map(({ origin }) => origin).filter((origin) => origin !== '');
  const decided = [...view.trustedKeys, ...view.policies].map(({ origin }) => origin);
  const offered = offeredOnce(view.bundles.flatMap((bundle) => bundle.offeredKeys));
  return [...new Set([...ofBundles, ...decided])].map((origin) => {
    const isOfLog = (each: { readonly origin: string }) => each.origin === origin;
    const policy = view.policies.find(isOfLog);
    return {
      origin,
      isOfCase: ofBundles.includes(origin),
      keys: view.trustedKeys.filter(isOfLog),
      offered: offered.filter(isOfLog),
      policy: policy === undefined || policy.quorum === null ? null : policy,
      heads: view.heads.filter(isOfLog),
    };
  });
}

/** What is remembered of logs that this case has nothing to do with. */
export function headsOfOtherLogs(view: CaseView, logs: readonly LogTrust[]): readonly RememberedHeadView[] {
  const known = new Set(logs.map(({ origin }) => origin));
  return view.heads.filter(({ origin }) => !known.has(origin));
}

/** The keys offered by several bundles, each once. */
function offeredOnce(keys: readonly OfferedKey[]): readonly OfferedKey[] {
  return [...new Map(keys.map((key) => [`${key.role} ${key.origin} ${key.publicKey}`, key])).values()];
}

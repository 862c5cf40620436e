import { useMemo } from 'react';
import type { BundleLeavingPlan } from '../../../../shared/contract/redaction-protocol.ts';
import type { RedactionOrderFile } from '../../../../shared/redaction/order-file.ts';
import { type PausedAnswer, usePausedAnswer } from '../../../client/use-paused-answer.ts';

export type UsedBundlePlan = PausedAnswer<BundleLeavingPlan>;

/** A bundle is read from start to end for each answer: not at every letter of a reason. */
const pauseMillis = 400;

/** What an order makes of one bundle. */
export function useBundlePlan(caseId: string, bundleId: string, order: RedactionOrderFile): UsedBundlePlan {
  const args = useMemo(() => ({ caseId, bundleId, order }), [caseId, bundleId, order]);
  return usePausedAnswer('planBundle', args, { pauseMillis });
}

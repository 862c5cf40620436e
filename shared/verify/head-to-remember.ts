import type { RememberedHead } from '../trust/head-memory.ts';
import { readHead } from './head.ts';
import { readHeadMemory, toRememberedHead } from './head-memory.ts';
import { pinnedLogKeys } from './log-keys.ts';
import type { Verdict } from './verdict.ts';
import type { VerifyInput } from './verify-input.ts';

/**
 * The head of a bundle that is worth remembering: signed by a pinned key that counts, and in no conflict with what is
 * remembered. Broken entries under it do not matter: that the log signed this head is true all the same.
 */
export function headToRemember(
  { observation, trust, receivedAt }: Pick<VerifyInput, 'observation' | 'trust' | 'receivedAt'>,
  { results }: Verdict,
): RememberedHead | null {
  const isSignerKnown = results.some(({ code, outcome }) => code === 'log-key' && outcome === 'pass');
  const isConflict = results.some(({ code }) => code === 'fork' || code === 'rollback');
  const isRejected = results.some(({ axis, outcome }) => axis === 'signer' && outcome === 'fail');
  if (!isSignerKnown || isConflict || isRejected) return null;
  const keys = pinnedLogKeys(trust.keys, observation.descriptor.origin);
  const memory = readHeadMemory(observation, readHead(observation), trust.heads, keys, receivedAt);
  return toRememberedHead(observation, memory, receivedAt);
}

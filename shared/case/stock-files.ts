import { packerNamespace } from '../bundle/packer-namespace.ts';
import { toHex } from '../bytes/hex.ts';
import type { UnixMillis } from '../bytes/units.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { sha256 } from '../crypto/digest.ts';
import { renderAllowedSigners } from '../trust/allowed-signers.ts';
import { renderTlogPolicy } from '../trust/tlog-policy.ts';
import { findKeys, findPolicy, type TrustStore } from '../trust/trust-store.ts';

/**
 * What the store says, in files that other tools read: `allowed_signers` and `revoked_keys` for ssh-keygen, a tlog-policy
 * for each log. They are written for others and never read back: what counts are the decisions.
 */
export function renderStockFiles(store: TrustStore): ReadonlyMap<string, string> {
  const origins = [...new Set(store.keys.map(({ origin }) => origin))];
  const revoked = store.keys.filter(({ role, revoked: end }) => role === 'packer' && end !== null);
  return new Map([
    ['allowed_signers', origins.map((origin) => renderSignersOf(store, origin)).join('')],
    ['revoked_keys', revoked.map(({ publicKey }) => `${publicKey}\n`).join('')],
    ...origins.map((origin): [string, string] => [policyFileOf(origin), renderPolicyOf(store, origin)]),
  ]);
}

/** The packer keys of one log as allowed_signers. The identity is the origin: the store knows no other name. */
export function renderSignersOf(store: TrustStore, origin: string): string {
  const signers = findKeys(store.keys, 'packer', origin).map(
    ({ publicKey, validAfter, validBefore, revoked }) => ({
      principals: [origin],
      namespaces: [packerNamespace],
      publicKey,
      validAfter,
      validBefore: earlierOf(validBefore, revoked === null ? null : revoked.at - 1000),
    }),
  );
  // To OpenSSH a bound of 0 is no bound, and a window that is empty an error: such a key must not stand there at all.
  return renderAllowedSigners(
    signers.filter(({ validAfter, validBefore }) => (validBefore ?? 1000) > Math.max(validAfter ?? 0, 999)),
  );
}

function earlierOf(one: UnixMillis | null, other: UnixMillis | null): UnixMillis | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

/** The log keys of one log and its witnesses as a C2SP tlog-policy. It has no word for an end: revoked keys are left out. */
export function renderPolicyOf(store: TrustStore, origin: string): string {
  const keys = findKeys(store.keys, 'log', origin).filter(({ revoked }) => revoked === null);
  const { witnesses = [], groups = [], quorum = null } = findPolicy(store, origin) ?? {};
  return renderTlogPolicy({ logs: keys.map(({ publicKey }) => publicKey), witnesses, groups, quorum });
}

/** An origin may hold what a file name may not; its digest tells logs apart on every system. */
function policyFileOf(origin: string): string {
  return `log-${toHex(sha256(encodeUtf8(origin))).slice(0, 16)}.policy`;
}

import { renderUtcTime } from '../adapters/utc-time.ts';
import type { DigestHex, UnixMillis } from '../bytes/units.ts';
import type { TimeAuthority } from '../trust/time-authority.ts';
import { renderTlogPolicy } from '../trust/tlog-policy.ts';
import type { KeyRevocation, TrustedKey } from '../trust/trusted-key.ts';
import type { WitnessPolicy } from '../trust/witness-policy.ts';
import { type CustodyEntry, toCustodyText } from './custody-log.ts';
import type { CustodyRecord } from './custody-record.ts';

type Facts = CustodyRecord['facts'];

/** Names of facts that are read back; the others are for people. */
export const trustFacts = {
  key: 'key',
  authority: 'authority',
  origin: 'origin',
  fingerprint: 'fingerprint',
  compared: 'compared',
  comparedBy: 'compared by',
  validAfter: 'valid after',
  validBefore: 'valid before',
  revokedFrom: 'revoked from',
  reason: 'reason',
  revokedBy: 'revoked by',
  /** One fact for each line of a witness policy: `policy line 1`, `policy line 2`, … */
  policyLine: 'policy line ',
} as const;

/** The file that a decision was taken from, when it was not typed. */
export interface TrustFileFacts {
  readonly fileName: string;
  readonly fileSha256: DigestHex;
}

/** The custody entry for a key that was pinned or unpinned: what was compared, how and by whom. */
export function keyCustodyEntry(
  action: 'key-pinned' | 'key-unpinned',
  key: TrustedKey,
  claimedTime: UnixMillis,
  file: TrustFileFacts | null = null,
): CustodyEntry {
  return {
    claimedTime,
    action,
    facts: [
      ...keyFacts(key),
      { name: trustFacts.compared, value: key.compared },
      { name: trustFacts.comparedBy, value: key.comparedBy },
      ...windowFacts(key),
      ...fileFacts(file),
    ],
    ...(action === 'key-pinned' ? { content: renderPinnedKey(key) } : {}),
  };
}

/** The custody entry for a key that counts no longer from some time on. */
export function revocationCustodyEntry(
  key: TrustedKey,
  { at, reason, by }: KeyRevocation,
  claimedTime: UnixMillis,
): CustodyEntry {
  return {
    claimedTime,
    action: 'key-revoked',
    facts: [...keyFacts(key), ...revocationFacts({ at, reason, by })],
  };
}

/** The custody entry for a time authority that was pinned or unpinned. Its certificate stands there by fingerprint. */
export function authorityCustodyEntry(
  action: 'authority-pinned' | 'authority-unpinned',
  authority: TimeAuthority,
  claimedTime: UnixMillis,
  file: TrustFileFacts | null = null,
): CustodyEntry {
  return {
    claimedTime,
    action,
    facts: [
      ...authorityFacts(authority),
      { name: trustFacts.compared, value: authority.compared },
      { name: trustFacts.comparedBy, value: authority.comparedBy },
      ...fileFacts(file),
    ],
    ...(action === 'authority-pinned'
      ? { content: JSON.stringify({ certificate: authority.certificate }) }
      : {}),
  };
}

/** The custody entry for a time authority that is not believed any more, whatever time it states. */
export function authorityRevocationCustodyEntry(
  authority: Omit<TimeAuthority, 'certificate'>,
  revocation: KeyRevocation,
  claimedTime: UnixMillis,
): CustodyEntry {
  return {
    claimedTime,
    action: 'authority-revoked',
    facts: [...authorityFacts(authority), ...revocationFacts(revocation)],
  };
}

/**
 * The custody entry for the witnesses of a log. It holds the whole policy: a policy that lay in a row beside the log could
 * be removed from there, and to ask no witness is what an attacker wants.
 */
export function policyCustodyEntry(
  { origin, ...policy }: WitnessPolicy,
  said: Pick<TrustedKey, 'compared' | 'comparedBy'>,
  claimedTime: UnixMillis,
  file: TrustFileFacts | null,
): CustodyEntry {
  const lines = renderTlogPolicy({ ...policy, logs: [] })
    .trimEnd()
    .split('\n');
  return {
    claimedTime,
    action: 'policy-set',
    facts: [
      { name: trustFacts.origin, value: origin },
      { name: trustFacts.compared, value: said.compared },
      { name: trustFacts.comparedBy, value: said.comparedBy },
      ...lines.map((line, index) => ({ name: `${trustFacts.policyLine}${index + 1}`, value: line })),
      ...fileFacts(file),
    ],
  };
}

/** What a record of the pinning must say of a key for the key to be the one that was pinned. */
export function pinnedFacts(key: TrustedKey): ReadonlyMap<string, string | undefined> {
  const own = [
    { name: trustFacts.compared, value: toCustodyText(key.compared) },
    { name: trustFacts.comparedBy, value: toCustodyText(key.comparedBy) },
    ...windowFacts(key),
  ];
  const names = [
    trustFacts.compared,
    trustFacts.comparedBy,
    trustFacts.validAfter,
    trustFacts.validBefore,
  ] as const;
  return new Map(names.map((name) => [name, factOf(own, name)]));
}

export function factOf(facts: Facts, wanted: string): string | undefined {
  return facts.find(({ name }) => name === wanted)?.value;
}

function keyFacts({ keyId, role, origin, fingerprint }: TrustedKey): Facts {
  return [
    { name: trustFacts.key, value: keyId },
    { name: 'role', value: role },
    { name: trustFacts.origin, value: origin },
    { name: trustFacts.fingerprint, value: fingerprint },
  ];
}

/**
 * The facts name a key by its fingerprint and are for people; with this, its row can be made again from the log alone. It
 * counts no more than any row: `trustInHistory` compares it with the facts.
 */
function renderPinnedKey(key: TrustedKey): string {
  const { keyId, role, origin, publicKey, fingerprint, pinnedAt, validAfter, validBefore } = key;
  const said = { compared: toCustodyText(key.compared), comparedBy: toCustodyText(key.comparedBy) };
  return JSON.stringify({
    keyId,
    role,
    origin,
    publicKey,
    fingerprint,
    ...said,
    pinnedAt,
    validAfter,
    validBefore,
  });
}

function authorityFacts({ authorityId, name, fingerprint }: Omit<TimeAuthority, 'certificate'>): Facts {
  return [
    { name: trustFacts.authority, value: authorityId },
    { name: 'subject', value: name },
    { name: trustFacts.fingerprint, value: fingerprint },
  ];
}

function revocationFacts({ at, reason, by }: KeyRevocation): Facts {
  return [
    { name: trustFacts.revokedFrom, value: renderUtcTime(at) },
    { name: trustFacts.reason, value: reason },
    { name: trustFacts.revokedBy, value: by },
  ];
}

/** Only the bounds that there are, so that records from before there were any mean what they always meant. */
function windowFacts({ validAfter, validBefore }: TrustedKey): Facts {
  const fact = (name: string, bound: UnixMillis | null) =>
    bound === null ? [] : [{ name, value: renderUtcTime(bound) }];
  return [...fact(trustFacts.validAfter, validAfter), ...fact(trustFacts.validBefore, validBefore)];
}

function fileFacts(file: TrustFileFacts | null): Facts {
  if (file === null) return [];
  return [
    { name: 'from file', value: file.fileName },
    { name: 'sha256 of file', value: file.fileSha256 },
  ];
}

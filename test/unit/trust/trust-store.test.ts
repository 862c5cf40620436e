import { describe, expect, it } from 'vitest';
import {
  headsOf,
  type RememberedHead,
  rememberedSizes,
  rememberHead,
} from '../../../shared/trust/head-memory.ts';
import { keyStandingAt } from '../../../shared/trust/key-standing.ts';
import {
  addKey,
  emptyTrustStore,
  findPolicy,
  revokeKey,
  setPolicy,
  unpinKey,
} from '../../../shared/trust/trust-store.ts';
import { type TrustedKey, upgradeTrustedKey } from '../../../shared/trust/trusted-key.ts';

const key: TrustedKey = {
  keyId: 'log x SHA256:a',
  role: 'log',
  origin: 'x',
  publicKey: 'not read here',
  fingerprint: 'SHA256:a',
  compared: 'by phone',
  comparedBy: 'A. Auditor',
  pinnedAt: 0,
  validAfter: null,
  validBefore: null,
  revoked: null,
};
const said = (at: number) => ({ at, reason: 'stolen', by: 'A. Auditor' });

describe('The trust store', () => {
  it('keeps the earlier of two revocations, in whatever order they become known', () => {
    const store = addKey(emptyTrustStore, key);
    const late = revokeKey(store, key.keyId, said(200));
    // Of another key nothing is said.
    expect(revokeKey(store, 'log other SHA256:x', said(100))).toEqual(store);
    expect(revokeKey(late, key.keyId, said(100)).keys[0]?.revoked?.at).toBe(100);
    expect(revokeKey(revokeKey(store, key.keyId, said(100)), key.keyId, said(200)).keys[0]?.revoked?.at).toBe(
      100,
    );
  });

  it('does not forget a revocation when the key is pinned again', () => {
    const revoked = revokeKey(addKey(emptyTrustStore, key), key.keyId, said(100));
    expect(addKey(revoked, { ...key, pinnedAt: 300 }).keys).toEqual([
      { ...key, pinnedAt: 300, revoked: said(100) },
    ]);
    expect(unpinKey(revoked, key.keyId).keys).toEqual([]);
  });

  it('records nothing of a key that is not there', () => {
    expect(revokeKey(emptyTrustStore, key.keyId, said(1))).toEqual(emptyTrustStore);
  });

  it('has one policy for each log, and none for another', () => {
    const policy = { origin: 'x', witnesses: [], groups: [], quorum: null };
    const store = setPolicy(setPolicy(emptyTrustStore, policy), { ...policy, quorum: 'A' });
    expect(store.policies).toHaveLength(1);
    expect(findPolicy(store, 'x')?.quorum).toBe('A');
    expect(findPolicy(store, 'y')).toBeNull();
  });
});

describe('A key that an earlier Vouch stored', () => {
  const { validAfter: _a, validBefore: _b, revoked: _r, ...old } = key;

  it('has no window and no revocation', () => {
    expect(upgradeTrustedKey(old)).toEqual(key);
  });

  it('keeps the window that it has', () => {
    expect(upgradeTrustedKey({ ...old, validBefore: 5 })).toEqual({ ...key, validBefore: 5 });
  });

  it.each([
    ['a bound in words', { validBefore: 'never' }],
    ['a bound that is no number', { validAfter: Number.NaN }],
    ['a revocation without a time', { revoked: { reason: '', by: '' } }],
  ])('counts at no time when it has %s', (_what, changes) => {
    const row: typeof old = Object.assign({ ...old }, changes);
    expect(keyStandingAt(upgradeTrustedKey(row), Date.UTC(2026, 0)).kind).toBe('expired');
    expect(keyStandingAt(upgradeTrustedKey(row), 0).kind).toBe('expired');
  });
});

describe('The standing of a key', () => {
  const windowed = { ...key, validAfter: 100, validBefore: 200 };
  const kindAt = (time: number, changes: Partial<TrustedKey> = {}) =>
    keyStandingAt({ ...windowed, ...changes }, time).kind;

  it('is good from the first to the last moment of its window, both included', () => {
    expect([99, 100, 200, 201].map((time) => kindAt(time))).toEqual([
      'not-yet-valid',
      'good',
      'good',
      'expired',
    ]);
  });

  it('is revoked from the moment that is stated, whatever the window says', () => {
    expect([149, 150, 300].map((time) => kindAt(time, { revoked: said(150) }))).toEqual([
      'good',
      'revoked',
      'revoked',
    ]);
  });

  it('follows the earliest of all revocations, so that none can be put off', () => {
    const standing = keyStandingAt({ ...windowed, revoked: said(180) }, 160, [said(190), said(150)]);
    expect(standing).toEqual({ kind: 'revoked', revocation: said(150) });
  });
});

describe('Head memory', () => {
  const head = (size: number, byte: number, origin = 'x'): RememberedHead => ({
    origin,
    size,
    root: new Uint8Array(32).fill(byte),
    note: Uint8Array.of(byte),
    firstSeenAt: byte,
    delivery: 'd',
  });

  it('keeps what was seen first, and never a second root for the same size', () => {
    const heads = rememberHead(rememberHead([], head(5, 1)), head(5, 2));
    expect(heads).toEqual([head(5, 1)]);
  });

  it('keeps the heads of each log apart, smallest first', () => {
    const heads = [head(9, 1), head(5, 2), head(7, 3, 'y')].reduce<readonly RememberedHead[]>(
      rememberHead,
      [],
    );
    expect(headsOf(heads, 'x').map(({ size }) => size)).toEqual([5, 9]);
    expect(rememberedSizes(heads)).toEqual([9, 5, 7]);
  });
});

import { describe, expect, test } from 'vitest';
import type { CustodyEntry } from '../../../shared/case/custody-log.ts';
import type { CustodyRecord } from '../../../shared/case/custody-record.ts';
import {
  keyCustodyEntry,
  policyCustodyEntry,
  revocationCustodyEntry,
} from '../../../shared/case/trust-facts.ts';
import { trustInHistory } from '../../../shared/case/trust-history.ts';
import type { TrustedKey } from '../../../shared/trust/trusted-key.ts';
import { pinned } from '../../support/bundle-builder.ts';
import { twoOfThree } from '../verify/outside-knowledge.ts';

const key = pinned('log');
const pin = (of: TrustedKey = key) => keyCustodyEntry('key-pinned', of, 1);
const revoke = (at: number) => revocationCustodyEntry(key, { at, reason: 'stolen', by: 'B' }, 2);
const said = { compared: 'from their site', comparedBy: 'A' };

/** The chain is checked before: here only what the records say counts. */
function logOf(...entries: readonly CustodyEntry[]): readonly CustodyRecord[] {
  return entries.map((entry, seq) => ({ seq, prev: '', ...entry }));
}

describe('A revocation in the custody log', () => {
  test('ends the key from its time on, whatever the row says', () => {
    for (const row of [key, { ...key, revoked: { at: 9_999, reason: 'later', by: 'an editor' } }]) {
      const { keys } = trustInHistory([row], logOf(pin(), revoke(5_000)));
      expect(keys).toEqual([{ ...key, revoked: { at: 5_000, reason: 'stolen', by: 'B' } }]);
    }
  });

  test('cannot be moved to a later day, nor be lost by pinning the key again', () => {
    const { keys } = trustInHistory([key], logOf(pin(), revoke(5_000), revoke(8_000), pin()));
    expect(keys[0]?.revoked?.at).toBe(5_000);
  });

  test('ends with the pinning that it speaks of', () => {
    const entries = [pin(), revoke(5_000), keyCustodyEntry('key-unpinned', key, 3), pin()];
    expect(trustInHistory([key], logOf(...entries)).keys[0]?.revoked).toBeNull();
  });

  test('with a time that cannot be read revokes from the beginning', () => {
    const { facts, ...rest } = revoke(5_000);
    const unreadable = facts.map((fact) => (fact.name === 'revoked from' ? { ...fact, value: '?' } : fact));
    const { keys } = trustInHistory([key], logOf(pin(), { ...rest, facts: unreadable }));
    expect(keys[0]?.revoked?.at).toBe(0);
  });
});

describe('A row that differs from the record of its pinning', () => {
  test.each([
    ['in its end', { validBefore: 4_000_000_000_000 }],
    ['in its beginning', { validAfter: null }],
    ['in how it was compared', { compared: 'by notary' }],
    ['in who compared it', { comparedBy: 'somebody else' }],
  ])('%s does not count', (_where, change) => {
    const narrow = { ...key, validAfter: 1_000, validBefore: 2_000 };
    expect(trustInHistory([narrow], logOf(pin(narrow))).keys).toHaveLength(1);
    expect(trustInHistory([{ ...narrow, ...change }], logOf(pin(narrow))).keys).toEqual([]);
  });
});

describe('A witness policy in the custody log', () => {
  test('is read back as it was set, and the last one counts', () => {
    const nobody = { ...twoOfThree, witnesses: [], groups: [], quorum: null };
    const first = policyCustodyEntry(twoOfThree, said, 1, null);
    expect(trustInHistory([], logOf(first)).policies).toEqual([twoOfThree]);
    const last = policyCustodyEntry(nobody, said, 2, null);
    expect(trustInHistory([], logOf(first, last)).policies).toEqual([nobody]);
  });

  test('that cannot be read asks for a quorum that nobody meets', () => {
    const entry = policyCustodyEntry(twoOfThree, said, 1, null);
    const facts = entry.facts.filter(({ name }) => name !== 'policy line 1');
    const [policy] = trustInHistory([], logOf({ ...entry, facts })).policies;
    expect(policy).toEqual({ origin: twoOfThree.origin, witnesses: [], groups: [], quorum: 'unreadable' });
  });
});

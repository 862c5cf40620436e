import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { codeSigner, rootCertificate, timeAuthority } from '../../../scripts/vectors/time-authority.ts';
import { toBase64 } from '../../../shared/bytes/base64.ts';
import { authoritiesInHistory } from '../../../shared/case/authority-history.ts';
import type { CustodyEntry } from '../../../shared/case/custody-log.ts';
import type { CustodyRecord } from '../../../shared/case/custody-record.ts';
import { showAuthority } from '../../../shared/case/shown-authority.ts';
import {
  authorityCustodyEntry,
  authorityRevocationCustodyEntry,
  keyCustodyEntry,
} from '../../../shared/case/trust-facts.ts';
import type { TimeAuthority } from '../../../shared/trust/time-authority.ts';
import { pinned } from '../../support/bundle-builder.ts';
import { pinnedAuthority } from '../../support/pinned-authority.ts';

const authority = pinnedAuthority(rootCertificate);
const rows = rowsOf(authority);
const pin = (of: TimeAuthority = authority) => authorityCustodyEntry('authority-pinned', of, 1);
const unpin = authorityCustodyEntry('authority-unpinned', authority, 3);
const revoke = (at: number) =>
  authorityRevocationCustodyEntry(authority, { at, reason: 'stolen', by: 'B' }, 2);

function rowsOf(...authorities: readonly TimeAuthority[]): ReadonlyMap<string, string> {
  return new Map(authorities.map(({ authorityId, certificate }) => [authorityId, certificate]));
}

/** The chain is checked before: here only what the records say counts. */
function logOf(...entries: readonly CustodyEntry[]): readonly CustodyRecord[] {
  return entries.map((entry, seq) => ({ seq, prev: '', ...entry }));
}

function withFact({ facts, ...rest }: CustodyEntry, name: string, value: string): CustodyEntry {
  return { ...rest, facts: facts.map((fact) => (fact.name === name ? { name, value } : fact)) };
}

describe('A time authority in the custody log', () => {
  test('is read back with how it was compared, by whom and when, from the log and not from its row', () => {
    expect(authoritiesInHistory(rows, logOf(pin()))).toEqual([{ ...authority, pinnedAt: 1 }]);
  });

  test('stands beside the keys of the log, which say nothing about it', () => {
    const log = logOf(keyCustodyEntry('key-pinned', pinned('log'), 0), pin());
    expect(authoritiesInHistory(rows, log)).toHaveLength(1);
  });

  test('that was unpinned counts no longer, though its row is still there', () => {
    expect(authoritiesInHistory(rows, logOf(pin(), unpin))).toEqual([]);
  });

  test('stays revoked when it is pinned again, from the earlier of two moments', () => {
    const [found] = authoritiesInHistory(rows, logOf(pin(), revoke(5_000), revoke(8_000), pin()));
    expect(found?.revoked).toEqual({ at: 5_000, reason: 'stolen', by: 'B' });
  });

  test('is revoked no longer after it was unpinned and pinned anew', () => {
    const [found] = authoritiesInHistory(rows, logOf(pin(), revoke(5_000), unpin, pin()));
    expect(found?.revoked).toBeNull();
  });

  test('with a moment of revocation that cannot be read is revoked from the beginning', () => {
    const log = logOf(pin(), withFact(revoke(5_000), 'revoked from', 'soon'));
    expect(authoritiesInHistory(rows, log)[0]?.revoked?.at).toBe(0);
  });
});

describe('A row of the database', () => {
  const { authorityId } = authority;
  test.each<[string, ReadonlyMap<string, string>]>([
    ['that no record names adds no time authority', rowsOf(pinnedAuthority(timeAuthority.certificate))],
    ['that is gone leaves none', new Map()],
    [
      'with another certificate does not count',
      new Map([[authorityId, toBase64(timeAuthority.certificate)]]),
    ],
    [
      'with a certificate for programs does not count',
      new Map([[authorityId, toBase64(codeSigner.certificate)]]),
    ],
    ['with something that is no certificate does not count', new Map([[authorityId, 'AAAA']])],
    ['with something that is not base64 does not count', new Map([[authorityId, '?']])],
  ])('%s', (_title, stored) => {
    expect(authoritiesInHistory(stored, logOf(pin()))).toEqual([]);
  });

  test('does not count under a record that names one authority and holds the fingerprint of another', () => {
    const other = pinnedAuthority(timeAuthority.certificate);
    const log = logOf(withFact(pin(), 'authority', other.authorityId));
    const stored = new Map([[other.authorityId, authority.certificate]]);
    expect(authoritiesInHistory(stored, log)).toEqual([]);
  });

  test.each(['fingerprint', 'compared', 'compared by'])('does not count without a word on: %s', (name) => {
    expect(authoritiesInHistory(rows, logOf(withFact(pin(), name, '')))).toEqual([]);
    const { facts, ...rest } = pin();
    const without = { ...rest, facts: facts.filter((fact) => fact.name !== name) };
    expect(authoritiesInHistory(rows, logOf(without))).toEqual([]);
  });
});

describe('What is shown of a time authority', () => {
  test('is what its certificate says of itself, without its bytes', () => {
    expect(showAuthority(authority)).toMatchObject({
      name: 'CN=Vouch test vectors: authority',
      issuer: 'CN=Vouch test vectors: authority',
      fingerprint: authority.fingerprint,
      sha256: createHash('sha256').update(rootCertificate).digest('hex'),
    });
    expect(showAuthority(authority)).not.toHaveProperty('certificate');
  });

  test('is nothing when the certificate is not the one that was pinned', () => {
    const certificate = toBase64(timeAuthority.certificate);
    expect(showAuthority({ ...authority, certificate })).toBeNull();
  });
});

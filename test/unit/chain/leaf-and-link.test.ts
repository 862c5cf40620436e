import { describe, expect, it } from 'vitest';
import { toHex } from '../../../shared/bytes/hex.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { firstLink } from '../../../shared/chain/chain-link.ts';
import { digestLeaves, leafDigest } from '../../../shared/chain/leaf.ts';

// The known answers of docs/format.md, by an independent prototype.
const line0 = encodeUtf8(
  '{"seq":0,"prev":"e920cf1e349f4bace2fa817eaf91c413056d9b247b99ad088ca160cc436280bd",' +
    '"ts":"2025-11-20T00:53:20.000Z","actor":{"id":"u-0","email":[{"...":"o7-J1-K_iAolAGJ2zs4WYppIWdQPQsK3byAVd1weolE"}]},' +
    '"action":"db.query","target":"orders-prod","outcome":"success"}',
);
const leaf0 = 'b989f2373435a6dedcb039c1b0d17e06959f77d226af6e23fe61dea61a2db623';

describe('the first link of a chain', () => {
  it('is the known answer of the format', () => {
    expect(toHex(firstLink('audit.example.com/prod-gateway'))).toBe(
      'e920cf1e349f4bace2fa817eaf91c413056d9b247b99ad088ca160cc436280bd',
    );
  });

  it('differs between two logs', () => {
    expect(firstLink('a.example')).not.toEqual(firstLink('b.example'));
  });
});

describe('the leaf digest of a line', () => {
  it('is the known answer of the format', () => {
    expect(toHex(leafDigest(line0))).toBe(leaf0);
  });

  it('is the same in a batch, at its place', () => {
    // RFC 6962 leaf digest of the empty line, by Python's hashlib.
    const empty = '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d';
    expect(toHex(digestLeaves([new Uint8Array(0), line0]))).toBe(empty + leaf0);
    expect(digestLeaves([])).toHaveLength(0);
  });
});

import { describe, expect, it } from 'vitest';
import { toHex } from '../../../shared/bytes/hex.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { leafDigest } from '../../../shared/chain/leaf.ts';
import { matchCustody } from '../../../shared/pack/match-custody.ts';
import {
  allLines,
  editLines,
  folderOf,
  type Members,
  origin,
  sealSmall,
} from '../../support/bundle-builder.ts';

const call = { step: async () => {} };

async function answer(members: Members, changes: object = {}): Promise<string> {
  const last = allLines((await sealSmall()).members).at(-1) ?? '';
  const custody = {
    ...{ origin, records: 8, headLeaf: toHex(leafDigest(encodeUtf8(last))) },
    ...{ firstTime: '2025-11-20T00:00:00.000Z', lastTime: '2025-11-20T00:07:00.000Z' },
    ...{ clockSteppedBack: [], actions: [] },
    ...changes,
  };
  const record = { custody, produced: { claimedTime: '2026-07-01T00:00:00.000Z' } };
  const { outcome, statement } = await matchCustody(record, folderOf(members), call);
  return `${outcome}: ${statement}`;
}

describe('The log of a case in a pack', () => {
  it('is the one whose head the report states', async () => {
    const { members } = await sealSmall();
    expect(await answer(members)).toBe(
      'pass: The log of the case has the 8 records that the report states of 2026-07-01T00:00:00.000Z.',
    );
  });

  it('is not that one when it is shorter, of another case, or ends with another record', async () => {
    const { members } = await sealSmall();
    const other = 'fail: The log of the case is not the one whose head the report states.';
    expect(await answer((await sealSmall({ entries: 7 })).members)).toBe(other);
    expect(await answer(members, { records: 9 })).toBe(other);
    expect(await answer(members, { origin: 'vouch-case/other' })).toBe(other);
    expect(await answer(members, { headLeaf: '00'.repeat(32) })).toBe(other);
  });

  it('is broken when a record was edited or removed', async () => {
    const { members } = await sealSmall();
    const edited = editLines(members, 4, (lines) => lines.map((line) => line.replace('act-5', 'act-9')));
    expect(await answer(edited)).toBe('fail: The log of the case is broken.');
    const removed = editLines(members, 4, (lines) => lines.slice(0, 3));
    expect(await answer(removed)).toBe('fail: The log of the case is broken.');
  });

  it('is no log when it is no bundle, and has no place where the report speaks of none', async () => {
    expect(await answer(new Map([['data/report.txt', encodeUtf8('x')]]))).toMatch(/^fail: .*cannot be read/);
    const { members } = await sealSmall();
    const record = { custody: null, produced: { claimedTime: '2026-07-01T00:00:00.000Z' } };
    expect(await matchCustody(record, folderOf(members), call)).toMatchObject({ outcome: 'fail' });
  });
});

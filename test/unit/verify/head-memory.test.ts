import { beforeAll, describe, expect, it } from 'vitest';
import { toBase64 } from '../../../shared/bytes/base64.ts';
import { decodeUtf8 } from '../../../shared/bytes/utf8.ts';
import type { RememberedHead } from '../../../shared/trust/head-memory.ts';
import {
  checkpointPath,
  editLines,
  logKey,
  type Members,
  origin,
  rechained,
  repacked,
  resigned,
  sealSmall,
  strangerKey,
  testTime,
  withCheckpoint,
  without,
} from '../../support/bundle-builder.ts';
import { day, judge, rememberedFrom, saidOf } from './outside-knowledge.ts';

// One log at three sizes, the second half of it as a range of its own, and another history of the same log.
let eight: Members;
let twelve: Members;
let secondHalf: Members;
let rewritten: Members;
let atEight: RememberedHead;
let atTwelve: RememberedHead;
const then = testTime - 30 * day;

beforeAll(async () => {
  const first = await sealSmall({ entries: 8 });
  eight = first.members;
  twelve = (await sealSmall({ entries: 12 })).members;
  secondHalf = (await sealSmall({ entries: 4, continues: first.end })).members;
  const edited = editLines(twelve, 0, (lines) => lines.map((line) => line.replace('act-2', 'act-X')));
  rewritten = resigned(rechained(edited));
  atEight = await rememberedFrom(eight, then);
  atTwelve = await rememberedFrom(twelve, then);
});

const otherDelivery = (head: RememberedHead): RememberedHead => ({ ...head, delivery: '00'.repeat(32) });

describe('Without memory', () => {
  it('a good bundle is VERIFIED, and its end is open', async () => {
    const verdict = await judge(eight);
    expect(verdict.headline).toBe('VERIFIED');
    expect(verdict.axes.completeness.tone).toBe('open');
    expect(saidOf(verdict, 'head-memory')).toEqual([]);
  });
});

describe('A head that was seen before', () => {
  it('in another delivery confirms the same head', async () => {
    const verdict = await judge(eight, { trust: { heads: [otherDelivery(atEight)] } });
    expect(verdict.headline).toBe('VERIFIED');
    expect(verdict.axes.completeness).toEqual({
      tone: 'good',
      words:
        'complete to the head in the bundle, seen before, on 2025-12-02T00:00:00.000Z, in another delivery',
    });
    expect(saidOf(verdict, 'head-memory')).toEqual([
      'pass checkpoints/8.note: The head of size 8 is the one that was seen on 2025-12-02T00:00:00.000Z in another delivery.',
    ]);
  });

  it('in this very delivery confirms nothing, however often it is verified', async () => {
    const verdict = await judge(eight, { trust: { heads: [atEight] } });
    expect(verdict.headline).toBe('VERIFIED');
    expect(verdict.axes.completeness.tone).toBe('open');
    expect(saidOf(verdict, 'head-memory')).toEqual([
      'unknown checkpoints/8.note: The head is remembered from this delivery alone, which cannot confirm itself.',
    ]);
  });

  it('only after this delivery came confirms nothing', async () => {
    const later = { ...otherDelivery(atEight), firstSeenAt: testTime };
    const verdict = await judge(eight, { trust: { heads: [later] } });
    expect(verdict.axes.completeness.tone).toBe('open');
  });

  it('and is continued confirms what was before it, and not where the log ends', async () => {
    const verdict = await judge(twelve, { trust: { heads: [atEight] } });
    expect(verdict.headline).toBe('VERIFIED');
    expect(verdict.axes.completeness).toEqual({
      tone: 'open',
      words: 'complete to the head in the bundle; head not independently known',
    });
    expect(saidOf(verdict, 'head-memory')).toEqual([
      'pass checkpoints/12.note: The entries continue the head of size 8 that was seen on 2025-12-02T00:00:00.000Z in another delivery.',
    ]);
  });

  it('at a size that no checkpoint of the bundle has is measured all the same', async () => {
    const few = without(twelve, checkpointPath(4), checkpointPath(8));
    const verdict = await judge(repacked(few), { trust: { heads: [atEight] } });
    expect(saidOf(verdict, 'head-memory')).toEqual([
      expect.stringMatching(/^pass .* continue the head of size 8/),
    ]);
  });

  it('is continued by the range that begins there', async () => {
    const verdict = await judge(secondHalf, { trust: { heads: [atEight] } });
    expect(verdict.headline).toBe('VERIFIED');
    expect(saidOf(verdict, 'head-memory')).toEqual([
      expect.stringMatching(/^pass .* continue the head of size 8/),
    ]);
  });

  it('before a range that begins later neither confirms nor contradicts it', async () => {
    const atFour = await rememberedFrom((await sealSmall({ entries: 4 })).members, then);
    const verdict = await judge(secondHalf, { trust: { heads: [atFour] } });
    expect(saidOf(verdict, 'head-memory')).toEqual([
      expect.stringMatching(/^unknown checkpoints\/12.note: No remembered head lies among these entries/),
    ]);
  });

  it('of another log says nothing', async () => {
    const verdict = await judge(eight, { trust: { heads: [{ ...atTwelve, origin: 'other.example' }] } });
    expect(verdict.headline).toBe('VERIFIED');
    expect(saidOf(verdict, 'head-memory')).toEqual([]);
  });
});

describe('A step back', () => {
  it('is a CONFLICT that keeps both notes, although everything in the bundle is consistent', async () => {
    const verdict = await judge(eight, { trust: { heads: [atTwelve] } });
    expect(verdict).toMatchObject({ headline: 'CONFLICT', state: 'failed' });
    expect(verdict.axes.bytes.tone).toBe('good');
    expect(verdict.axes.completeness).toEqual({
      tone: 'bad',
      words:
        'conflict with an earlier head: the log ends at size 8, but on 2025-12-02T00:00:00.000Z it had signed size 12',
    });
    const [rollback] = verdict.results.filter(({ code }) => code === 'rollback');
    expect(rollback).toMatchObject({
      outcome: 'fail',
      place: { kind: 'member', member: checkpointPath(8) },
      notes: [
        decodeUtf8(twelve.get(checkpointPath(12)) ?? new Uint8Array(0)),
        decodeUtf8(eight.get(checkpointPath(8)) ?? new Uint8Array(0)),
      ],
    });
  });

  it('is one also when the very same older file is delivered again', async () => {
    const verdict = await judge(eight, { trust: { heads: [atEight, atTwelve] } });
    expect(verdict.headline).toBe('CONFLICT');
  });

  it('is none when a person was told just this size, or just this root', async () => {
    const trust = { heads: [atTwelve] };
    const root = toBase64(atEight.root);
    expect((await judge(eight, { trust, expected: { size: 8, root: null } })).headline).toBe('VERIFIED');
    expect((await judge(eight, { trust, expected: { size: null, root } })).headline).toBe('VERIFIED');
    expect((await judge(eight, { trust, expected: { size: 9, root } })).headline).toBe('CONFLICT');
  });

  it('is none from a head that was seen only after this delivery came', async () => {
    const verdict = await judge(eight, { trust: { heads: [{ ...atTwelve, firstSeenAt: testTime }] } });
    expect(verdict.headline).toBe('VERIFIED');
  });
});

describe('A fork', () => {
  it('at one size is proven by the two notes', async () => {
    const verdict = await judge(rewritten, { trust: { heads: [atTwelve] } });
    expect(verdict).toMatchObject({ headline: 'CONFLICT', state: 'failed' });
    expect(saidOf(verdict, 'fork')).toEqual([
      'fail checkpoints/12.note: The log signed two roots for size 12: on 2025-12-02T00:00:00.000Z the log had signed another root for it.',
    ]);
    const [fork] = verdict.results.filter(({ code }) => code === 'fork');
    expect(fork?.notes).toHaveLength(2);
    expect(fork?.expected).toBe(`size 12, root ${toBase64(atTwelve.root)}`);
    expect(new Set(fork?.notes)).toHaveProperty('size', 2);
  });

  it('inside the entries is found at the remembered size, although no checkpoint there contradicts it', async () => {
    const verdict = await judge(rewritten, { trust: { heads: [atEight] } });
    expect(verdict.headline).toBe('CONFLICT');
    expect(saidOf(verdict, 'fork')).toEqual([
      'fail checkpoints/12.note: The signed head does not continue the first 8 entries: on 2025-12-02T00:00:00.000Z the log had signed another root for it.',
    ]);
  });

  it('is not claimed because of entries that are not under the signed head', async () => {
    const broken = repacked(
      editLines(twelve, 0, (lines) => lines.map((line) => line.replace('act-2', 'act-X'))),
    );
    const verdict = await judge(broken, { trust: { heads: [atEight] } });
    expect(verdict.headline).toBe('BROKEN');
    expect(saidOf(verdict, 'fork')).toEqual([]);
  });

  it('cannot be made by a checkpoint that a stranger signed', async () => {
    const stranger = [{ name: origin, secretKey: strangerKey }];
    const verdict = await judge(repacked(withCheckpoint(rewritten, 12, stranger)), {
      trust: { heads: [atTwelve] },
    });
    expect(verdict.headline).toBe('INTACT, SIGNER NOT TRUSTED');
    expect(saidOf(verdict, 'fork')).toEqual([]);
  });
});

describe('Memory that somebody edited by hand', () => {
  const edits: readonly (readonly [string, (head: RememberedHead) => RememberedHead])[] = [
    ['another root', (head) => ({ ...head, root: new Uint8Array(32).fill(9) })],
    ['another size', (head) => ({ ...head, size: 99 })],
    ['a note that is none', (head) => ({ ...head, note: Uint8Array.of(1, 2, 3) })],
    ['the note of another size', (head) => ({ ...head, note: eight.get(checkpointPath(4)) ?? head.note })],
  ];
  it.each(edits)('to hold %s neither accuses the log nor confirms it', async (_what, edit) => {
    const verdict = await judge(eight, { trust: { heads: [edit(atTwelve)] } });
    expect(verdict.headline).toBe('VERIFIED');
    expect(verdict.axes.completeness.tone).toBe('open');
    expect(saidOf(verdict, 'head-memory')).toEqual([
      expect.stringMatching(/^warning bundle: The remembered head of size \d+ is not signed by a pinned key/),
    ]);
  });
});

describe('What a person was told', () => {
  it('confirms the head when it is the same', async () => {
    const verdict = await judge(eight, { expected: { size: 8, root: toBase64(atEight.root) } });
    expect(verdict.headline).toBe('VERIFIED');
    expect(verdict.axes.completeness).toEqual({
      tone: 'good',
      words: 'complete to the head in the bundle, stated by another way than the bundle',
    });
    expect(saidOf(verdict, 'expected-size')).toEqual([expect.stringMatching(/^pass checkpoints\/8.note/)]);
    expect(saidOf(verdict, 'expected-root')).toEqual([expect.stringMatching(/^pass checkpoints\/8.note/)]);
  });

  it('makes a smaller log INCOMPLETE, and says both sizes', async () => {
    const verdict = await judge(eight, { expected: { size: 12, root: null } });
    expect(verdict.headline).toBe('INCOMPLETE');
    expect(verdict.results.find(({ code }) => code === 'expected-size')).toMatchObject({
      outcome: 'fail',
      place: { kind: 'member', member: checkpointPath(8) },
      expected: '12',
      found: '8',
    });
  });

  it('makes another root a CONFLICT', async () => {
    const verdict = await judge(eight, { expected: { size: 8, root: toBase64(atTwelve.root) } });
    expect(verdict.headline).toBe('CONFLICT');
    expect(saidOf(verdict, 'expected-root')).toEqual([expect.stringMatching(/^fail checkpoints\/8.note/)]);
  });

  it('is not met by a bundle without a head', async () => {
    const bare = repacked(without(eight, checkpointPath(4), checkpointPath(8)));
    const verdict = await judge(bare, { expected: { size: 8, root: null } });
    expect(saidOf(verdict, 'expected-size')).toEqual([expect.stringMatching(/^fail bundle/)]);
    expect(verdict.state).toBe('failed');
  });

  it('as a bare size does not make good where an unknown key signed', async () => {
    const foreign = (await sealSmall({ entries: 8, logKey: strangerKey })).members;
    const verdict = await judge(foreign, { expected: { size: 8, root: null } });
    expect(verdict.headline).toBe('INTACT, SIGNER NOT TRUSTED');
    expect(verdict.axes.completeness.tone).toBe('open');
    expect(logKey).not.toEqual(strangerKey);
  });
});

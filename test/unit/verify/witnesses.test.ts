import { beforeAll, describe, expect, it } from 'vitest';
import {
  checkpointPath,
  type Members,
  origin,
  repacked,
  sealSmall,
  testTime,
  withCheckpoint,
  without,
} from '../../support/bundle-builder.ts';
import {
  cosignatureLine,
  cosigned,
  judge,
  saidOf,
  twoOfThree,
  withLines,
  witnessVkey,
} from './outside-knowledge.ts';

const head = checkpointPath(8);
/** A month after the last entry, a few days before the clock of these tests. */
const seen = BigInt(Date.UTC(2025, 11, 20) / 1000);
const trust = { policies: [twoOfThree] };
let eight: Members;

beforeAll(async () => {
  eight = (await sealSmall({ entries: 8 })).members;
});

describe('A quorum of witnesses', () => {
  it('confirms the head and bounds its time', async () => {
    const verdict = await judge(
      cosigned(eight, head, [
        ['A', seen],
        ['C', seen + 60n],
      ]),
      { trust },
    );
    expect(verdict.headline).toBe('VERIFIED');
    expect(saidOf(verdict, 'witness')).toEqual([
      'pass checkpoints/8.note: A quorum of witnesses cosigned the head: "A", "C".',
    ]);
    expect(verdict.axes.completeness.tone).toBe('good');
    expect(verdict.axes.time).toEqual({
      tone: 'good',
      words: 'not after 2025-12-20T00:01:00.000Z, by a quorum of witnesses',
    });
  });

  it('is complete only with its last member: one of them cannot date the head back', async () => {
    const verdict = await judge(
      cosigned(eight, head, [
        ['A', 60n],
        ['B', seen],
        ['C', seen + 60n],
      ]),
      { trust },
    );
    expect(verdict.axes.time.words).toContain('2025-12-20T00:00:00.000Z');
  });

  it('that is not there leaves the bundle NOT VERIFIABLE: silence is not consent', async () => {
    const verdict = await judge(cosigned(eight, head, [['B', seen]]), { trust });
    expect(verdict).toMatchObject({ headline: 'NOT VERIFIABLE', state: 'not-verifiable' });
    expect(verdict.results.find(({ code }) => code === 'witness')).toMatchObject({
      outcome: 'unknown',
      place: { kind: 'member', member: head },
      expected: 'the quorum "G"',
      found: '"B"',
    });
    expect(verdict.axes.time.words).toBe('claimed only');
    expect((await judge(eight, { trust })).headline).toBe('NOT VERIFIABLE');
  });

  it('is not one witness who signs twice', async () => {
    const verdict = await judge(
      cosigned(eight, head, [
        ['A', seen],
        ['A', seen + 1n],
      ]),
      { trust },
    );
    expect(verdict.headline).toBe('NOT VERIFIABLE');
  });

  it('is not one key under two names, in a policy that was edited by hand', async () => {
    const witnesses = [
      { name: 'A', vkey: witnessVkey('A') },
      { name: 'B', vkey: witnessVkey('A') },
    ];
    const policies = [{ ...twoOfThree, witnesses }];
    const verdict = await judge(
      cosigned(eight, head, [
        ['A', seen],
        ['A', seen],
      ]),
      { trust: { policies } },
    );
    expect(verdict.headline).toBe('NOT VERIFIABLE');
  });

  it('must have cosigned the newest head, not one before it', async () => {
    const verdict = await judge(
      cosigned(eight, checkpointPath(4), [
        ['A', seen],
        ['B', seen],
      ]),
      { trust },
    );
    expect(verdict.headline).toBe('NOT VERIFIABLE');
  });

  it('for another log says nothing here', async () => {
    const policies = [{ ...twoOfThree, origin: 'other.example' }];
    const verdict = await judge(
      cosigned(eight, head, [
        ['A', seen],
        ['B', seen],
      ]),
      { trust: { policies } },
    );
    expect(verdict.headline).toBe('VERIFIED');
    expect(saidOf(verdict, 'witness')).toEqual([]);
    expect(verdict.axes.completeness.tone).toBe('open');
  });

  it('does not stand for the signature of the log', async () => {
    const stripped = withCheckpoint(eight, 8, [{ name: 'somebody', secretKey: new Uint8Array(32).fill(9) }]);
    const verdict = await judge(
      cosigned(repacked(stripped), head, [
        ['A', seen],
        ['B', seen],
      ]),
      { trust },
    );
    expect(verdict.headline).toBe('INTACT, UNSIGNED');
  });

  it('that is not asked for confirms nothing, and is only mentioned', async () => {
    const policies = [{ ...twoOfThree, quorum: null }];
    const verdict = await judge(
      cosigned(eight, head, [
        ['A', seen],
        ['B', seen],
      ]),
      { trust: { policies } },
    );
    expect(verdict.headline).toBe('VERIFIED');
    expect(saidOf(verdict, 'witness')).toEqual([expect.stringMatching(/^warning .* asks for no quorum/)]);
    expect(verdict.axes.completeness.tone).toBe('open');
    expect(verdict.axes.time.tone).toBe('open');
    expect(saidOf(await judge(eight, { trust: { policies } }), 'witness')).toEqual([]);
  });

  it('has nothing to cosign in a bundle without a head', async () => {
    const bare = repacked(without(eight, checkpointPath(4), head));
    expect(saidOf(await judge(bare, { trust }), 'witness')).toEqual([
      expect.stringMatching(/^unknown bundle/),
    ]);
  });
});

describe('A cosignature', () => {
  it('that is not valid fails the note, also beside a quorum of good ones (R8)', async () => {
    const note = eight.get(head) ?? new Uint8Array(0);
    const older = eight.get(checkpointPath(4)) ?? new Uint8Array(0);
    const lines = [
      cosignatureLine(note, 'A', seen),
      cosignatureLine(note, 'B', seen),
      cosignatureLine(older, 'C', seen),
    ];
    const verdict = await judge(withLines(eight, head, lines), { trust });
    expect(verdict.headline).toBe('BROKEN');
    expect(saidOf(verdict, 'witness')).toEqual([
      'fail checkpoints/8.note: The cosignature of "C" on data/checkpoints/8.note is not valid for its text.',
    ]);
    expect(verdict.axes.signer.words).toContain('witness');
    expect(verdict.axes.time.tone).toBe('open');
  });

  it('by nobody who is known harms nothing', async () => {
    const policies = [
      { ...twoOfThree, witnesses: twoOfThree.witnesses.slice(0, 2), groups: [], quorum: 'A' },
    ];
    const verdict = await judge(
      cosigned(eight, head, [
        ['A', seen],
        ['C', seen],
      ]),
      { trust: { policies } },
    );
    expect(verdict.headline).toBe('VERIFIED');
  });

  it('dated after the clock here counts for the quorum and bounds no time', async () => {
    const tomorrow = BigInt(testTime / 1000) + 86_400n;
    const beyond = 2n ** 62n;
    const verdict = await judge(
      cosigned(eight, head, [
        ['A', tomorrow],
        ['B', beyond],
        ['C', seen],
      ]),
      { trust },
    );
    expect(verdict.headline).toBe('VERIFIED');
    expect(verdict.axes.time).toEqual({ tone: 'open', words: 'claimed only' });
    expect(saidOf(verdict, 'trusted-time').map((text) => text.slice(0, 62))).toEqual([
      'warning checkpoints/8.note: The time of the witness "A" lies a',
      'warning checkpoints/8.note: The time of the witness "B" lies a',
    ]);
  });

  it('is not called late when a person states the time to judge by', async () => {
    const policyTime = { time: Date.UTC(2025, 11, 1), source: 'stated' } as const;
    const verdict = await judge(
      cosigned(eight, head, [
        ['A', seen],
        ['B', seen],
      ]),
      { trust, policyTime },
    );
    expect(verdict.axes.time.tone).toBe('good');
  });

  it('that is older than the times which the entries state contradicts them', async () => {
    const before = BigInt(Date.UTC(2025, 10, 19) / 1000);
    const verdict = await judge(
      cosigned(eight, head, [
        ['A', before],
        ['B', before],
      ]),
      { trust },
    );
    expect(verdict.axes.time).toEqual({
      tone: 'open',
      words: 'not after 2025-11-19T00:00:00.000Z, by a quorum of witnesses; some stated times contradict it',
    });
    expect(verdict.results.filter(({ code }) => code === 'trusted-time')).toMatchObject([
      { outcome: 'pass' },
      {
        outcome: 'warning',
        expected: '2025-11-19T00:00:00.000Z or earlier',
        found: '2025-11-20T00:07:00.000Z',
      },
    ]);
  });

  it('on a head that is not the head of these entries bounds no time for them', async () => {
    const fitting = cosigned(eight, head, [
      ['A', seen],
      ['B', seen],
    ]);
    const segment = 'data/segments/000000000000.ndjson';
    const text = Buffer.from(fitting.get(segment) ?? [])
      .toString()
      .replace('act-2', 'act-X');
    const verdict = await judge(repacked(new Map(fitting).set(segment, Buffer.from(text))), { trust });
    expect(verdict.headline).toBe('BROKEN');
    expect(verdict.axes.time.tone).toBe('open');
    expect(verdict.axes.completeness.tone).toBe('open');
    expect(twoOfThree.origin).toBe(origin);
  });
});

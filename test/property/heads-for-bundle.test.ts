import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BundleObservation } from '../../shared/bundle/observation.ts';
import { observeBundle } from '../../shared/bundle/observe-bundle.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { headsForBundle } from '../../shared/case/heads-for-bundle.ts';
import type { RememberedHead } from '../../shared/trust/head-memory.ts';
import { emptyTrustStore } from '../../shared/trust/trust-store.ts';
import { headToRemember } from '../../shared/verify/head-to-remember.ts';
import { verifyBundle } from '../../shared/verify/verify-bundle.ts';
import { nothingExpected } from '../../shared/verify/verify-input.ts';
import {
  bothPinned,
  editLines,
  folderOf,
  type Members,
  rechained,
  resigned,
  sealSmall,
} from '../support/bundle-builder.ts';
import { rememberedFrom } from '../unit/verify/outside-knowledge.ts';

const now = Date.UTC(2026, 0, 1);
const sizes = [2, 3, 5, 8, 12] as const;
/** The true heads of a log at some sizes, and those of a rewritten history of it. */
const pool: RememberedHead[] = [];
const bundles: BundleObservation[] = [];

beforeAll(async () => {
  for (const entries of sizes) {
    const { members } = await sealSmall({ entries });
    const edited = editLines(members, 0, (lines) => lines.map((line) => line.replace('act-1', 'act-X')));
    for (const history of [members, resigned(rechained(edited))]) {
      pool.push(await rememberedFrom(history, now));
      bundles.push(await read(history));
    }
    // Entries that do not fit under their head.
    bundles.push(await read(editLines(members, 0, ([, ...rest]) => rest)));
  }
});

function read(members: Members): Promise<BundleObservation> {
  const options = { limits, rootSizes: sizes, onLines: () => {}, onProgress: () => {} };
  return observeBundle(folderOf(members), options);
}

function answer(observation: BundleObservation, heads: readonly RememberedHead[]) {
  const trust = { ...emptyTrustStore, keys: bothPinned, heads };
  const policyTime = { time: now, source: 'now' } as const;
  const input = {
    observation,
    arrival: null,
    trust,
    expected: nothingExpected,
    policyTime,
    receivedAt: now,
  };
  const verdict = verifyBundle(input);
  return { verdict, head: headToRemember(input, verdict) };
}

describe('The heads that are picked for a bundle', () => {
  it('give it the same verdict, and the same head to remember, as all that are remembered', () => {
    const anyHead = fc.record({
      index: fc.nat({ max: sizes.length * 2 - 1 }),
      daysAgo: fc.integer({ min: -2, max: 3 }),
      isOtherDelivery: fc.boolean(),
    });
    const anyCase = fc.record({
      bundle: fc.nat({ max: sizes.length * 3 - 1 }),
      heads: fc.array(anyHead, { maxLength: 6 }),
    });
    fc.assert(
      fc.property(anyCase, ({ bundle, heads }) => {
        const observation = bundles[bundle];
        if (observation === undefined) throw new Error('There is no such bundle.');
        const remembered = heads.flatMap(({ index, daysAgo, isOtherDelivery }) => {
          const head = pool[index];
          if (head === undefined) return [];
          const delivery = isOtherDelivery ? '00'.repeat(32) : head.delivery;
          return [{ ...head, firstSeenAt: now - daysAgo * 86_400_000, delivery }];
        });
        const picked = headsForBundle(observation, remembered, now);
        expect(answer(observation, picked)).toEqual(answer(observation, remembered));
      }),
      { numRuns: 60 },
    );
  });

  it('are few, however many agree', async () => {
    const [first] = pool;
    const [bundle] = bundles.slice(-3);
    if (first === undefined || bundle === undefined) throw new Error('There is no head.');
    const many = sizes.flatMap((_, index) => pool[index * 2] ?? []);
    const seen = many.map((head, index) => ({ ...head, firstSeenAt: now - 1_000 + index }));
    expect(headsForBundle(bundle, seen, now).length).toBeLessThan(seen.length);
    expect(headsForBundle(bundle, [], now)).toEqual([]);
  });
});

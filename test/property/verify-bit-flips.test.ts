import { expect, it, vi } from 'vitest';
import { FormatError } from '../../shared/bytes/errors.ts';
import type * as ed25519 from '../../shared/crypto/ed25519.ts';
import { bothPinned, sealSmall } from '../support/bundle-builder.ts';
import { show } from '../support/shown-content.ts';

vi.mock('../../shared/crypto/ed25519.ts', async (original) => {
  const { withNativeVerification } = await import('../support/native-ed25519.ts');
  return withNativeVerification(await original<typeof ed25519>());
});

it('a bundle with one flipped bit is never VERIFIED, wherever in its files the bit lies', async () => {
  const { members } = await sealSmall({ entries: 1, commitsEmail: true });
  expect((await show(members, bothPinned)).verdict.headline).toBe('VERIFIED');
  const verified: string[] = [];
  let flips = 0;
  for (const [path, bytes] of members) {
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = bytes.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      flips += 1;
      try {
        const { verdict } = await show(new Map(members).set(path, flipped), bothPinned);
        if (verdict.state === 'verified') verified.push(`${path}, bit ${bit}`);
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
      }
    }
  }
  expect(verified).toEqual([]);
  expect(flips).toBe([...members.values()].reduce((total, { length }) => total + length * 8, 0));
}, 60_000);

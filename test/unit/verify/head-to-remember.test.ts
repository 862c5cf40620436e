import { beforeAll, describe, expect, it } from 'vitest';
import { emptyTrustStore } from '../../../shared/trust/trust-store.ts';
import { toRememberedHead } from '../../../shared/verify/head-memory.ts';
import { headToRemember } from '../../../shared/verify/head-to-remember.ts';
import { verifyBundle } from '../../../shared/verify/verify-bundle.ts';
import { withKeysOnly } from '../../../shared/verify/verify-input.ts';
import {
  bothPinned,
  checkpointPath,
  editLines,
  type Members,
  observe,
  pinned,
  repacked,
  sealSmall,
  strangerKey,
  testTime,
} from '../../support/bundle-builder.ts';
import { rememberedFrom } from './outside-knowledge.ts';

let eight: Members;

beforeAll(async () => {
  eight = (await sealSmall({ entries: 8 })).members;
});

async function remembered(members: Members, trust = { ...emptyTrustStore, keys: bothPinned }) {
  const observation = await observe(members);
  const input = { ...withKeysOnly({ observation, arrival: null }, [], testTime), trust };
  return headToRemember(input, verifyBundle(input));
}

describe('The head of a bundle', () => {
  it('is remembered with its note, its time and its delivery', async () => {
    expect(await remembered(eight)).toMatchObject({
      size: 8,
      note: eight.get(checkpointPath(8)),
      firstSeenAt: testTime,
      delivery: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('is remembered although the entries under it are broken: the log signed it all the same', async () => {
    const broken = editLines(eight, 4, ([, ...rest]) => rest);
    expect(await remembered(broken)).toMatchObject({ size: 8 });
  });

  it('is not remembered when an unknown key signed it, or a key that does not count', async () => {
    const foreign = (await sealSmall({ entries: 8, logKey: strangerKey })).members;
    expect(await remembered(foreign)).toBeNull();
    const keys = [{ ...pinned('log'), validBefore: 0 }, pinned('packer')];
    expect(await remembered(eight, { ...emptyTrustStore, keys })).toBeNull();
  });

  it('is not remembered when another signature on the bundle is false', async () => {
    const otherPacker = repacked(eight, strangerKey);
    const altered = new Map(otherPacker).set('tagmanifest-sha256.txt', Buffer.from('x'));
    expect(await remembered(altered)).toBeNull();
  });

  it('is not remembered when it contradicts what is remembered', async () => {
    const twelve = await rememberedFrom((await sealSmall({ entries: 12 })).members, testTime - 1);
    expect(await remembered(eight, { ...emptyTrustStore, keys: bothPinned, heads: [twelve] })).toBeNull();
  });

  it('of an empty log is the same for every log, so there is nothing to remember', async () => {
    expect(await remembered((await sealSmall({ entries: 0 })).members)).toBeNull();
    expect(toRememberedHead(await observe(eight), { signedHead: null }, 0)).toBeNull();
  });
});

import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFolderBundle } from '../../cli/platform/folder-source.ts';
import { inflateMemberNode } from '../../cli/platform/inflate-member.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { noForeignTrust } from '../../shared/verify/foreign/foreign-trust.ts';
import { verifyForeign } from '../../shared/verify/foreign/verify-foreign.ts';

const folder = resolve(process.env['VOUCH_VECTORS'] ?? '../shared/vectors', 'bagit');
const bags = existsSync(folder)
  ? ['v0.97/valid', 'v1.0/valid'].flatMap((set) =>
      readdirSync(resolve(folder, set), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => `${set}/${entry.name}`),
    )
  : [];

describe.skipIf(bags.length === 0)(
  'the valid bags of the BagIt conformance suite (skipped where absent)',
  () => {
    it.each(bags)('%s is accepted as intact, and as signed by nobody', async (bag) => {
      const source = await openFolderBundle(resolve(folder, bag), limits);
      const answer = await verifyForeign(source, {
        limits,
        inflateMember: inflateMemberNode,
        trust: noForeignTrust,
        onProgress: async () => {},
      });
      expect(answer?.verdict.results.filter(({ outcome }) => outcome === 'fail')).toEqual([]);
      expect(answer).toMatchObject({
        readAs: 'a BagIt bag',
        verdict: { headline: 'INTACT, UNSIGNED', state: 'not-verifiable' },
      });
      // What only MD5 vouches for must not look as sound as what SHA-2 does.
      const isWeak = answer?.verdict.results.some(({ code }) => code === 'bagit-weak');
      const isMd5 = source.members.some(({ path }) => path === 'manifest-md5.txt');
      expect(isWeak).toBe(isMd5);
      expect(answer?.verdict.axes.bytes.tone).toBe(isMd5 ? 'open' : 'good');
    });
  },
);

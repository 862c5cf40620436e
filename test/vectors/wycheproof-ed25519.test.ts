import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifyEd25519 } from '../../shared/crypto/ed25519.ts';

const path = resolve(process.env['VOUCH_VECTORS'] ?? '../shared/vectors', 'wycheproof/ed25519_test.json');

interface Vectors {
  readonly numberOfTests: number;
  readonly testGroups: readonly {
    readonly publicKey: { readonly pk: string };
    readonly tests: readonly { tcId: number; comment: string; msg: string; sig: string; result: string }[];
  }[];
}

describe.skipIf(!existsSync(path))(
  'Ed25519 on the vectors of Wycheproof (skipped where they are absent)',
  () => {
    it('gives the expected answer to all 151', () => {
      const vectors: Vectors = JSON.parse(readFileSync(path, 'utf8'));
      const wrong: string[] = [];
      let count = 0;
      for (const group of vectors.testGroups) {
        const publicKey = Buffer.from(group.publicKey.pk, 'hex');
        for (const { tcId, comment, msg, sig, result } of group.tests) {
          count += 1;
          const isVerified = verifyEd25519(Buffer.from(sig, 'hex'), Buffer.from(msg, 'hex'), publicKey);
          if (isVerified !== (result === 'valid')) wrong.push(`${tcId} ${comment}: expected ${result}`);
        }
      }
      expect(wrong).toEqual([]);
      expect(count).toBe(151);
      expect(vectors.numberOfTests).toBe(151);
    });
  },
);

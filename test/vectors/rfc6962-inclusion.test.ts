import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseBase64 } from '../../shared/bytes/base64.ts';
import { verifyInclusion } from '../../shared/chain/inclusion-proof.ts';

const folder = resolve(process.env['VOUCH_VECTORS'] ?? '../shared/vectors', 'rfc6962-inclusion');

interface Vector {
  readonly leafIdx: number;
  readonly treeSize: number;
  readonly root: string;
  readonly leafHash: string;
  readonly proof: readonly string[] | null;
  readonly wantErr: boolean;
}

function bytesOf(base64: string): Uint8Array {
  const bytes = parseBase64(base64);
  if (bytes === null) throw new Error(`not base64: ${base64}`);
  return bytes;
}

describe.skipIf(!existsSync(folder))(
  'RFC 6962 inclusion proofs (skipped where the vectors are absent)',
  () => {
    it('are answered as transparency-dev/merkle answers all 98', () => {
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
        name.endsWith('.json'),
      );
      const answers = files.map((file) => {
        const vector: Vector = JSON.parse(readFileSync(join(folder, file), 'utf8'));
        const path = (vector.proof ?? []).map(bytesOf);
        const proof = { index: vector.leafIdx, size: vector.treeSize, path };
        const isIncluded = verifyInclusion(proof, bytesOf(vector.leafHash), bytesOf(vector.root));
        return { file, isRight: isIncluded === !vector.wantErr };
      });
      expect(answers.filter(({ isRight }) => !isRight)).toEqual([]);
      expect(answers).toHaveLength(98);
    });
  },
);

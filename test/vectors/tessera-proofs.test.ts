import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toBase64 } from '../../shared/bytes/base64.ts';
import { proveInclusion } from '../../shared/chain/inclusion-proof.ts';
import { leafDigest } from '../../shared/chain/leaf.ts';
import { parseVerifierKey } from '../../shared/crypto/verifier-key.ts';
import { complaints, judge } from '../unit/formats/folder.ts';
import { proveConsistency } from '../unit/formats/reference-tree.ts';

const folder = resolve(process.env['VOUCH_VECTORS'] ?? '../shared/vectors', 'tlog-tessera');

// The key that transparency-dev/tessera publishes for its test log.
const logKeys = [
  parseVerifierKey('example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx'),
];
const checkpointOf = (size: number) => readFileSync(resolve(folder, `checkpoint.${size}`), 'utf8');

function readEntries(): readonly Uint8Array[] {
  const bundle = Uint8Array.from(readFileSync(resolve(folder, 'tile/entries/000.p/15')));
  const view = new DataView(bundle.buffer);
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bundle.length; at += 2 + view.getUint16(at)) {
    entries.push(bundle.slice(at + 2, at + 2 + view.getUint16(at)));
  }
  return entries;
}

describe.skipIf(!existsSync(folder))(
  'Proofs under the test log of Tessera (skipped where it is absent)',
  () => {
    const entries = existsSync(folder) ? readEntries() : [];
    const leaves = entries.map(leafDigest);

    it('vouch for each entry under each checkpoint, and for no entry in the place of another', async () => {
      for (let size = 1; size <= 15; size++) {
        for (let index = 0; index < size; index++) {
          const path = proveInclusion(leaves.slice(0, size), index).path.map(
            (digest) => `${toBase64(digest)}\n`,
          );
          const proof = `c2sp.org/tlog-proof@v1\nindex ${index}\n${path.join('')}\n${checkpointOf(size)}`;
          const right = await judge({ e: entries[index] ?? '', 'e.tlog-proof': proof }, { logKeys });
          expect(right.headline, `${index} of ${size}`).toBe('VERIFIED');
          const wrong = await judge(
            { e: entries[(index + 1) % 15] ?? '', 'e.tlog-proof': proof },
            { logKeys },
          );
          expect(complaints(wrong)).toEqual(['fail tlog-proof-inclusion e']);
        }
      }
    });

    it('show every checkpoint to be how every later one began', async () => {
      for (let newSize = 0; newSize <= 15; newSize++) {
        for (let oldSize = 0; oldSize <= newSize; oldSize++) {
          const path = proveConsistency(leaves.slice(0, newSize), oldSize);
          const lines = path.map((digest) => `${Buffer.from(digest).toString('base64')}\n`).join('');
          const proof = `old ${oldSize}\n${lines}\n${checkpointOf(newSize)}`;
          const files = { c: checkpointOf(oldSize), 'c.tlog-consistency': proof };
          expect((await judge(files, { logKeys })).headline, `${oldSize} of ${newSize}`).toBe('VERIFIED');
        }
      }
    });
  },
);

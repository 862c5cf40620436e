import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../shared/bytes/hex.ts';
import { parseCheckpoint, renderCheckpoint } from '../../shared/chain/checkpoint.ts';
import { proveInclusion, verifyInclusion } from '../../shared/chain/inclusion-proof.ts';
import { digestLeaves } from '../../shared/chain/leaf.ts';
import { createCompactRange } from '../../shared/chain/merkle-tree.ts';
import { checkNoteSignatures, parseSignedNote, renderSignedNote } from '../../shared/crypto/signed-note.ts';
import { parseVerifierKey } from '../../shared/crypto/verifier-key.ts';

const folder = resolve(process.env['VOUCH_VECTORS'] ?? '../shared/vectors', 'tlog-tessera');
const sizes = Array.from({ length: 16 }, (_, size) => size);

// The keys that transparency-dev/tessera publishes for its test log.
const key = parseVerifierKey(
  'example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx',
);
const secretKey = Buffer.from('eca663f499017d2365c27c7a7679158d43cfec1330bdb259290afbd0d21777a0', 'hex');

function noteOf(size: number): Uint8Array {
  return Uint8Array.from(readFileSync(resolve(folder, `checkpoint.${size}`)));
}

function checkpointOf(size: number) {
  return parseCheckpoint(parseSignedNote(noteOf(size)).text);
}

/** Entries of c2sp.org/tlog-tiles: a length of two bytes before each. */
function readEntries(): readonly Uint8Array[] {
  const bundle = Uint8Array.from(readFileSync(resolve(folder, 'tile/entries/000.p/15')));
  const view = new DataView(bundle.buffer);
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bundle.length; at += 2 + view.getUint16(at)) {
    entries.push(bundle.slice(at + 2, at + 2 + view.getUint16(at)));
  }
  return entries;
}

describe.skipIf(!existsSync(folder))('the test log of Tessera (skipped where it is absent)', () => {
  it.each(sizes)('signed its checkpoint of size %i, which is read and written again unchanged', (size) => {
    const note = parseSignedNote(noteOf(size));
    expect(checkNoteSignatures(note, [key])).toEqual({ verified: [key], failed: [], unknown: [] });
    const checkpoint = parseCheckpoint(note.text);
    expect(checkpoint).toMatchObject({ origin: 'example.com/log/testdata', size });
    expect(renderCheckpoint(checkpoint)).toBe(note.text);
    // Ed25519 is deterministic: signing the same text gives the same file.
    expect(renderSignedNote(note.text, [{ name: key.name, secretKey }])).toEqual(noteOf(size));
  });

  it('has entries whose leaf digests are those of its tile', () => {
    const tile = readFileSync(resolve(folder, 'tile/0/000.p/15'));
    expect(toHex(digestLeaves(readEntries()))).toBe(tile.toString('hex'));
  });

  it('has the roots of its checkpoints, at every size', () => {
    const tree = createCompactRange();
    const leaves = digestLeaves(readEntries());
    for (const size of sizes) {
      if (size > 0) tree.append(leaves.subarray((size - 1) * 32, size * 32));
      expect(toHex(tree.root()), `size ${size}`).toBe(toHex(checkpointOf(size).root));
    }
  });

  it('contains each entry by a proof against each checkpoint', () => {
    const all = digestLeaves(readEntries());
    for (const size of sizes) {
      const leaves = sizes.slice(0, size).map((index) => all.subarray(index * 32, index * 32 + 32));
      const { root } = checkpointOf(size);
      leaves.forEach((leaf, index) => {
        expect(verifyInclusion(proveInclusion(leaves, index), leaf, root), `${index} of ${size}`).toBe(true);
      });
    }
  });
});

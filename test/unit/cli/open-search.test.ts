import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, renameSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readForSearch } from '../../../cli/open-search.ts';
import { emptyTrustStore } from '../../../shared/trust/trust-store.ts';
import { createCliBench, sealInput, threeLines } from './cli-bench.ts';

/** Reads a bundle, and lets something happen between its opening and the reading of its entries. */
function readWhile(path: string, happen: () => void) {
  return readForSearch(path, 0, emptyTrustStore, {
    signal: new AbortController().signal,
    now: () => Date.UTC(2026, 0, 1),
    // The index asks for its seed when the bundle is open.
    randomBytes(count) {
      happen();
      return new Uint8Array(count);
    },
  });
}

async function twoBundles() {
  const bench = createCliBench();
  const path = bench.path('sealed.evb.zip');
  await sealInput(bench, `${threeLines}${threeLines}`);
  const other = bench.path('other.evb.zip');
  renameSync(path, other);
  await sealInput(bench, threeLines);
  return { path, other };
}

describe('A bundle that is searched', () => {
  it('has the digest and the size of the bytes that were read, whatever lies under its name by then', async () => {
    const { path, other } = await twoBundles();
    const bytes = readFileSync(path);
    const read = await readWhile(path, () => renameSync(other, path));
    expect(read.observation.entries).toBe(3);
    expect(read.searched.fileSha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(read.fileBytes).toBe(bytes.length);
    // The other file does lie there.
    expect(readFileSync(path).equals(bytes)).toBe(false);
  });

  it('is refused when the file itself changes while it is read', async () => {
    const { path } = await twoBundles();
    await expect(readWhile(path, () => appendFileSync(path, 'x'))).rejects.toMatchObject({
      name: 'FormatError',
      code: 'source-changed',
    });
  });
});

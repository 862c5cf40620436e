import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseVerifierKey } from '../../shared/crypto/verifier-key.ts';
import { complaints, type Files, judge } from '../unit/formats/folder.ts';

const folder = resolve(process.env['VOUCH_VECTORS'] ?? '../shared/vectors', 'tlog-tessera');
const sizes = Array.from({ length: 16 }, (_, size) => size);

// The key that transparency-dev/tessera publishes for its test log.
const logKeys = [
  parseVerifierKey('example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx'),
];

/** The log as it was when it had this many entries, with every tile that it ever had. */
function logOf(size: number): Files {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => resolve(entry.parentPath, entry.name).slice(folder.length + 1));
  const tiles = paths.filter((path) => path.startsWith('tile/'));
  return {
    checkpoint: readFileSync(resolve(folder, `checkpoint.${size}`)),
    ...Object.fromEntries(tiles.map((path) => [path, readFileSync(resolve(folder, path))])),
  };
}

describe.skipIf(!existsSync(folder))('the tiles of the test log of Tessera (skipped where absent)', () => {
  it.each(sizes)('are verified with its checkpoint of size %i', async (size) => {
    const verdict = await judge(logOf(size), { logKeys });
    expect(complaints(verdict).filter((line) => !line.startsWith('warning tiles-other'))).toEqual([]);
    expect(verdict).toMatchObject({ headline: 'VERIFIED', state: 'verified' });
  });

  it('are not trusted without its key', async () => {
    expect((await judge(logOf(15))).headline).toBe('INTACT, SIGNER NOT TRUSTED');
  });
});

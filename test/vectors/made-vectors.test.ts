import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { renderVectors } from '../../scripts/make-vectors.ts';
import { vectorRoot } from './vector-folders.ts';

/** Another zlib may deflate to other bytes; what they mean is tested with all the others. */
const deflated = ['verified--good-deflated/bundle.evb.zip', 'refused--damaged-deflate/bundle.evb.zip'];

it('the files of the test vectors are those that their generator makes today', async () => {
  const stale: string[] = [];
  for (const [path, bytes] of await renderVectors()) {
    const isSame = readFileSync(join(vectorRoot, path)).equals(bytes);
    if (!isSame && !deflated.includes(path)) stale.push(path);
  }
  expect(stale, 'run: node scripts/run.mjs scripts/make-vectors.ts').toEqual([]);
});

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { compareWithDigest } from './against-digest.ts';
import type { Bench, Results } from './measurement.ts';

/** `vouch seal` with a log key and a signer key, starting Node included. */
export async function measureSeal({ bundle, pairs, talk }: Bench): Promise<Results> {
  const result = await compareWithDigest(pairs, bundle.path, async () => {
    const out = join(bundle.folder, 'again.evb.zip');
    const run = await bundle.seal(out);
    rmSync(out);
    return run;
  });
  talk(`seal: ${result.text}`);
  return { 'seal.cli.toSha256sum': result.ratio };
}

import { join } from 'node:path';
import { compareWithDigest } from './against-digest.ts';
import type { Bench, Results } from './measurement.ts';

/** `vouch verify` with pinned keys, starting Node included. */
export async function measureVerify({ bundle, pairs, talk }: Bench): Promise<Results> {
  const { folder, path, vouch } = bundle;
  const keys = ['--vkey', join(folder, 'log.vkey'), '--signers', join(folder, 'allowed_signers')];
  const result = await compareWithDigest(pairs, path, () => vouch(['verify', path, ...keys]));
  talk(`verify: ${result.text}`);
  const peaks = result.runs.map(({ peakRssMB }) => peakRssMB ?? 0);
  return {
    'verify.cli.toSha256sum': result.ratio,
    'verify.cli.peakRssMB': Math.round(Math.max(...peaks)),
  };
}

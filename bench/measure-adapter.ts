import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { compareWithParse } from './against-parse.ts';
import { trail } from './generate-trail.ts';
import type { Bench, Results } from './measurement.ts';
import { prepareBundle } from './prepare-bundle.ts';

/** As the import, of as many entries of a log whose fields its adapter finds only in built values. */
export async function measureAdapter({ bundle: { folder, entries }, pairs, talk }: Bench): Promise<Results> {
  const ownFolder = join(folder, 'adapter');
  mkdirSync(ownFolder);
  try {
    const bundle = await prepareBundle(ownFolder, entries, trail);
    talk(`adapter: ${bundle.entries} entries: ${(bundle.bytes / 1e6).toFixed(0)} MB sealed`);
    const result = await compareWithParse('adapter', { bundle, pairs, talk });
    return {
      'adapter.toJsonParse': result.ratio,
      'adapter.ms': result.millis,
      'adapter.yardstickMs': result.yardstickMillis,
      'adapter.peakRssMB': result.peakRssMB,
    };
  } finally {
    rmSync(ownFolder, { recursive: true, force: true });
  }
}

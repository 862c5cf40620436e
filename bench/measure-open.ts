import type { Bench, Results } from './measurement.ts';
import { openBrowser } from './open-browser.ts';
import { reopenCase } from './reopen-case.ts';
import { describe, median } from './statistics.ts';
import { readStoredBytes } from './stored-bytes.ts';
import { withStoredCase } from './stored-case.ts';

/** After them a browser with an empty page does nothing. */
const restMillis = 2_000;

/** How soon the entries of a stored case are seen after a restart, and how much is stored besides the file. */
export async function measureOpen({ bundle, pairs, talk }: Bench): Promise<Results> {
  return withStoredCase(bundle, async (stored) => {
    const rowsAt: number[] = [];
    const restedRowsAt: number[] = [];
    for (let round = 0; round < pairs; round++) {
      rowsAt.push((await reopenCase(stored)).rowsAt);
      restedRowsAt.push((await reopenCase(stored, restMillis)).rowsAt);
    }
    talk(`open: first rows ${describe(rowsAt, 'ms')}; in a browser at rest ${describe(restedRowsAt, 'ms')}`);
    const browser = await openBrowser(stored.profile);
    try {
      const { estimated, values } = await readStoredBytes(await browser.openWindow());
      const perEntry = (bytes: number) => Number(((bytes - bundle.bytes) / bundle.entries).toFixed(1));
      return {
        'open.coldMs': Math.round(median(rowsAt)),
        'open.atRestMs': Math.round(median(restedRowsAt)),
        'index.bytesPerEntry': perEntry(estimated),
        'index.valueBytesPerEntry': perEntry(values),
      };
    } finally {
      await browser.close();
    }
  });
}

import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinned, sealSmall } from '../support/bundle-builder.ts';
import { zipOf } from '../unit/workers/small-bundle.ts';
import { expect, test } from './fixture.ts';
import { openWindow } from './open-window.ts';
import { Window } from './pages/window.ts';
import { seeded } from './seeded.ts';

const { VOUCH_SEED } = process.env;
const seed = Number(VOUCH_SEED ?? Date.now() % 1_000_000);

/** What a disk, a crash or another program does to the files of IndexedDB while Vouch is closed. */
const damages: readonly { readonly what: string; readonly damage: (folder: string) => void }[] = [
  { what: 'removed', damage: (folder) => rmSync(folder, { recursive: true }) },
  {
    what: 'cut',
    damage: (folder) => damageFiles(folder, (path, size) => truncateSync(path, Math.floor(size / 2))),
  },
  { what: 'flipped in one bit each', damage: (folder) => damageFiles(folder, flipOneBit) },
];

for (const { what, damage } of damages) {
  test(`decisions come back when the files of the case database were ${what}, and it is said`, async ({
    vouch,
    opened,
    server,
    folder,
  }) => {
    const path = join(folder, 'delivered.evb.zip');
    writeFileSync(path, await zipOf((await sealSmall({ entries: 8 })).members));
    await vouch.home.open(path);
    await vouch.trust.pin({ role: 'Log key', fingerprint: pinned('log').fingerprint });
    await vouch.trust.pin({ role: 'Packer key', fingerprint: pinned('packer').fingerprint });
    await expect(vouch.verdict).toHaveAccessibleName('Verdict: VERIFIED');
    await opened.close();

    const profile = join(folder, 'profile');
    const stored = join(profile, 'Default/IndexedDB');
    expect(existsSync(stored)).toBe(true);
    damage(stored);

    const again = await openWindow({ profile, port: server.port });
    const next = new Window(again.page);
    const isHarmless = await hasAll(next);
    if (!isHarmless) {
      // One flipped bit can lie where nobody reads; whatever was lost is said.
      await expect(again.page.getByRole('alert')).toContainText('Restored from the journal');
    }
    await expect(again.page.getByRole('table').getByRole('row')).toHaveCount(2);
    await again.page.getByRole('table').getByRole('link').first().click();
    await next.show('Custody');
    await expect(again.page.getByText('Key pinned')).toHaveCount(2);
    await expect(again.page.getByText('The chain holds over')).toBeVisible();
    await again.close();
  });
}

/** Whether the database still has everything: then nothing has to be said. */
async function hasAll({ page }: Window): Promise<boolean> {
  await page.getByRole('table').or(page.getByText('No case yet')).first().waitFor();
  return (await page.getByRole('alert').count()) === 0;
}

function damageFiles(folder: string, damage: (path: string, size: number) => void): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && /\.(?:log|ldb)$/.test(entry.name)) {
      const { length } = readFileSync(path);
      if (length > 0) damage(path, length);
    }
  }
}

function flipOneBit(path: string, size: number): void {
  const bytes = readFileSync(path);
  const at = Math.floor(seeded(seed)() * size);
  bytes[at] = (bytes[at] ?? 0) ^ 0x10;
  writeFileSync(path, bytes);
}

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sealSmall } from '../support/bundle-builder.ts';
import { smallZip, zipOf } from '../unit/workers/small-bundle.ts';
import { expect, test } from './fixture.ts';

async function twoDeliveries(folder: string): Promise<readonly [string, string]> {
  const first = join(folder, 'first.evb.zip');
  const second = join(folder, 'second.evb.zip');
  writeFileSync(first, await zipOf((await sealSmall({ entries: 8 })).members));
  writeFileSync(second, await zipOf((await sealSmall({ entries: 12 })).members));
  return [first, second];
}

test('a saved receipt names the delivered file by its digest, adds up to its size, and states its own digest', async ({
  vouch,
  folder,
}) => {
  const [path] = await twoDeliveries(folder);
  await vouch.home.open(path);
  await expect(vouch.bundles.receipt).toContainText(', the size of the file');
  const saved = vouch.page.waitForEvent('download');
  await vouch.page.getByRole('button', { name: 'Save receipt…' }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toBe('first.evb.zip.receipt.txt');
  const text = readFileSync(await download.path(), 'utf8');
  await expect(vouch.page.getByText('Saved as first.evb.zip.receipt.txt.')).toBeVisible();

  const bytes = readFileSync(path);
  expect(text).toContain(`${createHash('sha256').update(bytes).digest('hex')}  first.evb.zip\n`);
  expect(text).toContain(`${bytes.length.toLocaleString('en-US')} (the size of the file)`);
  expect(text).toMatch(/Entries +8\n/);
  const lastLine = text.trimEnd().split('\n').at(-1) ?? '';
  const above = text.slice(0, text.length - lastLine.length - 1);
  expect(lastLine).toBe(`SHA-256 of all lines above: ${createHash('sha256').update(above).digest('hex')}`);
});

test('a printed receipt has the receipt on it and no verdict', async ({ vouch, folder }) => {
  const [path] = await twoDeliveries(folder);
  await vouch.home.open(path);
  await expect(vouch.bundles.receipt).toBeVisible();
  await vouch.page.emulateMedia({ media: 'print' });
  await expect(vouch.bundles.receipt).toBeVisible();
  await expect(vouch.verdict).toBeHidden();
  await expect(vouch.bundles.list).toBeHidden();
  await expect(vouch.page.getByRole('region', { name: 'What is proven' })).toBeHidden();
  await expect(vouch.page.getByRole('button', { name: 'Save receipt…' })).toBeHidden();
  await expect(vouch.bundles.receipt).toContainText('compared with this receipt after Vouch was started');
});

test('paper gets all files of a bundle, also those that the screen leaves out', async ({ vouch, folder }) => {
  const path = join(folder, 'many.evb.zip');
  writeFileSync(path, await smallZip({ entries: 60, segmentLines: 1 }));
  await vouch.home.open(path);
  const files = vouch.bundles.receipt.getByRole('rowheader');
  await expect(files).toHaveCount(40);
  // What is drawn at the moment of the call is what the printer gets.
  await vouch.page.evaluate(() => {
    window.print = () => {
      document.title = String(document.querySelectorAll('.receipt-section tbody tr').length);
    };
  });
  await vouch.page.getByRole('button', { name: 'Print receipt…' }).click();
  await expect(vouch.page).toHaveTitle(/^1\d\d$/);
  await vouch.page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(files).toHaveCount(40);
  await expect(vouch.bundles.receipt).toContainText(`Show all ${await vouch.page.title()} files`);
});

test('two deliveries of one log stand in the order of their ranges, whatever order they came in', async ({
  vouch,
  folder,
}) => {
  const [first, second] = await twoDeliveries(folder);
  await vouch.home.open(second);
  await vouch.bundles.add(first);
  const table = vouch.page.getByRole('table', { name: 'Deliveries of this log' });
  await expect(table.getByRole('rowheader')).toContainText(['first.evb.zip', 'second.evb.zip']);
  await expect(table.getByRole('row').nth(2)).toContainText('#0 to #7 once more, as does first.evb.zip');
  await expect(table.getByText('says nothing of it')).toHaveCount(2);
});

test('the room that a bundle takes is told for its file and its index, and for all cases', async ({
  vouch,
  folder,
}) => {
  const [path] = await twoDeliveries(folder);
  await vouch.home.open(path);
  const room = vouch.page.getByRole('region', { name: 'Room on this computer' });
  await expect(room).toContainText(/All cases together take about [\d,]+ bytes/);
  const { length } = readFileSync(path);
  await expect(room.getByRole('row').nth(1)).toContainText(length.toLocaleString('en-US'));
});

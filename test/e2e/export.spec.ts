import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Download, Page } from '@playwright/test';
import { sealSmall, zipOf } from '../unit/workers/small-bundle.ts';
import { expect, test } from './fixture.ts';
import { expectNoBarrier } from './no-barrier.ts';
import type { Window } from './pages/window.ts';

async function openResult(vouch: Window, folder: string, query: string): Promise<Page> {
  const path = join(folder, 'delivered.evb.zip');
  writeFileSync(path, await zipOf((await sealSmall({ entries: 40 })).members));
  await vouch.home.open(path);
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
  await vouch.show('Explore');
  const { page } = vouch;
  await page.getByRole('search').getByRole('combobox', { name: 'Query' }).fill(query);
  await page.keyboard.press('Enter');
  await expect(page.locator('.result-total')).toContainText('39');
  return page;
}

async function contentOf(download: Download): Promise<Buffer> {
  return readFileSync(await download.path());
}

test('a result leaves the case as CSV, with its description, an acknowledgement, and a record of the transfer', async ({
  vouch,
  folder,
}) => {
  const page = await openResult(vouch, folder, 'outcome:success');
  await page.getByRole('button', { name: 'Export…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export this result' });
  await expect(dialog.getByText('39 lines')).toBeVisible();
  await expectNoBarrier(page, 'an export');
  const make = dialog.getByRole('button', { name: 'Make the file' });
  await expect(make).toBeDisabled();

  // What looks personal keeps the file back until somebody with a name says that it may leave.
  await dialog.getByLabel('Your name').fill('reviewer 1');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByLabel('Purpose').fill('Request 12');
  await dialog.getByLabel('Received by').fill('Counsel');
  await expect(make).toBeDisabled();
  await expect(dialog.getByRole('region', { name: 'Looks personal' })).toContainText('actor');
  await dialog.getByRole('checkbox', { name: 'reviewer 1: the receiver may have this' }).check();
  await make.click();

  const done = page.getByRole('dialog', { name: 'The file is made' });
  await expect(done).toContainText('39');
  await expectNoBarrier(page, 'an export');
  const names = ['Gateway export.csv', 'Gateway export.csv.export.json'];
  const contents: Buffer[] = [];
  for (const name of names) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      done.getByRole('button', { name: `Save ${name}`, exact: true }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(name);
    contents.push(await contentOf(download));
  }
  const [csv = Buffer.alloc(0), sidecar = Buffer.alloc(0)] = contents;
  expect(csv.toString('utf8').trimEnd().split('\r\n')).toHaveLength(40);
  const said = JSON.parse(sidecar.toString('utf8'));
  const digest = createHash('sha256').update(csv).digest('hex');
  expect(said.file).toEqual({ name: names[0], sha256: digest, bytes: csv.length });
  expect(said.lines).toEqual({ found: 39, written: 39, leftOut: 0 });
  expect(said.question.query).toBe('outcome:success');
  expect(said.transfer).toEqual({ purpose: 'Request 12', receivedBy: 'Counsel' });
  expect(said.signature.isSigned).toBe(false);
  expect(said.bundles[0].headline).toBe('INTACT, SIGNER NOT TRUSTED');
  await done.getByRole('button', { name: 'Close' }).click();

  await vouch.show('Custody');
  const record = page.getByRole('row').filter({ hasText: 'Result exported as a file' });
  await expect(record).toContainText(digest);
  await expect(record).toContainText('Counsel');
  await expect(record).toContainText('reviewer 1');
});

test('the lines themselves leave byte for byte, by keys alone', async ({ vouch, folder }) => {
  const page = await openResult(vouch, folder, 'outcome:success');
  await page.getByRole('button', { name: 'Export…' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Export this result' });
  await dialog.getByLabel('Your name').fill('reviewer 1');
  await page.keyboard.press('Enter');
  await dialog.getByRole('radio', { name: /^CSV/ }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('radio', { name: /^NDJSON/ })).toBeChecked();
  await dialog.getByLabel('Purpose').fill('Request 12');
  await dialog.getByLabel('Received by').fill('Counsel');
  await dialog.getByRole('checkbox', { name: /the receiver may have this/ }).focus();
  await page.keyboard.press('Space');
  await dialog.getByLabel('Received by').focus();
  await page.keyboard.press('Enter');
  const done = page.getByRole('dialog', { name: 'The file is made' });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    done.getByRole('button', { name: 'Save Gateway export.ndjson', exact: true }).press('Enter'),
  ]);
  const lines = (await contentOf(download)).toString('utf8').trimEnd().split('\n');
  expect(lines).toHaveLength(39);
  const delivered = readFileSync(join(folder, 'delivered.evb.zip'), 'utf8');
  for (const line of lines) expect(delivered).toContain(`${line}\n`);
});

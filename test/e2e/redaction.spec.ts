import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixture.ts';
import { expectNoBarrier } from './no-barrier.ts';
import { root } from './open-window.ts';
import { makeExhibit, makeIdentityInPlace, openReportCase, saveFile } from './reports-case.ts';

test('a person hides a field, is led to the text that says it, and what is saved has none of it', async ({
  vouch,
  folder,
}) => {
  test.slow();
  const { page } = vouch;
  await openReportCase(vouch, folder, { commitsEmail: true });
  await makeExhibit(vouch, 'Three reads in a row');
  await vouch.show('Reports');
  await page.getByRole('button', { name: 'New draft' }).click();
  await page.getByLabel('Number').fill('R-1');
  await page.getByLabel('Title', { exact: true }).fill('Access review');
  await page.getByRole('button', { name: 'Add a part' }).click();
  await page.getByLabel('Heading').fill('Who');
  const words = page.getByRole('textbox', { name: /^Text of/ });
  await words.fill('It was u-1@example.com.');

  await page.getByRole('radio', { name: 'Write' }).focus();
  await page.keyboard.press('ArrowRight');
  const step = page.getByRole('region', { name: 'What leaves' });
  await expect(step.getByText('3 entries leave whole')).toBeVisible();
  await step.getByLabel('What becomes of /actor/email').selectOption('hidden');
  await expect(step.getByText('0 entries leave whole, 3 in part')).toBeVisible();
  await step.getByLabel('Other name').fill('person');
  const beside = page.getByRole('region', { name: 'One entry, as it is and as it leaves' });
  await expect(beside.getByText(/^person-[0-9a-f]{4}$/)).toBeVisible();
  const toPart = step.getByRole('button', { name: 'Go there: Part 1 of the narrative' });
  await expect(toPart).toBeVisible();
  await expectNoBarrier(page, 'what leaves');
  await page.screenshot({ path: test.info().outputPath('leaving.png') });

  await toPart.click();
  await expect(words).toBeFocused();
  await words.fill('It was one person.');
  await expect(page.getByRole('button', { name: 'Produce…' })).toBeEnabled();
  await page.getByRole('button', { name: 'Produce…' }).click();
  await makeIdentityInPlace(page);
  await page.getByRole('checkbox', { name: /I have looked at what leaves/ }).check();
  await page.getByRole('button', { name: 'Verify, sign and produce' }).click();
  await expect(page.getByRole('dialog', { name: 'R-1 is produced and signed.' })).toBeVisible();
  await expect(page.getByText(/Values of hidden fields: 3 looked for, 0 found\./)).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('produced.png') });
  const table = await saveFile(page, 'Save R-1.pseudonyms.csv…', folder);
  expect(readFileSync(table, 'utf8')).toContain('u-1@example.com');
  const pack = await saveFile(page, 'Save the pack…', folder);
  const unpacked = join(folder, 'pack');
  execFileSync('unzip', ['-q', pack, '-d', unpacked]);
  const record = readFileSync(join(unpacked, 'data/report/report.json'), 'utf8');
  expect(record).toMatch(/"person-[0-9a-f]{4}"/);
  expect(record).not.toContain('@example.com');
  // The key of nobody is named, so it is not verified; nothing fails either.
  const verifier = join(root, 'cli/standalone/verify-report.mjs');
  const { stdout } = spawnSync(process.execPath, [verifier, unpacked], { encoding: 'utf8' });
  expect(stdout).toContain('NOT VERIFIABLE');
  expect(stdout).not.toMatch(/^\s*fail/m);
  await page.getByRole('button', { name: 'Close' }).click();

  await vouch.show('Bundles');
  await page.getByRole('button', { name: 'Redacted copy…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Rules of a draft').selectOption({ label: 'R-1 Access review' });
  await expect(dialog.getByText('0 of 8 entries withheld')).toBeVisible();
  await dialog.getByLabel('Reason for the copy').fill('A subject asked.');
  await dialog.getByRole('checkbox', { name: /I have looked at what leaves/ }).check();
  await page.screenshot({ path: test.info().outputPath('copy.png') });
  await expectNoBarrier(page, 'the dialog that makes a redacted copy');
  await dialog.getByRole('button', { name: 'Verify, redact and sign' }).click();
  await expect(page.getByRole('dialog', { name: 'The redacted copy is made and signed.' })).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('copied.png') });
  const copy = readFileSync(await saveFile(page, 'Save the bundle…', folder), 'latin1');
  expect(copy).not.toContain('@example.com');
});

import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { allowed } from '../../scripts/test/slowness.ts';
import { dropFile } from './drop-file.ts';
import { expect, test } from './fixture.ts';
import { openWindow } from './open-window.ts';
import { Window } from './pages/window.ts';
import { makeExhibit, makeIdentityInPlace, openReportCase, saveFile } from './reports-case.ts';

const has = (command: string, ...args: readonly string[]) => spawnSync(command, args).error === undefined;

async function startDraft(page: Page, number: string, title: string): Promise<void> {
  await page.getByRole('button', { name: 'New draft' }).click();
  await page.getByLabel('Number').fill(number);
  await page.getByLabel('Title', { exact: true }).fill(title);
}

/** From the open draft to the dialog with its files; an identity is made where there is none. */
async function produce(page: Page, number: string): Promise<void> {
  await page.getByRole('button', { name: 'Produce…' }).click();
  const signs = page.getByText('Signs as');
  const make = page.getByRole('button', { name: 'Make an identity…' });
  await expect(signs.or(make)).toBeVisible();
  if (await make.isVisible()) await makeIdentityInPlace(page);
  await page.getByRole('checkbox', { name: /I have looked at what leaves/ }).check();
  await page.getByRole('button', { name: 'Verify, sign and produce' }).click();
  await expect(page.getByRole('dialog', { name: `${number} is produced and signed.` })).toBeVisible();
}

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** Unpacks with the ZIP reader of Python: no code of ours says what is in the pack. */
function unpack(pack: string, into: string): void {
  mkdirSync(into);
  execFileSync('python3', ['-m', 'zipfile', '-e', pack, into]);
}

test('a draft becomes a signed pack that stock tools check, and that the window checks again', async ({
  vouch,
  folder,
}) => {
  test.slow();
  const { page } = vouch;
  await openReportCase(vouch, folder);
  await makeExhibit(vouch, 'Three reads in a row');
  await vouch.show('Reports');
  await startDraft(page, 'R-2026-07', 'Access review');
  const handle = (section: string) => page.getByRole('button', { name: `Move ${section}` });
  await handle('Custody').dragTo(handle('Summary'));
  await expect(page.getByText('Custody is now 1 of 9.')).toBeAttached();
  await page.getByRole('button', { name: 'Add a part' }).click();
  await page.getByLabel('Heading').fill('What was done');
  const text = page.getByRole('textbox', { name: 'Text of “What was done”' });
  await text.fill('See [@audit.example.com/prod-gateway#77].');
  await expect(page.getByText('which no bundle of this report has').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Produce…' })).toBeDisabled();
  await text.fill('See ');
  await page.getByRole('button', { name: 'Insert a citation…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: /#1/ }).first().click();
  await expect(text).toHaveValue('See [@audit.example.com/prod-gateway#1]');
  const preview = page.getByRole('region', { name: 'Preview' });
  await expect(preview.getByRole('heading', { name: /EX-0001: Three reads in a row/ })).toBeVisible();
  await produce(page, 'R-2026-07');
  const stated = await page.locator('.fact', { hasText: 'SHA-256 of the pack' }).locator('code').innerText();
  const pack = await saveFile(page, 'Save the pack…', folder);
  expect(stated.replace(/\s/g, '')).toBe(sha256(pack));
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('row', { name: /R-2026-07/ })).toContainText('current');

  await page.getByRole('tab', { name: 'Check a report' }).click();
  await page.getByLabel('Report to check').setInputFiles(pack);
  await expect(page.getByText('0 failed')).toBeVisible();
  await expect(page.getByText('produced here, and current')).toBeVisible();
  await page
    .getByRole('button', { name: /Signature of the preparer/ })
    .first()
    .click();
  await expect(page.getByText('ssh-keygen -Y verify').first()).toBeVisible();
  await page.getByRole('button', { name: 'Countersign…' }).click();
  await page.getByRole('button', { name: 'Sign as the reviewer' }).click();
  await expect(vouch.notice).toContainText('was made with this very key');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByRole('button', { name: 'Time stamp…' }).click();
  const stamp = page.getByRole('dialog', { name: 'Time stamp of R-2026-07' });
  await expect(stamp.getByText('Signs as')).toBeVisible();
  const request = await saveFile(page, 'Save report.json.sig.tsq…', folder);
  await stamp.getByLabel('Answer of the time authority').setInputFiles(request);
  await expect(stamp.getByText('report.json.sig.tsq is not taken')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(stamp).toBeHidden();
  await vouch.show('Custody');
  await expect(page.getByText('Report produced and signed')).toBeVisible();
  await vouch.show('Home');
  await dropFile(page, pack);
  await expect(page.getByRole('tab', { name: 'Check a report' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText('0 failed')).toBeVisible();

  test.skip(!has('python3', '--version'), 'python3 is not installed: the pack is not looked at from outside');
  const unpacked = join(folder, 'unpacked');
  unpack(pack, unpacked);
  const report = join(unpacked, 'data/report/report.json');
  const record = JSON.parse(readFileSync(report, 'utf8'));
  expect(record).toMatchObject({ number: 'R-2026-07', preparer: { name: 'Auditor One' } });
  expect(record.sections.slice(0, 2)).toEqual(['custody', 'summary']);
  for (const manifest of ['manifest-sha256.txt', 'tagmanifest-sha256.txt']) {
    const run = spawnSync('sha256sum', ['--quiet', '-c', manifest], { cwd: unpacked, encoding: 'utf8' });
    expect(run.status, run.stdout).toBe(0);
  }
  // The log of the case is sound; whose key signed it, only a person can say: exit code 4.
  const custody = ['verify.mjs', 'data/custody/custody.evb.zip'];
  expect(spawnSync(process.execPath, custody, { cwd: unpacked }).status).toBe(4);
  const seen = join(unpacked, 'data/report');
  if (has('openssl', 'version')) {
    const signature = ['-in', 'report.json.p7s', '-content', 'report.json', '-out', '/dev/null'];
    const args = ['cms', '-verify', '-binary', '-inform', 'DER', '-noverify', ...signature];
    expect(spawnSync('openssl', args, { cwd: seen }).status).toBe(0);
  } else test.info().annotations.push({ type: 'skipped', description: 'openssl is not installed' });
  if (has('pdfsig', '-v')) {
    const run = spawnSync('pdfsig', ['-nocert', 'report.pdf'], { cwd: seen, encoding: 'utf8' });
    expect(run.stdout).toContain('Signature is Valid');
    expect(run.stdout).toContain('Total document signed');
  } else test.info().annotations.push({ type: 'skipped', description: 'pdfsig is not installed' });
});

test('a reviewer with another key countersigns, and a report that was changed is refused with the place', async ({
  vouch,
  folder,
  server,
}) => {
  test.slow();
  const { page } = vouch;
  await openReportCase(vouch, folder);
  await makeExhibit(vouch, 'Three reads in a row');
  await vouch.show('Reports');
  await startDraft(page, 'R-1', 'Access review');
  await produce(page, 'R-1');
  await page.getByText('Single files').click();
  const report = await saveFile(page, 'Save report.json…', folder);
  const signature = await saveFile(page, 'Save report.json.sig…', folder);
  const cms = await saveFile(page, 'Save report.json.p7s…', folder);
  const fingerprint = await page.locator('.fact', { hasText: 'Key' }).locator('code').last().innerText();

  const opened = await openWindow({ profile: join(folder, 'other'), port: server.port, appearance: 'dark' });
  opened.page.setDefaultTimeout(allowed(20_000));
  const other = new Window(opened.page);
  await other.show('Reports');
  await opened.page.getByLabel('Report to check').setInputFiles([report, signature, cms]);
  await expect(opened.page.getByText('0 failed')).toBeVisible();
  await expect(opened.page.getByText('No case is open, so the report is not compared')).toBeVisible();
  await opened.page.getByLabel('Fingerprint that you were told').fill(fingerprint);
  await opened.page.keyboard.press('Enter');
  await expect(opened.page.getByRole('button', { name: /Whose key it is/ })).toContainText('passed');

  await openReportCase(other, folder);
  await other.show('Reports');
  await opened.page.getByLabel('Your name').fill('Auditor Two');
  await opened.page.getByRole('button', { name: 'Save', exact: true }).click();
  await opened.page.getByRole('tab', { name: 'Check a report' }).click();
  await opened.page.getByLabel('Report to check').setInputFiles([report, signature, cms]);
  await expect(
    opened.page.getByRole('button', { name: /The entries are those that you hold/ }),
  ).toContainText('passed');
  await opened.page.getByRole('button', { name: 'Countersign…' }).click();
  await makeIdentityInPlace(opened.page);
  await opened.page.getByRole('button', { name: 'Sign as the reviewer' }).click();
  const reviewed = await saveFile(opened.page, 'Save report.json.reviewer.sig…', folder);
  await opened.page.getByRole('button', { name: 'Close' }).click();
  await opened.page.getByLabel('Report to check').setInputFiles([report, signature, cms, reviewed]);
  await expect(
    opened.page.getByRole('button', { name: /Signature of a reviewer/ }).first(),
  ).not.toContainText('failed');

  const changed = join(folder, 'changed.json');
  writeFileSync(
    changed,
    readFileSync(report, 'utf8').replace('Three reads in a row', 'Three reads in a ring'),
  );
  await opened.page.getByLabel('Report to check').setInputFiles([
    { name: 'report.json', mimeType: 'application/json', buffer: readFileSync(changed) },
    { name: 'report.json.sig', mimeType: 'text/plain', buffer: readFileSync(signature) },
    { name: 'report.json.p7s', mimeType: 'text/plain', buffer: readFileSync(cms) },
  ]);
  await expect(opened.page.getByText('Something in this report is not as it should be.')).toBeVisible();
  await expect(opened.page.getByRole('button', { name: /Signature of the preparer/ }).first()).toContainText(
    'failed',
  );
  await opened.page.getByRole('button', { name: 'Compare with another version…' }).click();
  await opened.page.getByLabel('Other version', { exact: true }).setInputFiles(report);
  await expect(opened.page.getByRole('row', { name: /EX-0001, title/ })).toContainText(
    'Three reads in a row',
  );
  await opened.close();
});

test('a report is replaced by another one, which is withdrawn by a signed statement', async ({
  vouch,
  folder,
}) => {
  test.slow();
  const { page } = vouch;
  await openReportCase(vouch, folder);
  await makeExhibit(vouch, 'Three reads in a row');
  await vouch.show('Reports');
  await startDraft(page, 'R-1', 'Access review');
  await produce(page, 'R-1');
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Draft a report that replaces R-1' }).click();
  await expect(page.getByRole('combobox', { name: 'Replaces' })).toContainText('R-1');
  await expect(page.getByText('Say why the earlier report is replaced.')).toBeVisible();
  await page.getByLabel('Why it is replaced').fill('A count was wrong.');
  await page.getByLabel('Number').fill('R-1');
  await expect(page.getByText('R-1 was given to a report that was produced.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Produce…' })).toBeDisabled();
  await page.getByLabel('Number').fill('R-2');
  await produce(page, 'R-2');
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('row', { name: /^R-1/ })).toContainText('replaced by R-2');

  await page.getByRole('button', { name: 'Withdraw R-2…' }).click();
  await page.getByLabel('Reason').fill('Sent too early.');
  await page.getByRole('button', { name: 'Sign the withdrawal' }).click();
  const statement = await saveFile(page, 'Save withdrawal.json…', folder);
  expect(JSON.parse(readFileSync(statement, 'utf8'))).toMatchObject({
    number: 'R-2',
    reason: 'Sent too early.',
    by: { name: 'Auditor One' },
  });
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('row', { name: /^R-2/ })).toContainText('withdrawn: Sent too early.');
  await expect(page.getByRole('button', { name: 'Withdraw R-2…' })).toHaveCount(0);
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { renderTlogPolicy } from '../../shared/trust/tlog-policy.ts';
import {
  editLines,
  type Members,
  pinned,
  rechained,
  resigned,
  sealSmall,
} from '../support/bundle-builder.ts';
import { twoOfThree } from '../unit/verify/outside-knowledge.ts';
import { zipOf } from '../unit/workers/small-bundle.ts';
import { expect, test } from './fixture.ts';
import { Window } from './pages/window.ts';

const pins = [
  { role: 'Log key', fingerprint: pinned('log').fingerprint },
  { role: 'Packer key', fingerprint: pinned('packer').fingerprint },
] as const;

async function fileOf(folder: string, name: string, members: Members): Promise<string> {
  const path = join(folder, name);
  writeFileSync(path, await zipOf(members));
  return path;
}

async function openPinned(vouch: Window, path: string): Promise<void> {
  await vouch.home.open(path);
  for (const pin of pins) await vouch.trust.pin(pin);
}

async function deleteCase(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Delete the case/ }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete case' }).click();
  await expect(page.getByRole('alertdialog')).toBeHidden();
}

test('a log that rewrote its history is in CONFLICT with a head of a deleted case, and both notes are shown', async ({
  vouch,
  folder,
}) => {
  const twelve = (await sealSmall({ entries: 12 })).members;
  const edited = editLines(twelve, 0, (lines) => lines.map((line) => line.replace('act-2', 'act-X')));
  await openPinned(vouch, await fileOf(folder, 'first.evb.zip', (await sealSmall({ entries: 8 })).members));
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: VERIFIED');
  await vouch.show('Home');
  await deleteCase(vouch.page);
  await openPinned(vouch, await fileOf(folder, 'rewritten.evb.zip', resigned(rechained(edited))));
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: CONFLICT');
  const fork = vouch.page.locator('[data-code="fork"]');
  await fork.getByRole('button').first().click();
  await expect(fork.getByText('remembered from before')).toBeVisible();
  await expect(fork.getByText('delivered in this bundle')).toBeVisible();
  await expect(fork.locator('pre')).toHaveCount(2);
  await vouch.show('Trust');
  const heads = vouch.page.getByRole('table', { name: 'Remembered heads' });
  await expect(heads.getByRole('row')).toHaveCount(2);
  await expect(heads).toContainText('first.evb.zip');
});

test('a key is revoked by keyboard alone, and the other window that shows the case loses its verdict', async ({
  vouch,
  opened,
  folder,
}) => {
  await openPinned(vouch, await fileOf(folder, 'good.evb.zip', (await sealSmall({ entries: 8 })).members));
  await vouch.show('Trust');
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: VERIFIED');
  const page = await opened.context.newPage();
  await page.goto(vouch.page.url());
  const other = new Window(page);
  await expect(other.verdict).toHaveAccessibleName('Verdict: VERIFIED');

  await vouch.page.bringToFront();
  await vouch.page
    .getByRole('listitem')
    .filter({ hasText: 'Log key' })
    .getByRole('button', { name: 'Revoke…' })
    .focus();
  const { keyboard } = vouch.page;
  await keyboard.press('Enter');
  const dialog = vouch.page.getByRole('dialog', { name: 'Revoke this key?' });
  await expect(dialog.getByRole('textbox', { name: 'Revoked from' })).toBeFocused();
  await keyboard.type('2026-01-15 09:00');
  await expect(dialog.getByText('Read as 2026-01-15 09:00:00.000 UTC.')).toBeVisible();
  await keyboard.press('Tab');
  await keyboard.type('Laptop stolen');
  await keyboard.press('Tab');
  await keyboard.type('A. Auditor');
  await keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
  await expect(vouch.trust.pinnedKeys.getByText('Revoked', { exact: true }).first()).toBeVisible();
  await expect(other.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
  await vouch.show('Custody');
  await expect(vouch.page.getByRole('rowheader', { name: 'Key revoked' })).toBeVisible();
});

test('a file of keys is shown with its refused lines before anything of it is added', async ({
  vouch,
  folder,
}) => {
  const signers = join(folder, 'allowed_signers');
  writeFileSync(signers, `packer ${pinned('packer').publicKey}\nold ssh-rsa AAAA\n`);
  await vouch.home.open(await fileOf(folder, 'good.evb.zip', (await sealSmall({ entries: 8 })).members));
  await vouch.trust.pin(pins[0]);
  await vouch.show('Trust');
  const dialog = await chooseTrustFile(vouch.page, signers);
  await expect(dialog.getByRole('region', { name: 'What would be added' })).toContainText('Line 1 · new');
  await expect(dialog.getByText('Line 2:')).toBeVisible();
  await expect(vouch.trust.pinnedKeys.getByRole('listitem', { includeHidden: true })).toHaveCount(1);
  await dialog.getByRole('button', { name: 'Add 1 key' }).click();
  await expect(dialog.getByText('This must not be empty.')).toHaveCount(2);
  await addTrustFile(dialog, 'Add 1 key');
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: VERIFIED');
});

test('witnesses from a policy are asked, exported as a policy, and asked no longer', async ({
  vouch,
  folder,
}) => {
  const { origin: _origin, ...policy } = twoOfThree;
  const path = join(folder, 'policy.txt');
  const text = renderTlogPolicy({ logs: [pinned('log').publicKey], ...policy });
  writeFileSync(path, text);
  await openPinned(vouch, await fileOf(folder, 'good.evb.zip', (await sealSmall({ entries: 8 })).members));
  await vouch.show('Trust');
  const dialog = await chooseTrustFile(vouch.page, path);
  await addTrustFile(dialog, 'Add 1 key and 3 witnesses');
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: NOT VERIFIABLE');
  await expect(vouch.page.getByText('2 of (A, B, C)')).toBeVisible();

  const saved = vouch.page.waitForEvent('download');
  await vouch.page.getByRole('button', { name: 'Export tlog-policy…' }).click();
  expect(readFileSync(await (await saved).path(), 'utf8')).toBe(text);

  await vouch.page.getByRole('button', { name: 'Ask no witness…' }).click();
  const drop = vouch.page.getByRole('dialog', { name: 'Ask no witness of this log any more?' });
  await drop.getByRole('textbox', { name: 'Reason' }).fill('Meant for another log');
  await drop.getByRole('textbox', { name: 'Decided by' }).fill('A. Auditor');
  await drop.getByRole('button', { name: 'Ask no witness' }).click();
  await expect(drop).toBeHidden();
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: VERIFIED');
});

test('an older delivery that comes late is no conflict once the head that was told is stated', async ({
  vouch,
  folder,
}) => {
  const twelve = await fileOf(folder, 'later.evb.zip', (await sealSmall({ entries: 12 })).members);
  const eight = await fileOf(folder, 'earlier.evb.zip', (await sealSmall({ entries: 8 })).members);
  await openPinned(vouch, twelve);
  await vouch.bundles.add(eight);
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: CONFLICT');
  await vouch.page.getByRole('button', { name: 'State the head you were told…' }).click();
  const dialog = vouch.page.getByRole('dialog', { name: 'The head you were told' });
  await dialog.getByRole('textbox', { name: 'Entries of the log' }).fill('8');
  await dialog.getByRole('textbox', { name: 'How you were told' }).fill('Number in the covering letter');
  await dialog.getByRole('textbox', { name: 'Stated by' }).fill('A. Auditor');
  await dialog.getByRole('button', { name: 'State head' }).click();
  await expect(dialog).toBeHidden();
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: VERIFIED');
});

async function chooseTrustFile(page: Page, path: string) {
  await page.getByRole('button', { name: 'Import keys or witnesses…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import keys or witnesses' });
  await dialog.getByLabel('File with keys or witnesses').setInputFiles(path);
  await expect(dialog.getByRole('heading', { name: 'What would be added' })).toBeVisible();
  return dialog;
}

async function addTrustFile(dialog: Awaited<ReturnType<typeof chooseTrustFile>>, add: string): Promise<void> {
  await dialog
    .getByRole('textbox', { name: 'How the file came to you' })
    .fill('By post, compared by telephone');
  await dialog.getByRole('textbox', { name: 'Compared by' }).fill('A. Auditor');
  await dialog.getByRole('button', { name: add }).click();
  await expect(dialog).toBeHidden();
}

import { randomInt } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { allowed } from '../../scripts/test/slowness.ts';
import { wordsInProfile } from '../support/profile-scan.ts';
import { dropFile } from './drop-file.ts';
import { expect, expectUneventful, test } from './fixture.ts';
import { killAll } from './kill-processes.ts';
import { expectNoBarrier } from './no-barrier.ts';
import { openWindow } from './open-window.ts';
import { SearchArea } from './pages/search-area.ts';
import { Window } from './pages/window.ts';
import { writeSealed } from './sealed-file.ts';

const passphrase = 'seven quiet herons at dusk';
const letters = 'bcdfghjklmnpqrstvwxz';

/** No two have anything in common, so that a compressed block cannot say one by pointing at another. */
function drawWord(): string {
  return Array.from({ length: 14 }, () => letters[randomInt(letters.length)]).join('');
}

function drawWords() {
  return {
    actor: drawWord(),
    field: drawWord(),
    value: drawWord(),
    fileName: drawWord(),
    title: drawWord(),
    note: drawWord(),
    tag: drawWord(),
    finding: drawWord(),
    query: drawWord(),
    keptSearch: drawWord(),
  };
}

type Words = ReturnType<typeof drawWords>;

async function writeBundle(folder: string, words: Words): Promise<string> {
  const path = join(folder, `${words.fileName}.evb.zip`);
  const events = Array.from({ length: 12 }, (_, index) => ({
    ts: `2026-03-02T0${index % 10}:15:00Z`,
    actor: { id: words.actor },
    action: 'read',
    outcome: 'success',
    [words.field]: words.value,
  }));
  await writeSealed(path, events, { title: words.title });
  return path;
}

async function openEncrypted({ page }: Window, path: string): Promise<void> {
  await page.getByRole('button', { name: 'Open into an encrypted case…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Make an encrypted case' });
  await dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await dialog.getByLabel('The same passphrase again').fill(passphrase);
  const choosing = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose the bundle…' }).click();
  await (await choosing).setFiles(path);
}

/** Says each word at a place that is stored or written down by the browser. */
async function work(vouch: Window, words: Words): Promise<void> {
  const { page } = vouch;
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
  await vouch.show('Explore');
  const search = new SearchArea(page);
  await search.run(words.query);
  await expect(search.total).toHaveText('0 of 12 lines');
  await search.run(words.value);
  await expect(search.total).toHaveText('12 lines');
  await search.openSearches('Saved');
  await search.searches.getByRole('button', { name: 'Save this query…' }).click();
  const form = page.getByRole('dialog', { name: 'Save a search' });
  await form.getByRole('textbox', { name: 'Name' }).fill(words.keptSearch);
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(form).toBeHidden();
  await expect(search.searches).toContainText(words.keptSearch);
  await page.keyboard.press('Escape');
  await expect(search.searches).toBeHidden();
  await page.getByRole('button', { name: 'Columns' }).focus();
  await page.keyboard.press('Enter');
  const columns = page.getByRole('dialog', { name: 'Columns of the table' });
  await columns.getByRole('combobox').fill(words.field);
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(columns.getByRole('list', { name: 'Columns' })).toContainText(words.field);
  await page.keyboard.press('Escape');
  await expect(columns).toBeHidden();
  await expect(page.getByRole('columnheader').last()).toContainText(words.field);
  await vouch.explore.row(3).click();
  await page.getByRole('tab', { name: 'Notes' }).click();
  await page.getByLabel('Your name').fill('reviewer 1');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Write a note' }).click();
  await page.getByRole('textbox', { name: 'Note' }).fill(words.note);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('tabpanel').locator('.markdown').first()).toContainText(words.note);
  await page.getByLabel('Tags').fill(words.tag);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `Take away the tag ${words.tag}` })).toBeVisible();
  await vouch.show('Findings');
  await page.getByRole('button', { name: 'New finding' }).click();
  await page.getByLabel('Title').fill(words.finding);
  await page.getByLabel('Condition: what was found').fill('One line.');
  await page.getByLabel('Severity').selectOption('high');
  await page.getByRole('button', { name: 'Save this version' }).click();
  await expect(page.getByText('High, Draft')).toBeVisible();
}

async function unlock(page: Page, typed: string): Promise<void> {
  await page.getByRole('button', { name: /^Encrypted case / }).click();
  const dialog = page.getByRole('dialog', { name: 'Unlock an encrypted case' });
  await dialog.getByLabel('Passphrase').fill(typed);
  await dialog.getByRole('button', { name: 'Unlock' }).click();
}

/** What the browser writes down at its own time is on the disk when it has ended. */
test('a profile shows every word of a case that is not encrypted', async ({ vouch, opened, folder }) => {
  const words = drawWords();
  await vouch.home.open(await writeBundle(folder, words));
  await work(vouch, words);
  await opened.close();
  const found = wordsInProfile(join(folder, 'profile'), words);
  expect(Object.keys(found).toSorted()).toEqual(Object.keys(words).toSorted());
  // Not in the database alone: choices are kept beside it, and so it is looked for there as well.
  expect(found.field?.filter((path) => path.includes('Local Storage'))).not.toEqual([]);
});

test('a profile shows no word of an encrypted case: while it is open, after a kill, after work, after its deletion', async ({
  vouch,
  opened,
  server,
  folder,
}) => {
  test.setTimeout(allowed(120_000));
  const words = drawWords();
  const hidden = { ...words, passphrase };
  const profile = join(folder, 'profile');
  await openEncrypted(vouch, await writeBundle(folder, words));
  await work(vouch, words);
  expect(wordsInProfile(profile, hidden), 'while it is open').toEqual({});
  await killAll(opened.context);
  expect(wordsInProfile(profile, hidden), 'after a kill').toEqual({});

  const again = await openWindow({ profile, port: server.port });
  const next = new Window(again.page);
  await expect(again.page.getByText(words.title)).toHaveCount(0);
  await unlock(again.page, passphrase);
  await expect(next.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
  await next.show('Explore');
  const search = new SearchArea(again.page);
  await search.run(`actor:${words.actor}`);
  await expect(search.total).toHaveText('12 lines');
  await next.show('Findings');
  await expect(again.page.getByText(words.finding).first()).toBeVisible();
  await again.page.goBack();
  await again.page.goBack();
  await again.close();
  expect(wordsInProfile(profile, hidden), 'after work').toEqual({});

  const last = await openWindow({ profile, port: server.port });
  await last.page.getByRole('button', { name: /^Delete the case Encrypted case/ }).click();
  const dialog = last.page.getByRole('alertdialog');
  const name = (await dialog.locator('.dialog-subject').textContent()) ?? '';
  await dialog.getByLabel(/^Type the short name/).fill(name.replace('Encrypted case ', ''));
  await dialog.getByRole('button', { name: 'Delete case' }).click();
  await expect(last.page.getByText('No case yet')).toBeVisible();
  await last.close();
  expect(wordsInProfile(profile, hidden), 'after its deletion').toEqual({});
});

test('a wrong passphrase is called wrong, the right one opens, and a lock or a reload closes again', async ({
  vouch,
  folder,
}) => {
  const words = drawWords();
  const { page } = vouch;
  await openEncrypted(vouch, await writeBundle(folder, words));
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
  await vouch.show('Home');
  await page.getByRole('button', { name: `Lock ${words.title}` }).click();
  await expect(page.getByText(words.title)).toHaveCount(0);
  await unlock(page, 'seven quiet herons at dawn');
  const dialog = page.getByRole('dialog', { name: 'Unlock an encrypted case' });
  await expect(dialog).toContainText('The passphrase is wrong.');
  await expectNoBarrier(page, 'a wrong passphrase');
  await dialog.getByLabel('Passphrase').fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');

  await vouch.show('Explore');
  const search = new SearchArea(page);
  await search.run(words.value);
  await expect(search.total).toHaveText('12 lines');
  await search.run(words.query);
  await expect(search.total).toHaveText('0 of 12 lines');
  await page.goBack();
  await expect(search.field).toHaveValue(words.value);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'This case is encrypted and locked' })).toBeVisible();
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: NO BUNDLE OPEN');
  await expectNoBarrier(page, 'a locked case');
  await page.getByLabel('Passphrase').fill(passphrase);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(search.total).toHaveText('12 lines');
});

test('decisions of an encrypted case come back from its journal when the database is gone, with its passphrase', async ({
  vouch,
  opened,
  server,
  folder,
}) => {
  const words = drawWords();
  const profile = join(folder, 'profile');
  const path = await writeBundle(folder, words);
  await openEncrypted(vouch, path);
  await work(vouch, words);
  await opened.close();
  rmSync(join(profile, 'Default/IndexedDB'), { recursive: true });

  const again = await openWindow({ profile, port: server.port });
  await unlock(again.page, passphrase);
  const dialog = again.page.getByRole('dialog');
  await expect(dialog).toContainText('Restored from the journal');
  await expect(dialog).toContainText(`${words.fileName}.evb.zip`);
  await dialog.getByRole('button', { name: 'Open the case' }).click();
  const next = new Window(again.page);
  await next.show('Findings');
  await expect(again.page.getByText(words.finding).first()).toBeVisible();
  await again.close();
  expect(wordsInProfile(profile, { ...words, passphrase })).toEqual({});
});

test('another passphrase takes the place of the one before', async ({ vouch, folder, restart }) => {
  const words = drawWords();
  const next = 'a ladder of green glass';
  await openEncrypted(vouch, await writeBundle(folder, words));
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
  await vouch.show('Home');
  await vouch.page.getByRole('button', { name: `Change the passphrase of ${words.title}` }).click();
  const dialog = vouch.page.getByRole('dialog', { name: 'Change the passphrase of this case' });
  await dialog.getByLabel('Passphrase of now').fill('not the one of now');
  await dialog.getByLabel('New passphrase', { exact: true }).fill(next);
  await dialog.getByLabel('The new passphrase again').fill(next);
  await dialog.getByRole('button', { name: 'Change the passphrase' }).click();
  await expect(dialog).toContainText('The passphrase is wrong.');
  await dialog.getByLabel('Passphrase of now').fill(passphrase);
  await dialog.getByRole('button', { name: 'Change the passphrase' }).click();
  await expect(dialog).toBeHidden();
  const again = await restart();
  await unlock(again.page, passphrase);
  await expect(again.page.getByRole('dialog')).toContainText('The passphrase is wrong.');
  await again.page.getByRole('dialog').getByLabel('Passphrase').fill(next);
  await again.page.keyboard.press('Enter');
  await expect(again.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
});

test('a case in the open is encrypted in its place, and after a kill nothing of it is in the files beside the database', async ({
  vouch,
  opened,
  server,
  folder,
}) => {
  test.setTimeout(allowed(120_000));
  const words = drawWords();
  const profile = join(folder, 'profile');
  const { page } = vouch;
  await vouch.home.open(await writeBundle(folder, words));
  await work(vouch, words);
  await vouch.show('Home');
  await page.getByRole('button', { name: `Encrypt ${words.title}` }).click();
  const dialog = page.getByRole('dialog', { name: 'Encrypt this case' });
  await dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await dialog.getByLabel('The same passphrase again').fill('another one');
  await dialog.getByRole('button', { name: 'Encrypt the case' }).click();
  await expect(dialog).toContainText('The two passphrases are not the same.');
  await expectNoBarrier(page, 'encrypting a case');
  await dialog.getByLabel('The same passphrase again').fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(vouch.home.recentCases).toContainText('Encrypted, unlocked');
  await vouch.home.recentCases.getByRole('link', { name: words.title }).click();
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
  await killAll(opened.context);

  // Blocks of the database, of what is stored beside it, and of the history are the browser's to write over.
  const found = Object.values(wordsInProfile(profile, words)).flat();
  expect(found.filter((path) => path.includes('File System'))).toEqual([]);
  const again = await openWindow({ profile, port: server.port });
  const next = new Window(again.page);
  await expect(again.page.getByRole('region', { name: 'Recent cases' })).not.toContainText(words.title);
  await unlock(again.page, passphrase);
  await expect(next.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
  await next.show('Findings');
  await expect(again.page.getByText(words.finding).first()).toBeVisible();
  await next.show('Custody');
  await expect(again.page.getByText('Case encrypted on this computer')).toBeVisible();
  expectUneventful(again);
  await again.close();
});

test('what is dropped is encrypted from the first byte on, where a person has set so or lets it go there', async ({
  vouch,
  folder,
}) => {
  const [first, second] = [drawWords(), drawWords()];
  const { page } = vouch;
  await dropFile(page, await writeBundle(folder, first), { x: 400, y: 780 });
  const dialog = page.getByRole('dialog', { name: 'Make an encrypted case' });
  await expect(dialog).toContainText(`${first.fileName}.evb.zip`);
  await expectNoBarrier(page, 'a file that has arrived');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('No case yet')).toBeVisible();

  await page.getByLabel('Encrypt new cases').check();
  await dropFile(page, await writeBundle(folder, second));
  await expect(dialog).toContainText(`${second.fileName}.evb.zip`);
  await expect(page.getByText('No case yet')).toHaveCount(1);
  await dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await dialog.getByLabel('The same passphrase again').fill(passphrase);
  await dialog.getByLabel('The same passphrase again').press('Enter');
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
  await vouch.show('Home');
  await expect(vouch.home.recentCases).toContainText('Encrypted, unlocked');
  await expect(page.getByLabel('Encrypt new cases')).toBeChecked();
});

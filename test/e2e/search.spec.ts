import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixture.ts';
import { SearchArea } from './pages/search-area.ts';
import type { Window } from './pages/window.ts';
import { sampleLines, samplePath } from './sample-files.ts';

interface SampleEvent {
  readonly action: string;
  readonly outcome: string;
  readonly actor: { readonly id: string };
}

/** The events of the sample as its bytes have them, so that what the window counts is counted by another way. */
async function sampleEvents(): Promise<readonly SampleEvent[]> {
  const lines = await sampleLines(samplePath(''));
  return lines.map(
    (line) => (JSON.parse(line) as { event?: SampleEvent }).event ?? (JSON.parse(line) as SampleEvent),
  );
}

function counted(count: number): string {
  return count.toLocaleString('en-GB');
}

async function openExplore(vouch: Window, ...paths: readonly string[]): Promise<SearchArea> {
  await vouch.home.open(...(paths.length === 0 ? [samplePath('')] : paths));
  await expect(vouch.bundles.list.getByRole('listitem')).toHaveCount(Math.max(1, paths.length));
  await vouch.show('Explore');
  await expect(vouch.explore.grid).toBeVisible();
  return new SearchArea(vouch.page);
}

test('a line is found, opened and found again after a reload, by keyboard alone', async ({ vouch }) => {
  const { page, explore } = vouch;
  const events = await sampleEvents();
  const failures = events.flatMap((event, index) =>
    event.outcome === 'failure' ? [{ ...event, index }] : [],
  );
  const ofOne = failures.filter(({ actor }) => actor.id === failures[0]?.actor.id);
  const search = await openExplore(vouch);
  await expect(search.total).toHaveText('25,000 lines');

  await page.keyboard.press('/');
  await expect(search.field).toBeFocused();
  await page.keyboard.type('outc');
  await expect(search.options.first()).toContainText('outcome');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(search.field).toHaveValue('outcome:');
  await page.keyboard.type('fai');
  await expect(search.options.first()).toContainText('failure');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await expect(search.field).toHaveValue('outcome:failure ');
  await expect(search.total).toHaveText(`${counted(failures.length)} of 25,000 lines`);
  await page.keyboard.type(`actor=${failures[0]?.actor.id}`);
  await page.keyboard.press('Enter');
  await expect(search.total).toHaveText(`${counted(ofOne.length)} of 25,000 lines`);
  await expect(search.words).toContainText('whose outcome has the word “failure”');

  await page.keyboard.press('Escape');
  await expect(explore.grid).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  const second = `Line ${counted((ofOne[1]?.index ?? 0) + 1)}`;
  await expect(explore.panel.getByRole('heading', { name: second, exact: true })).toBeVisible();

  await page.reload();
  await expect(explore.panel.getByRole('heading', { name: second, exact: true })).toBeVisible();
  await expect(search.field).toHaveValue(`outcome:failure actor=${failures[0]?.actor.id}`);
  await expect(search.total).toHaveText(`${counted(ofOne.length)} of 25,000 lines`);

  // From here on as well the arrows of the panel go to the next failure of the same person, not to the next line of the log.
  const third = `Line ${counted((ofOne[2]?.index ?? 0) + 1)}`;
  await explore.panel.getByRole('button', { name: 'Next hit' }).click();
  await expect(explore.panel.getByRole('heading', { name: third, exact: true })).toBeVisible();
  await explore.panel.getByRole('button', { name: 'Hit before' }).click();
  await expect(explore.panel.getByRole('heading', { name: second, exact: true })).toBeVisible();
});

test('no letter is lost while the address follows a query that is typed slowly', async ({ vouch }) => {
  const { page } = vouch;
  const search = await openExplore(vouch);
  const query = 'actor:svc-backup action:object.write outcome:success';
  await search.field.focus();
  // The address is written in pauses, so some of these letters come just while it is.
  for (const [index, letter] of Array.from(query).entries()) {
    await page.keyboard.type(letter);
    await page.waitForTimeout(index % 3 === 0 ? 400 : 30);
  }
  await expect(search.field).toHaveValue(query);
  await expect.poll(() => new URLSearchParams(page.url().split('?')[1]).get('query')).toBe(query);
  await page.goBack();
  // All of it was one step.
  await expect(search.field).toHaveValue('');
  await expect(search.total).toHaveText('25,000 lines');
});

test('a query that cannot be read is shown with its place, and mended by one key', async ({ vouch }) => {
  const { page } = vouch;
  const search = await openExplore(vouch);
  await search.run('actor:svc* outcome!=success');
  await expect(search.below).toContainText('Column 12');
  await expect(search.below).toContainText('actor:svc* -outcome=success');
  await expect(search.field).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('[data-piece=fault]')).toContainText('!=');
  // What stands below is still an answer from before, and says so.
  await expect(search.total).toContainText('of the query before');
  await page.keyboard.press('Alt+Enter');
  await expect(search.field).toHaveValue('actor:svc* -outcome=success');
  const others = (await sampleEvents()).filter(
    ({ actor, outcome }) => /^svc/i.test(actor.id) && outcome !== 'success',
  );
  await expect(search.total).toHaveText(`${counted(others.length)} of 25,000 lines`);
});

test('terms are excluded, edited and removed by keys and by mouse', async ({ vouch }) => {
  const { page } = vouch;
  const search = await openExplore(vouch);
  await search.run('action:session.start outcome:failure');
  await search.terms.getByRole('button', { name: 'Edit outcome:failure' }).focus();
  await page.keyboard.press('-');
  await expect(search.field).toHaveValue('action:session.start -outcome:failure');
  await search.terms.getByRole('button', { name: 'Include outcome:failure again' }).click();
  await expect(search.field).toHaveValue('action:session.start outcome:failure');
  await search.terms.getByRole('button', { name: 'Edit action:session.start' }).click();
  await expect(search.field).toBeFocused();
  await page.keyboard.type('action:session.end');
  await page.keyboard.press('Enter');
  await expect(search.field).toHaveValue('action:session.end outcome:failure');
  await search.terms.getByRole('button', { name: 'Edit outcome:failure' }).focus();
  await page.keyboard.press('Delete');
  await expect(search.field).toHaveValue('action:session.end');
  // Each of these was a decision, and the way back goes through them.
  await page.goBack();
  await expect(search.field).toHaveValue('action:session.end outcome:failure');
});

test('a query without hits says which term is in the way, and drops it', async ({ vouch }) => {
  const { page } = vouch;
  const failures = (await sampleEvents()).filter(({ outcome }) => outcome === 'failure').length;
  const search = await openExplore(vouch);
  await search.run('outcom:failure action:zebra');
  await expect(page.getByRole('note')).toContainText('No searched bundle has a field named "outcom".');
  await page.getByRole('note').getByRole('button', { name: 'Use' }).click();
  await expect(search.field).toHaveValue('outcome:failure action:zebra');
  await expect(search.total).toHaveText('0 of 25,000 lines');
  const inTheWay = page.getByRole('main').getByRole('table').getByRole('row').nth(1);
  await expect(inTheWay).toContainText('action:zebra');
  await expect(inTheWay.getByRole('cell')).toHaveText(['0', counted(failures), 'Drop it']);
  await page.getByRole('button', { name: 'Drop action:zebra from the query' }).click();
  await expect(search.field).toHaveValue('outcome:failure');
  await expect(search.total).toHaveText(`${counted(failures)} of 25,000 lines`);

  await search.run('outcome:fail');
  await page.getByRole('button', { name: 'Use outcome:*fail*' }).click();
  await expect(search.total).toHaveText(`${counted(failures)} of 25,000 lines`);
});

test('each settled search is a record of the custody log, once, and comes back by a key', async ({
  vouch,
}) => {
  const { page } = vouch;
  const search = await openExplore(vouch);
  await search.run('outcome=failure');
  await expect(search.words).toContainText('“failure”');
  await search.run('outcome=denied');
  await expect(search.words).toContainText('“denied”');
  // Looked at for two seconds without Enter.
  await search.field.fill('action=query.run');
  await search.openSearches('Past');
  const past = search.searches.getByRole('table').getByRole('row');
  await expect(past).toHaveCount(4);
  await expect(past.nth(1)).toContainText('action=query.run');
  await expect(past.nth(2)).toContainText('outcome=denied');
  await page.keyboard.press('Escape');
  await expect(search.searches).toBeHidden();

  await search.field.focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(search.field).toHaveValue('outcome=denied');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(search.field).toHaveValue('outcome=failure');
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('Alt+ArrowDown');
  await expect(search.field).toHaveValue('action=query.run');
  await page.keyboard.press('Enter');

  await page.reload();
  await expect(search.total).toHaveText(/of 25,000 lines$/);
  await vouch.show('Custody');
  const searched = vouch.custody.records.filter({ hasText: 'Searched' });
  await expect(searched.filter({ hasText: 'action=query.run' })).not.toHaveCount(0);
  // Who walks through the past slowly looks at a query for two seconds again; the one that is run, and comes back, is one record.
  const queries = (await searched.allInnerTexts()).map((text) => /\w+=[\w.]+/.exec(text)?.[0]);
  expect(queries.length).toBeGreaterThanOrEqual(3);
  expect(queries.filter((query, index) => query === queries[index - 1])).toEqual([]);
  await expect(page.getByText(/^The chain holds/)).toBeVisible();
});

test('searches are saved, run, renamed, handed on as a file, and deleted', async ({ vouch, folder }) => {
  const { page } = vouch;
  const search = await openExplore(vouch);
  await search.run('outcome=failure');
  await search.openSearches('Saved');
  await search.searches.getByRole('button', { name: 'Save this query…' }).click();
  const form = page.getByRole('dialog', { name: 'Save a search' });
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(form).toContainText('A search needs a name.');
  await form.getByRole('textbox', { name: 'Name' }).fill('Failures');
  await form.getByRole('textbox', { name: 'Control' }).fill('PCI DSS 10.2.1.4');
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await search.searches.getByRole('button', { name: 'Edit Failures' }).click();
  await page
    .getByRole('dialog', { name: 'Edit a search' })
    .getByRole('textbox', { name: 'Name' })
    .fill('Failed');
  await page.keyboard.press('Enter');
  const row = search.searches.getByRole('row').filter({ hasText: 'Failed' });
  await expect(row).toContainText('outcome=failure');
  await expect(row).toContainText('PCI DSS 10.2.1.4');

  const download = page.waitForEvent('download');
  await search.searches.getByRole('button', { name: 'Export as a file…' }).click();
  const path = join(folder, 'searches.json');
  await (await download).saveAs(path);
  await search.searches.getByRole('button', { name: 'Delete Failed' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(search.searches).toContainText('Nothing is saved in this case.');
  writeFileSync(path, readFileSync(path, 'utf8').replace('"by": "log"', '"by": "time"'));
  await search.searches.getByLabel('File of searches').setInputFiles(path);
  await expect(search.searches).toContainText('1 search added.');
  await search.searches.getByLabel('File of searches').setInputFiles(path);
  await expect(search.searches).toContainText('0 searches added; 1 of the file was there already.');

  const hostile = join(folder, 'hostile.json');
  writeFileSync(hostile, readFileSync(path, 'utf8').replace('"version": 1', '"version": 99'));
  await search.searches.getByLabel('File of searches').setInputFiles(hostile);
  await expect(search.searches.getByRole('alert')).toContainText('The file has version 99');
  await page.keyboard.press('Escape');
  await search.run('outcome=denied');
  await search.openSearches('Saved');
  await search.searches.getByRole('button', { name: 'Failed', exact: true }).click();
  await expect(search.searches).toBeHidden();
  await expect(search.field).toHaveValue('outcome=failure');
  const parameters = () => new URLSearchParams(page.url().split('?')[1]);
  await expect.poll(() => parameters().get('sort')).toBe('time');
  expect(parameters().get('query')).toBe('outcome=failure');
});

test('several bundles are searched together, and the strip follows the line that is opened', async ({
  vouch,
}) => {
  const { page, explore } = vouch;
  const search = await openExplore(vouch, samplePath(''), samplePath('-tampered-edited'));
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: BROKEN');
  await expect(search.total).toHaveText('25,000 lines');
  await page.getByRole('button', { name: /^Searched bundles/ }).click();
  await page.getByRole('menuitem', { name: 'All bundles of the case' }).click();
  await expect(search.total).toHaveText('50,000 lines');
  const strip = page.getByRole('banner');
  await explore.row(1).click();
  await expect(strip).toContainText('acme-q3.evb.zip');
  await expect(vouch.verdict).not.toHaveAccessibleName('Verdict: BROKEN');
  await expect(search.total).toHaveText('50,000 lines');
  // The same log twice: whoever did something did it in both files at the same time.
  await explore.openPart('Neighbours');
  const actor = explore.panel.getByRole('region', { name: 'Same actor' });
  await expect(explore.panel).toContainText('In the 2 searched bundles and in the order of their times');
  await actor.getByRole('button', { name: /after.*acme-q3-tampered-edited.evb.zip/ }).click();
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: BROKEN');
  await expect(actor.getByRole('button', { name: /before.*acme-q3.evb.zip/ })).toBeVisible();
  await page.reload();
  await expect(search.total).toHaveText('50,000 lines');
});

import { expect, test } from './fixture.ts';
import { Window } from './pages/window.ts';
import { samplePath } from './sample-files.ts';
import { rowsOfBundles } from './stored-rows.ts';

test('a case that another window deletes shows no verdict any more', async ({ vouch, opened }) => {
  await vouch.home.open(samplePath('-unknown-signer'));
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');

  const page = await opened.context.newPage();
  await page.goto(new URL('/', vouch.page.url()).href);
  const other = new Window(page);
  await page.getByRole('button', { name: /^Delete the case/ }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete case' }).click();
  await expect(page.getByRole('alertdialog')).toBeHidden();
  await expect(other.verdict).toHaveAccessibleName('Verdict: NO BUNDLE OPEN');

  await expect(vouch.verdict).toHaveAttribute('data-verdict', 'none');
  await expect(vouch.page.getByText('This case was deleted')).toBeVisible();
});

test('two windows that import the same file at the same moment store it once, and one of them says so', async ({
  vouch,
  opened,
}) => {
  await vouch.home.open(samplePath('-unknown-signer'));
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
  const page = await opened.context.newPage();
  await page.goto(vouch.page.url());
  const other = new Window(page);
  await expect(other.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
  const before = Object.values(await rowsOfBundles(page));
  expect(before).toHaveLength(1);

  const windows = [vouch, other];
  await Promise.all(windows.map((window) => window.bundles.add(samplePath(''))));
  const refusals = () => Promise.all(windows.map((window) => window.notice.count()));
  await expect.poll(async () => (await refusals()).toSorted()).toEqual([0, 1]);
  const [refused, imported] = (await refusals())[0] === 1 ? [vouch, other] : [other, vouch];
  await expect(refused.notice).toContainText('was refused');
  await expect(refused.notice).toContainText('already in this case: "acme-q3.evb.zip"');
  await expect(imported.bundles.list.getByRole('link')).toHaveCount(2);
  // Each as whole as the one before it, of which there is the same kind and number of rows.
  expect(Object.values(await rowsOfBundles(page))).toEqual([...before, ...before]);
});

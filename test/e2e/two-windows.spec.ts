import { expect, test } from './fixture.ts';
import { Window } from './pages/window.ts';
import { samplePath } from './sample-files.ts';

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

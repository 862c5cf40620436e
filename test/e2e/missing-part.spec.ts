import { expect, test } from './fixture.ts';

// A file of the program that does not come, as when another build has taken its place while the window was open.
test.use({ mayViolate: true });

test('a case worker whose program does not come is an error that is said, and nothing waits for ever', async ({
  vouch,
}) => {
  const { page } = vouch;
  await page.route('**/case-worker.js', (route) => route.abort());
  await page.reload();
  await expect(page.getByRole('alert').first()).toContainText('The case worker stopped');
  await page.screenshot({ path: test.info().outputPath('no-worker.png') });
});

test('a screen whose program does not come says so, and a reload is the way on', async ({ vouch }) => {
  const { page } = vouch;
  await page.route('**/screens-*.js', (route) => route.abort());
  await page.reload();
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Trust' }).click();
  await expect(page.getByRole('alert')).toContainText('A part of this program could not be loaded.');
  await page.screenshot({ path: test.info().outputPath('no-screens.png') });
  await page.unroute('**/screens-*.js');
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.getByText('Open a bundle on Home').or(page.getByText('No case')).first()).toBeVisible();
});

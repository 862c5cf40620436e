import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { expectNoBarrier } from './no-barrier.ts';
import { makeExhibit, makeIdentityInPlace, openReportCase } from './reports-case.ts';
import { alterStoredIndex } from './stored-copy.ts';

/** A formula, markup, an operator of PDF and a character that turns what follows it around. */
const hostile = '=HYPERLINK("x") <img src=x onerror=alert(1)> \u202Egnp.exe ) Tj';

async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let step = 0; step < 80; step++) {
    await page.keyboard.press('Tab');
    const isThere = await page.evaluate(
      ([source, flags]) => {
        const focused = document.activeElement;
        const label = focused?.getAttribute('aria-label') ?? focused?.textContent ?? '';
        const field = focused instanceof HTMLInputElement ? (focused.labels?.[0]?.textContent ?? '') : '';
        return new RegExp(source ?? '', flags).test(`${label}\n${field}`);
      },
      name instanceof RegExp ? [name.source, name.flags] : [`^${name}$`, 'm'],
    );
    if (isThere) return;
  }
  throw new Error(`No Tab leads to ${name}.`);
}

test('a report is drafted, ordered and produced with the keyboard alone', async ({ vouch, folder }) => {
  test.slow();
  const { page } = vouch;
  await openReportCase(vouch, folder);
  await makeExhibit(vouch, 'Three reads in a row');
  await page.locator('body').click({ position: { x: 5, y: 5 } });
  await page.keyboard.press('5');
  await expect(page.getByRole('heading', { name: 'Reports' })).toBeVisible();
  await tabTo(page, 'New draft');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Number')).toBeFocused();
  await page.keyboard.type('R-9');
  await page.keyboard.press('Tab');
  await page.keyboard.type('By keys');
  await tabTo(page, 'Move Exhibits');
  for (let step = 0; step < 5; step++) await page.keyboard.press('ArrowUp');
  await expect(page.getByText('Exhibits is now 1 of 9.')).toBeAttached();
  const contents = page.getByRole('navigation', { name: 'Contents' });
  await expect(contents).toContainText('Exhibits');
  const order = async () => {
    const text = (await contents.textContent()) ?? '';
    return text.indexOf('Exhibits') - text.indexOf('Summary');
  };
  await expect.poll(order).toBeLessThan(0);
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('button', { name: 'Save the draft' })).toBeDisabled();
  await page.keyboard.press('Shift+Tab');
  await page.getByLabel('Title', { exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Produce R-9' })).toBeVisible();
  await tabTo(page, 'Make an identity…');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').last().getByLabel('Name')).toBeFocused();
  await page.keyboard.type('Auditor One');
  for (let field = 0; field < 2; field++) {
    await page.keyboard.press('Tab');
    await page.keyboard.type('correct horse battery staple');
  }
  await page.keyboard.press('Enter');
  await expect(page.getByText('Signs as')).toBeVisible();
  await tabTo(page, /I have looked at what leaves/);
  await page.keyboard.press('Space');
  await tabTo(page, 'Verify, sign and produce');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'R-9 is produced and signed.' })).toBeVisible();
});

test('a report of a case whose stored copy was altered is refused, and it is said which bundle and what now', async ({
  vouch,
  folder,
}) => {
  const { page } = vouch;
  await openReportCase(vouch, folder);
  await makeExhibit(vouch, 'Three reads in a row');
  await vouch.show('Reports');
  await page.getByRole('button', { name: 'New draft' }).click();
  await page.getByLabel('Number').fill('R-1');
  await page.getByLabel('Title', { exact: true }).fill('Access review');
  await page.getByRole('button', { name: 'Produce…' }).click();
  await makeIdentityInPlace(page);
  await page.getByRole('checkbox', { name: /I have looked at what leaves/ }).check();
  await alterStoredIndex(page);
  await page.getByRole('button', { name: 'Verify, sign and produce' }).click();
  await expect(vouch.notice).toContainText('LOCAL COPY ALTERED: what is stored of "delivered.evb.zip"');
  await expect(vouch.notice).toContainText('import the delivered file again');
  await expect(vouch.notice).toContainText('Nothing was signed');
});

test('hostile words stay words, and neither part of Reports has a serious barrier', async ({
  vouch,
  folder,
}) => {
  test.slow();
  const { page } = vouch;
  await openReportCase(vouch, folder);
  await makeExhibit(vouch, hostile);
  await vouch.show('Reports');
  await expectNoBarrier(page, 'no draft');
  await page.getByRole('button', { name: 'New draft' }).click();
  await page.getByLabel('Number').fill('R-1');
  await page.getByLabel('Title', { exact: true }).fill(hostile);
  await page.getByRole('button', { name: 'Add a part' }).click();
  await page.getByLabel('Heading').fill(hostile);
  await page.getByRole('textbox', { name: /^Text of/ }).fill(`# ${hostile}\n\n- ${hostile}`);
  await page.getByText('What leaves', { exact: true }).click();
  await expect(page.getByText('3 entries leave whole')).toBeVisible();
  await page.getByRole('button', { name: 'Withhold entries…' }).click();
  await page.getByRole('dialog').getByRole('checkbox').first().check();
  await expectNoBarrier(page, 'the lines to withhold');
  await page.getByRole('button', { name: 'Withhold', exact: true }).click();
  await page.getByLabel('Reason').fill(hostile);
  await expect(page.getByText('1 withheld')).toBeVisible();
  await page.getByText('Write', { exact: true }).click();
  const preview = page.getByRole('region', { name: 'Preview' });
  await expect(preview.getByText('RLO').first()).toBeVisible();
  await expect(preview.locator('img')).toHaveCount(0);
  // The preview, and a report that was checked, are documents of their own, whose headings begin anew.
  await expectNoBarrier(page, 'a draft', { without: ['heading-order'] });
  await page.screenshot({ path: test.info().outputPath('draft.png') });
  await page.setViewportSize({ width: 1000, height: 860 });
  await page.screenshot({ path: test.info().outputPath('draft-1000.png') });
  await page.getByRole('button', { name: 'Produce…' }).click();
  await makeIdentityInPlace(page);
  await expectNoBarrier(page, 'the dialog that produces');
  await page.screenshot({ path: test.info().outputPath('produce.png') });
  await page.getByRole('checkbox', { name: /I have looked at what leaves/ }).check();
  await page.getByRole('button', { name: 'Verify, sign and produce' }).click();
  await expect(page.getByRole('dialog', { name: 'R-1 is produced and signed.' })).toBeVisible();
  await expectNoBarrier(page, 'a report that was produced');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the pack…' }).click();
  const pack = await (await download).path();
  await page.getByRole('button', { name: 'Close' }).click();
  await expectNoBarrier(page, 'the produced reports');
  await page.screenshot({ path: test.info().outputPath('produced.png') });
  await page.getByRole('tab', { name: 'Check a report' }).click();
  await page.getByLabel('Report to check').setInputFiles(pack);
  await expect(page.getByText('0 failed')).toBeVisible();
  await page
    .getByRole('button', { name: /Signature of the preparer/ })
    .first()
    .click();
  await expectNoBarrier(page, 'a report that was checked', { without: ['heading-order'] });
  await page.screenshot({ path: test.info().outputPath('checked.png') });
  await page.setViewportSize({ width: 1280, height: 860 });
  await page.screenshot({ path: test.info().outputPath('checked-1280.png') });
});

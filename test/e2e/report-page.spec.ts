import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, expect, test } from '@playwright/test';
import { findChromium } from '../../scripts/test/find-chromium.ts';
import type { ReportExtract } from '../../shared/report/extract.ts';
import { renderHtml } from '../../shared/report/html/render-html.ts';
import { makeReport } from '../../shared/report/make-report.ts';
import type { ReportOrder } from '../../shared/report/order.ts';
import { toReportDocument } from '../../shared/report/to-document.ts';
import { hostileTexts } from '../support/hostile-texts.ts';
import {
  caseOf,
  event,
  exhibitOf,
  extractBundle,
  extractEntries,
  sealEvents,
  smallOrder,
  twoLogCase,
} from '../support/report-extract.ts';
import { expectNoBarrier } from './no-barrier.ts';

// The page of a report is opened as whoever receives it does: as a file, by a browser that knows nothing of Vouch.
let browser: Browser;
let folder: string;
let address: string;
let plainAddress: string;

test.beforeAll(async () => {
  const found = findChromium();
  browser = await chromium.launch({
    executablePath: found.path,
    env: { ...process.env, ...found.environment },
    args: ['--no-sandbox'],
  });
  folder = mkdtempSync(join(tmpdir(), 'vouch-report-page-'));
  const path = join(folder, 'report.html');
  writeFileSync(path, await hostilePage());
  address = pathToFileURL(path).href;
  const plain = join(folder, 'plain.html');
  writeFileSync(plain, pageOf(await twoLogCase()));
  plainAddress = pathToFileURL(plain).href;
});

test.afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A page with hostile text wherever text can be. */
async function hostilePage(): Promise<Uint8Array> {
  const texts = hostileTexts.filter(({ length }) => length < 500);
  const members = await sealEvents(texts.map((text) => ({ ...event(text, text, text, text), email: text })));
  const bundle = await extractBundle(members);
  const entries = extractEntries(members, bundle);
  const extract = { ...caseOf([bundle], entries), exhibits: [exhibitOf(entries)] };
  const said = texts.join('\n\n').replaceAll('[@', '[ @');
  const order = {
    ...smallOrder(),
    narrative: [{ heading: '</h2><script>alert(1)</script>', markdown: said }],
    limitations: texts,
  };
  return pageOf({ extract, order });
}

function pageOf({ extract, order }: { extract: ReportExtract; order: ReportOrder }): Uint8Array {
  const made = makeReport(extract, order);
  if (made.kind === 'refused') throw new Error(made.problems.map(({ statement }) => statement).join('\n'));
  return renderHtml(toReportDocument(made.record, '00'.repeat(32)));
}

/** Opens the page and keeps all that it does besides being shown. */
async function open(width: number, colorScheme: 'light' | 'dark', url = address) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme,
    bypassCSP: false,
  });
  const page = await context.newPage();
  const happened: string[] = [];
  page.on('request', (request) => request.url() !== url && happened.push(`request ${request.url()}`));
  page.on('console', (message) => happened.push(`console ${message.text()}`));
  page.on('dialog', (dialog) => {
    happened.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => happened.push(`error ${error.message}`));
  await page.goto(url);
  return { page, happened, close: () => context.close() };
}

for (const [width, scheme] of [
  [1280, 'light'],
  [480, 'dark'],
] as const) {
  test(`a page of hostile text loads nothing, runs nothing and is as wide as its window of ${width} pixels`, async () => {
    const { page, happened, close } = await open(width, scheme);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    expect(await page.evaluate(() => document.scripts.length + document.images.length + frames.length)).toBe(
      0,
    );
    expect(happened).toEqual([]);
    await close();
  });
}

test('its policy stops a script that somebody writes into it afterwards', async () => {
  const { page, close } = await open(1280, 'light');
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "ran"';
    document.body.append(script);
    return document.title;
  });
  expect(ran).not.toBe('ran');
  await close();
});

test('it has no serious barrier, in light colours or dark ones', async () => {
  // Of a page with everything that a report has; of ten times as many entries axe asks for half a minute.
  const { page, close } = await open(1280, 'light', plainAddress);
  await expectNoBarrier(page, 'the page of a report');
  await close();
});

test('it is light on paper although the screen is dark', async () => {
  const { page, close } = await open(1280, 'dark');
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const ground = await page.evaluate(() => getComputedStyle(document.body).color);
  expect(ground).toBe('rgb(26, 31, 39)');
  await close();
});

test('it is walked through by keyboard: a way past the contents, and links to every section', async () => {
  const { page, close } = await open(1280, 'light');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the report' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: /This report$/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#report$/);
  await expect(page.getByRole('region', { name: /How to check this report/ })).toBeVisible();
  await close();
});

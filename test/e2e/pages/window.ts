import { expect, type Locator, type Page } from '@playwright/test';
import { BundlesScreen } from './bundles-screen.ts';
import { CustodyScreen } from './custody-screen.ts';
import { ExploreScreen } from './explore-screen.ts';
import { HomeScreen } from './home-screen.ts';
import { TrustScreen } from './trust-screen.ts';

export type ScreenName = 'Home' | 'Bundles' | 'Explore' | 'Findings' | 'Reports' | 'Trust' | 'Custody';

/** The frame of the window, and the way to each screen. */
export class Window {
  readonly page: Page;
  readonly home: HomeScreen;
  readonly bundles: BundlesScreen;
  readonly explore: ExploreScreen;
  readonly trust: TrustScreen;
  readonly custody: CustodyScreen;
  /** The only place that may show a verdict. */
  readonly verdict: Locator;
  readonly verdictElements: Locator;
  /** The line above each screen of a case: whether what is below was compared with the bytes. */
  readonly storedCopy: Locator;
  /** What could not be opened, and why. */
  readonly notice: Locator;

  constructor(page: Page) {
    this.page = page;
    this.home = new HomeScreen(page);
    this.bundles = new BundlesScreen(page);
    this.explore = new ExploreScreen(page);
    this.trust = new TrustScreen(page);
    this.custody = new CustodyScreen(page);
    this.verdict = page.getByRole('status', { name: /^Verdict:/ });
    this.verdictElements = page.locator('[data-verdict]');
    this.storedCopy = page.getByRole('region', { name: 'Stored copy' });
    this.notice = page.getByRole('alert');
  }

  async show(screen: ScreenName): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: screen }).click();
    await expect(this.page).toHaveTitle(`${screen} · Vouch`);
    // Its program may still be on the way.
    await expect(this.page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  }
}

import type { Locator, Page } from '@playwright/test';

/** Where a person opens a bundle, the sample, or a case of before. */
export class HomeScreen {
  readonly openSample: Locator;
  readonly openBundle: Locator;
  readonly recentCases: Locator;
  readonly stopOpening: Locator;
  readonly #fileInput: Locator;

  constructor(page: Page) {
    this.openSample = page.getByRole('button', { name: 'Open the sample case' });
    this.openBundle = page.getByRole('button', { name: 'Open bundle…' });
    this.recentCases = page.getByRole('region', { name: 'Recent cases' });
    this.stopOpening = page.getByRole('button', { name: /^Stop opening/ });
    this.#fileInput = page.getByLabel('Bundle files', { exact: true });
  }

  async open(...paths: readonly string[]): Promise<void> {
    await this.#fileInput.setInputFiles([...paths]);
  }
}

import type { Locator, Page } from '@playwright/test';

export type AxisName = 'Bytes' | 'Signer' | 'Completeness' | 'Time';

/** What is proven about a bundle, and what arrived. */
export class BundlesScreen {
  readonly list: Locator;
  readonly receipt: Locator;
  readonly offeredKeys: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.list = page.getByRole('list', { name: 'Bundles of this case' });
    this.receipt = page.getByRole('region', { name: 'Import receipt' });
    this.offeredKeys = page.getByRole('region', { name: 'Keys offered by this bundle' });
  }

  /** The button of an axis; its name holds the axis, its question, its words and the tally of its checks. */
  axis(name: AxisName): Locator {
    return this.#page
      .getByRole('region', { name: 'What is proven' })
      .getByRole('button', { name: new RegExp(`^${name}`) });
  }

  /** The failed checks of an axis that is open, as an axis with a failure is from the start. */
  failedChecks(name: AxisName): Locator {
    return this.#page
      .getByRole('group', { name: new RegExp(`^${name}`) })
      .getByRole('button', { name: /^Failed/ });
  }

  async add(...paths: readonly string[]): Promise<void> {
    await this.#page.getByLabel('Bundle files to add to this case').setInputFiles([...paths]);
  }
}

import type { Locator, Page } from '@playwright/test';

/** What was done in the case. */
export class CustodyScreen {
  readonly records: Locator;
  readonly state: Locator;

  constructor(page: Page) {
    this.records = page.getByRole('main').getByRole('table').getByRole('row');
    this.state = page.getByRole('main').getByRole('status').filter({ hasText: 'chain' });
  }
}

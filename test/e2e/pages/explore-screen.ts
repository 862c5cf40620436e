import type { Locator, Page } from '@playwright/test';

/** The table of entries, and the panel beside it with one of them. */
export class ExploreScreen {
  readonly grid: Locator;
  readonly panel: Locator;
  readonly rawText: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.grid = page.getByRole('grid', { name: 'Entries' });
    this.panel = page.getByRole('complementary', { name: 'Entry' });
    this.rawText = this.panel.getByRole('tabpanel', { name: 'Text' });
  }

  /** One of the parts of the entry: they share one place. */
  async openPart(name: 'Fields' | 'Raw' | 'Proof' | 'Neighbours' | 'Notes'): Promise<void> {
    await this.panel.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
  }

  /** The row of a line, counted from 1 as text editors do. */
  row(line: number): Locator {
    return this.#page.locator(`[role=row][aria-rowindex="${line + 1}"]`);
  }
}

import type { Locator, Page } from '@playwright/test';

/** The query on Explore, what is said of its result, and the searches of the case. */
export class SearchArea {
  readonly field: Locator;
  readonly options: Locator;
  readonly terms: Locator;
  /** How many lines were found of how many. */
  readonly total: Locator;
  readonly words: Locator;
  /** What is wrong with the query, or its terms. */
  readonly below: Locator;
  readonly searches: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    const area = page.getByRole('search', { name: 'Search' });
    this.field = area.getByRole('combobox', { name: 'Query' });
    this.options = area.getByRole('option');
    this.terms = area.getByRole('toolbar', { name: 'Terms of the query' });
    this.below = page.locator('.query-below');
    this.total = page.locator('.result-total');
    this.words = page.locator('.result-words');
    this.searches = page.getByRole('dialog', { name: 'Searches' });
  }

  /** Types a query in place of the one that stands there, as a person with a keyboard does. */
  async run(query: string): Promise<void> {
    await this.field.focus();
    await this.#page.keyboard.press('Control+a');
    await this.#page.keyboard.type(query);
    await this.#page.keyboard.press('Enter');
  }

  async openSearches(tab: 'Saved' | 'Past'): Promise<void> {
    await this.#page.getByRole('button', { name: 'Searches', exact: true }).click();
    await this.searches.getByRole('tab', { name: tab }).click();
  }
}

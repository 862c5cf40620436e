import type { Locator, Page } from '@playwright/test';

/** What Explore shows of a result besides its total: facets, bars over time, and the table. */
export class ResultArea {
  readonly bars: Locator;
  readonly barsReading: Locator;
  readonly tools: Locator;
  /** What was chosen or copied last. */
  readonly said: Locator;
  readonly headers: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.bars = page.getByRole('slider', { name: /^Lines over time/ });
    this.barsReading = page.locator('.histogram-reading');
    this.tools = page.getByRole('toolbar', { name: 'Table' });
    this.said = this.tools.getByRole('status');
    this.headers = page.getByRole('grid', { name: 'Entries' }).getByRole('columnheader');
  }

  /** The row at a place of the result, counted from 1. */
  row(place: number): Locator {
    return this.#page.locator(`[role=grid] [role=row][aria-rowindex="${place + 1}"]`);
  }

  /** A cell of that row, by the number of its column. */
  cell(place: number, column: number): Locator {
    return this.row(place).locator(`[role=gridcell][aria-colindex="${column}"]`);
  }

  header(name: string): Locator {
    return this.headers.filter({ hasText: name });
  }

  facet(field: string): Locator {
    return this.#page
      .getByRole('region', { name: 'Facets' })
      .getByRole('region', { name: field, exact: true });
  }

  /** The values that a facet lists, with their counts, from top to bottom: all read in one moment, since rows come and go. */
  async facetLines(field: string): Promise<readonly string[]> {
    return this.facet(field)
      .locator('.facet-include')
      .evaluateAll((rows) => {
        const textOf = (row: Element, part: string) => row.querySelector(part)?.textContent ?? '';
        return rows.map((row) => `${textOf(row, '.facet-text')} ${textOf(row, '.facet-count')}`);
      });
  }
}

import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Fails for what a person with a screen reader, or with weak eyes, would not get past on this page as it is now. */
export async function expectNoBarrier(page: Page, what: string): Promise<void> {
  // The component library speaks through an element of this role and leaves its last words there for some seconds.
  const { violations, passes } = await new AxeBuilder({ page }).exclude('[role="log"]').analyze();
  expect(passes.length, 'rules that found something to look at').toBeGreaterThan(10);
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes.map(({ target }) => target.join(' ')).slice(0, 5),
    }));
  expect(serious, what).toEqual([]);
}

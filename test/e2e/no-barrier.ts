import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** The rules whose answer depends on colours; all others find the same in a light and in a dark window. */
const colourRules = ['color-contrast', 'link-in-text-block'];

interface Looking {
  /** A part of the page, by its selector. */
  readonly within?: string;
  /** Rules, none of them about a serious barrier, that it does not keep for a reason that its test says. */
  readonly without?: readonly string[];
}

/**
 * Fails for what a person with a screen reader, or with weak eyes, would not get past on this page as it is now: in its colours with every
 * rule, then in those of the other appearance with the rules of colours. Leaves the page in the appearance that it had.
 */
export async function expectNoBarrier(page: Page, what: string, looking: Looking = {}): Promise<void> {
  expect(await barriersIn(page, looking), what).toEqual([]);
  const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  await page.emulateMedia({ colorScheme: isDark ? 'light' : 'dark' });
  const inOthers = await barriersIn(page, looking, colourRules);
  await page.emulateMedia({ colorScheme: isDark ? 'dark' : 'light' });
  expect(inOthers, `${what}, ${isDark ? 'light' : 'dark'}`).toEqual([]);
}

async function barriersIn(page: Page, { within, without = [] }: Looking, only?: readonly string[]) {
  const builder = new AxeBuilder({ page });
  // Without a part of it, the rules for whole pages are asked as well.
  if (within !== undefined) builder.include(within);
  const { violations, passes } = await builder
    // The component library speaks through an element of this role and leaves its last words there for some seconds.
    .exclude('[role="log"]')
    .options({
      // What passed is counted and not listed: of some thousand elements that takes longer than all rules.
      resultTypes: ['violations'],
      rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
      ...(only === undefined ? {} : { runOnly: { type: 'rule', values: [...only] } }),
    })
    // The page has no frames, so no other page has to be opened to put answers together.
    .setLegacyMode()
    .analyze();
  expect(passes.length, 'rules that found something to look at').toBeGreaterThan(only === undefined ? 10 : 0);
  return violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map(({ target }) => target.join(' ')).slice(0, 5),
  }));
}

import { join } from 'node:path';
import { expect, test } from './fixture.ts';
import { ResultArea } from './pages/result-area.ts';
import { SearchArea } from './pages/search-area.ts';
import type { Window } from './pages/window.ts';
import { writeSealed } from './sealed-file.ts';

const actors = ['alice', 'bob', 'carol', 'dave', 'erin', 'frank', 'grace', 'heidi'];

/** Sixty events: `alice` has sixteen of them, every other actor fewer; a tenth says nothing of its outcome. */
const events = Array.from({ length: 60 }, (_, index) => ({
  ts: `2026-03-0${1 + (index % 4)}T${String(index % 24).padStart(2, '0')}:15:00Z`,
  actor: { id: index % 4 === 0 ? 'alice' : actors[1 + (index % 7)] },
  action: index % 5 === 0 ? '<b>delete</b>\u202e' : 'read',
  ...(index % 10 === 9 ? {} : { outcome: index % 3 === 0 ? 'failure' : 'success' }),
  user: { email: `u${index % 3}@example.com` },
}));
const mapping = { actor: '/actor/id', action: '/action', outcome: '/outcome', service: '/service' };
type Event = (typeof events)[number];

function countOf(isWanted: (event: Event) => boolean): number {
  return events.filter(isWanted).length;
}

async function openEvents(vouch: Window, folder: string) {
  const path = join(folder, 'events.evb.zip');
  await writeSealed(path, events, { mapping, segmentLines: 64 });
  await vouch.home.open(path);
  await expect(vouch.verdict).toHaveAccessibleName(/^Verdict: INTACT/);
  await vouch.show('Explore');
  const search = new SearchArea(vouch.page);
  await expect(search.total).toHaveText('60 lines');
  return { search, result: new ResultArea(vouch.page) };
}

test('values are counted over the whole result, and asked for, added, excluded and undone by the mouse', async ({
  vouch,
  folder,
}) => {
  const { page } = vouch;
  const { search, result } = await openEvents(vouch, folder);
  const alice = countOf(({ actor }) => actor.id === 'alice');
  const top = [...new Set(events.map(({ actor }) => actor.id))]
    .map((id) => ({ id, count: countOf(({ actor }) => actor.id === id) }))
    .toSorted((one, other) => other.count - one.count || ((one.id ?? '') < (other.id ?? '') ? -1 : 1));
  const listed = top.slice(0, 5);
  await expect
    .poll(() => result.facetLines('Actor'))
    .toEqual(listed.map(({ id, count }) => `${id} ${count}`));
  const others = 60 - listed.reduce((sum, { count }) => sum + count, 0);
  await expect(result.facet('Actor')).toContainText(`${top.length - 5} other values, ${others} lines`);
  await expect(result.facet('Outcome')).toContainText(`absent${countOf((event) => !('outcome' in event))}`);

  await result
    .facet('Actor')
    .getByRole('button', { name: `Include alice, ${alice} lines` })
    .click();
  await expect(search.field).toHaveValue('actor=alice');
  await expect(search.total).toHaveText(`${alice} of 60 lines`);
  // The other actors stay, counted without the term itself, so that a second one can be added.
  const second = listed.find(({ id }) => id !== 'alice');
  await result
    .facet('Actor')
    .getByRole('button', { name: `Include ${second?.id}, ` })
    .click();
  await expect(search.field).toHaveValue(`actor=(alice or ${second?.id})`);
  await expect(search.total).toHaveText(`${alice + (second?.count ?? 0)} of 60 lines`);

  const failure = result.facet('Outcome').getByRole('row').filter({ hasText: 'failure' });
  await failure.hover();
  await failure.getByRole('button', { name: 'Exclude failure' }).click();
  await expect(search.field).toHaveValue(`actor=(alice or ${second?.id}) -outcome=failure`);
  const left = ({ actor, ...rest }: Event) =>
    (actor.id === 'alice' || actor.id === second?.id) && !('outcome' in rest && rest.outcome === 'failure');
  await expect(search.total).toHaveText(`${countOf(left)} of 60 lines`);
  await failure.hover();
  await failure.getByRole('button', { name: 'Do not exclude failure any more' }).click();
  await expect(search.field).toHaveValue(`actor=(alice or ${second?.id})`);

  // Evidence is text: nothing of it is markup, and what turns its neighbours around is a mark.
  const action = result.facet('Action').getByRole('row').filter({ hasText: '<b>delete</b>' });
  await expect(action.locator('.mark')).toHaveText('RLO');
  await action.hover();
  await action.getByRole('button', { name: /^Only/ }).click();
  await expect(search.terms).toContainText('delete');
  const both = ({ action: each, actor }: Event) =>
    each !== 'read' && (actor.id === 'alice' || actor.id === second?.id);
  await expect(search.total).toHaveText(`${countOf(both)} of 60 lines`);
  await expect(page.locator('.facets b')).toHaveCount(0);
});

test('a facet is added, searched in, walked through and removed by keyboard alone, and is there after a restart', async ({
  vouch,
  folder,
  restart,
}) => {
  const { page } = vouch;
  const { search, result } = await openEvents(vouch, folder);
  await page.getByRole('button', { name: 'Add a facet' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.type('email');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect.poll(() => result.facetLines('user.email')).toHaveLength(3);

  // One stop of the Tab key for the whole list; arrows go through it.
  await result
    .facet('user.email')
    .getByRole('button', { name: /^Include u0/ })
    .focus();
  await page.keyboard.press('ArrowDown');
  await expect(result.facet('user.email').getByRole('button', { name: /^Include u1/ })).toBeFocused();
  await page.keyboard.press('-');
  await expect(search.field).toHaveValue('-user.email=u1@example.com');
  await expect(search.total).toHaveText('40 of 60 lines');
  await page.keyboard.press('Home');
  await expect(result.facet('user.email').getByRole('button', { name: /^Include u0/ })).toBeFocused();
  await page.keyboard.press('o');
  await expect(search.field).toHaveValue(/^-user\.email=u1@example\.com user\.email=u0@example\.com$/);
  await page.keyboard.press('Enter');
  await expect(search.field).toHaveValue('-user.email=u1@example.com');

  await result.facet('user.email').getByRole('button', { name: 'Search in user.email' }).focus();
  await page.keyboard.press('Enter');
  await expect(result.facet('user.email').getByRole('textbox')).toBeFocused();
  await page.keyboard.type('u2@');
  await expect.poll(() => result.facetLines('user.email')).toEqual(['u2@example.com 20']);
  await page.keyboard.press('Escape');
  await expect.poll(() => result.facetLines('user.email')).toHaveLength(3);

  await result.facet('Service').getByRole('button', { name: 'What to do with Service' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Remove' }).press('Enter');
  await expect(result.facet('Service')).toHaveCount(0);

  const again = await restart();
  await again.home.recentCases.getByRole('link').click();
  await again.show('Explore');
  const after = new ResultArea(again.page);
  await expect(after.facet('user.email')).toBeVisible();
  await expect(after.facet('Action')).toBeVisible();
  await expect(after.facet('Service')).toHaveCount(0);
});

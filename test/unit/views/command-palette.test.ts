import { describe, expect, it } from 'vitest';
import { parseRoute } from '../../../renderer/views/app/route.ts';
import { findChoices } from '../../../renderer/views/palette/find-choices.ts';
import { listChoices } from '../../../renderer/views/palette/list-choices.ts';
import { keyOfChoice, type PaletteChoice } from '../../../renderer/views/palette/palette-choice.ts';
import { routeOfChoice } from '../../../renderer/views/palette/route-of-choice.ts';
import type { BundleView, CaseSummary, CaseView } from '../../../shared/contract/case-protocol.ts';

/** Of a case only what the palette reads. */
function bundleOf(bundleId: string, fileName: string, lines: number): BundleView {
  const receipt = { members: [{ path: 'a', lines }, { path: 'b' }] };
  return { bundleId, fileName, verdict: null, receipt } as unknown as BundleView; // the rest is not read
}

const bundle = bundleOf('b-1', 'acme-q3.evb.zip', 12_345);
const view = { case: { caseId: 'c-1' }, bundles: [bundle, bundleOf('b-2', 'night log.zip', 1)] };
const summary: CaseSummary = {
  caseId: 'c-2',
  name: 'Payroll, second quarter',
  kind: 'own',
  createdAt: 0,
  openedAt: 5,
  bundleCount: 2,
  entryCount: 9,
  isEncrypted: false,
};
const cases = [
  { ...summary, caseId: 'c-1', name: 'The open one' },
  { ...summary, caseId: 'c-3', name: 'Older', openedAt: 1 },
  { caseId: 'c-4', createdAt: 0, openedAt: 9, isLocked: true } as const,
  summary,
];
const all = listChoices({ view: view as unknown as CaseView, cases });
const namesOf = (choices: readonly PaletteChoice[]) => choices.map(({ name }) => name);
const find = (text: string) => findChoices(text, all, bundle);

describe('The field that leads everywhere', () => {
  it('lists screens, bundles, and other cases, neither the open one nor one whose name is not known', () => {
    expect(namesOf(all)).toEqual([
      'Home',
      'Bundles',
      'Explore',
      'Findings',
      'Reports',
      'Trust',
      'Custody',
      'acme-q3.evb.zip',
      'night log.zip',
      'Payroll, second quarter',
      'Older',
    ]);
    expect(new Set(all.map(keyOfChoice)).size).toBe(all.length);
  });

  it('finds by the beginnings of words, in any order, and puts first what begins so', () => {
    expect(namesOf(find('q3')).slice(0, 1)).toEqual(['acme-q3.evb.zip']);
    expect(namesOf(find('quarter pay')).slice(0, 1)).toEqual(['Payroll, second quarter']);
    expect(namesOf(find('LOG'))).toEqual(['night log.zip', 'LOG']);
    expect(namesOf(find('ayroll'))).toEqual(['ayroll']);
  });

  it('takes what is typed for a query at last, as it was typed', () => {
    expect(find(' Actor:Alice ').at(-1)).toEqual({
      kind: 'query',
      query: 'Actor:Alice',
      name: 'Actor:Alice',
    });
    expect(findChoices('actor:alice', listChoices({ view: null, cases: [] }), null)).toEqual([]);
  });

  it.each([
    ['1', 0],
    ['12,345', 12_344],
    ['line 12345', 12_344],
  ])('takes %s for the number of a line', (text, ordinal) => {
    expect(find(text)[0]).toMatchObject({ kind: 'line', bundleId: 'b-1', ordinal });
  });

  it.each(['0', '12346', '1,2345', '-1', '1.5', '1e3', '99999999999999999999'])(
    'does not take %s for one: no line has this number',
    (text) => {
      expect(find(text).filter(({ kind }) => kind === 'line')).toEqual([]);
    },
  );

  it('leaves the search when it goes to another case, and keeps it within one', () => {
    const route = parseRoute('#/explore?case=c-1&bundle=b-1&query=a&in=case');
    const change = (choice: PaletteChoice | undefined) => choice && routeOfChoice(choice, route);
    expect(change(find('payroll')[0])).toMatchObject({
      screen: 'bundles',
      caseId: 'c-2',
      search: { query: '' },
    });
    expect(change(find('x y').at(-1))).toMatchObject({
      screen: 'explore',
      search: { query: 'x y', sources: 'case' },
    });
    expect(change(find('2')[0])).toEqual({ screen: 'explore', bundleId: 'b-1', ordinal: 1 });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type FacetChoice,
  facetChoices,
  mostFacets,
  nextCount,
  toOrders,
  withFacet,
  withFacetChanged,
  withFacetMoved,
} from '../../../renderer/views/explore/facets/facet-choice.ts';
import {
  excludedTexts,
  standingsOf,
  type ValueEdit,
  withFieldValue,
  withoutAsked,
  withValue,
} from '../../../renderer/views/explore/facets/facet-edits.ts';
import { facetLines } from '../../../renderer/views/explore/facets/facet-lines.ts';
import { rovingTarget } from '../../../renderer/views/explore/facets/roving-focus.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';

const text = (value: string) => ({ kind: 'text', text: value }) as const;
const edit = (query: string, value: string, how: ValueEdit) => withFieldValue(query, 'actor', value, how);

describe('a value that is chosen in a facet', () => {
  it('is asked for besides all that is asked already', () => {
    expect(edit('', 'alice', 'include')).toBe('actor=alice');
    expect(edit('login outcome=failure', 'alice', 'include')).toBe('login outcome=failure actor=alice');
  });

  it('is enough beside another one of the same field', () => {
    expect(edit('actor=alice login', 'bob', 'include')).toBe('actor=(alice or bob) login');
    expect(edit('actor=(alice or bob)', 'carol', 'include')).toBe('actor=(alice or bob or carol)');
  });

  it('is taken back by choosing it again', () => {
    expect(edit('actor=(alice or bob) login', 'bob', 'include')).toBe('actor=alice login');
    expect(edit('actor=alice login', 'alice', 'include')).toBe('login');
    expect(edit('login -actor=alice', 'alice', 'exclude')).toBe('login');
  });

  it('is left out, also when it was asked for before', () => {
    expect(edit('login', 'alice', 'exclude')).toBe('login -actor=alice');
    expect(edit('actor=alice', 'alice', 'exclude')).toBe('-actor=alice');
    expect(edit('-actor=alice', 'alice', 'include')).toBe('actor=alice');
  });

  it('is asked for alone instead of the other values of its field, and of no other field', () => {
    expect(edit('actor=(alice or bob) outcome=failure', 'carol', 'only')).toBe('outcome=failure actor=carol');
  });

  it('leaves an or of two fields the one question that it is', () => {
    const query = edit('actor=alice or action=login', 'bob', 'include');
    expect(query).toBe('(actor=alice or action=login) actor=bob');
  });

  it('leaves a query alone that cannot be read', () => {
    expect(edit('actor=(', 'alice', 'include')).toBe('actor=(');
    expect(standingsOf('actor=(', 'actor')(text('alice'))).toBe('not-asked');
    expect(withoutAsked('actor=(', 'actor')).toBeNull();
  });

  it('may be that there is none', () => {
    const absent = { kind: 'presence', presence: 'absent' } as const;
    const asked = withValue('login', 'actor', absent, 'include');
    expect(asked).toBe('login missing:actor');
    expect(standingsOf(asked, 'actor')(absent)).toBe('asked');
    expect(withValue('login', 'actor', { kind: 'presence', presence: 'withheld' }, 'exclude')).toBe(
      'login -withheld:actor',
    );
  });

  it('asks for exactly that text, whatever evidence wrote into it', () => {
    const fields = fc.constantFrom('actor', 'user.email', 'odd name', 'or', '"');
    const texts = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 20 })
      .filter((value) => !/\p{Surrogate}/u.test(value));
    const edits = fc.constantFrom('include', 'exclude', 'only');
    fc.assert(
      fc.property(fields, texts, texts, edits, (field, value, other, how) => {
        fc.pre(value !== other);
        const before = withFieldValue('login', field, other, 'include');
        const query = withFieldValue(before, field, value, how);
        expect(parseQuery(query).kind).toBe('query');
        const standing = standingsOf(query, field);
        expect(standing(text(value))).toBe(how === 'exclude' ? 'excluded' : 'asked');
        expect(standing(text(other))).toBe(how === 'only' ? 'not-asked' : 'asked');
        // Undone, the query is what it was.
        if (how !== 'only') expect(withFieldValue(query, field, value, how)).toBe(before);
      }),
    );
  });
});

describe('what a facet lists', () => {
  const facet = {
    field: 'actor',
    values: [
      { text: 'alice', count: 5 },
      { text: 'bob', count: 2 },
    ],
    others: { values: 0, lines: 0 },
    absent: 3,
    empty: 0,
    withheld: 0,
  };

  it('are its values and why lines have none, each as the query stands to it', () => {
    const lines = facetLines(facet, 'actor=bob', '');
    expect(lines.map(({ value, count, standing }) => [value, count, standing])).toEqual([
      [text('alice'), 5, 'not-asked'],
      [text('bob'), 2, 'asked'],
      [{ kind: 'presence', presence: 'absent' }, 3, 'not-asked'],
    ]);
  });

  it('are also the values that the query leaves out, so that this can be taken back', () => {
    const lines = facetLines(facet, '-actor=mallory', '');
    expect(lines.find(({ standing }) => standing === 'excluded')).toEqual({
      value: text('mallory'),
      count: 0,
      standing: 'excluded',
    });
    expect(excludedTexts('-actor=mallory -action=login -missing:actor', 'actor')).toEqual(['mallory']);
    expect(facetLines(facet, '-actor=mallory', 'ali').some(({ count }) => count === 0)).toBe(false);
  });

  it('can be counted without what the query asks of the field itself', () => {
    expect(withoutAsked('login actor=(alice or bob)', 'actor')).toBe('login');
    expect(withoutAsked('login -actor=alice', 'actor')).toBeNull();
  });
});

describe('the facets of a case', () => {
  const choice = (field: string): FacetChoice => ({ field, count: 5, isFolded: false });
  const fieldsOf = (choices: readonly FacetChoice[]) => choices.map(({ field }) => field);

  it('are added once, on top, moved and folded', () => {
    const added = withFacet([choice('actor'), choice('action')], 'user.email');
    expect(fieldsOf(added)).toEqual(['user.email', 'actor', 'action']);
    expect(withFacet(added, 'actor')).toBe(added);
    expect(fieldsOf(withFacetMoved(added, 'user.email', 1))).toEqual(['actor', 'user.email', 'action']);
    expect(fieldsOf(withFacetMoved(added, 'action', 1))).toEqual(fieldsOf(added));
    const full = Array.from({ length: mostFacets }, (_, index) => choice(`f${index}`));
    expect(withFacet(full, 'one.more')).toBe(full);
  });

  it('are not counted while they are folded', () => {
    const folded = withFacetChanged([choice('actor'), choice('action')], 'actor', { isFolded: true });
    expect(toOrders(folded, { action: 'log', actor: 'x' })).toEqual([
      { field: 'action', count: 5, containing: 'log' },
    ]);
    expect([nextCount(5), nextCount(20), nextCount(100)]).toEqual([20, 100, null]);
  });

  it('are read back as they were stored, and not at all when something else was stored', () => {
    const stored = [choice('actor'), { field: 'x', count: 20, isFolded: true }];
    expect(facetChoices.parse(JSON.parse(JSON.stringify(stored)))).toEqual(stored);
    for (const other of [null, {}, [null], [{ field: 'a' }], [{ field: 'a', count: 7, isFolded: false }]]) {
      expect(facetChoices.parse(other)).toBeNull();
    }
  });
});

describe('the arrow keys in a list of values', () => {
  it('go from value to value and from button to button, and stay inside', () => {
    const size = { rows: 3, columns: 3 };
    expect(rovingTarget('ArrowDown', { row: 2, column: 1 }, size)).toEqual({ row: 2, column: 1 });
    expect(rovingTarget('End', { row: 0, column: 1 }, size)).toEqual({ row: 2, column: 1 });
    expect(rovingTarget('ArrowRight', { row: 1, column: 2 }, size)).toEqual({ row: 1, column: 2 });
    expect(rovingTarget('Enter', { row: 1, column: 2 }, size)).toBeNull();
  });
});

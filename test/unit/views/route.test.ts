import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { notePrivateCase, renewPrivateCase } from '../../../renderer/client/private-cases.ts';
import { parseRoute, plainSearch, printRoute, railScreens } from '../../../renderer/views/app/route.ts';

describe('the address of the window', () => {
  it('names screen, case, bundle and entry', () => {
    expect(parseRoute('#/explore?case=c1&bundle=b2&entry=19310')).toEqual({
      screen: 'explore',
      caseId: 'c1',
      bundleId: 'b2',
      ordinal: 19_310,
      search: plainSearch,
      entity: null,
      comparison: null,
    });
  });

  it('names what is searched for, where, and in which order', () => {
    expect(
      parseRoute('#/explore?case=c1&query=actor%3Aalice+%3F&sort=time&order=descending&source=b1&source=b2')
        .search,
    ).toEqual({
      query: 'actor:alice ?',
      sort: { by: 'time', isDescending: true },
      sources: ['b1', 'b2'],
    });
    expect(parseRoute('#/explore?in=case').search).toEqual({ ...plainSearch, sources: 'case' });
  });

  it('searches the bundle of the strip when the address names no source', () => {
    expect(parseRoute('#/explore?source=&in=everything&sort=&order=up').search).toEqual(plainSearch);
  });

  it.each(['', '#', '#/', '#/nowhere', '#/%00', '#javascript:alert(1)', '#/../home'])(
    'leads Home from %j',
    (fragment) => {
      expect(parseRoute(fragment)).toEqual({
        screen: 'home',
        caseId: null,
        bundleId: null,
        ordinal: null,
        search: plainSearch,
        entity: null,
        comparison: null,
      });
    },
  );

  it.each(['-1', '1.5', '1e9', '٣', '', '99999999999999999999'])('ignores the entry number %j', (entry) => {
    expect(parseRoute(`#/explore?case=c1&entry=${entry}`).ordinal).toBeNull();
  });

  it('comes back from a reload to the same place, whatever the names are', () => {
    const name = fc.option(fc.string({ unit: 'grapheme', minLength: 1 }));
    const text = fc.string({ unit: 'grapheme', minLength: 1 });
    const join = fc.oneof(
      fc.record({ kind: fc.constant('value' as const), text }),
      fc.record({ kind: fc.constant('unnamed' as const), name: text, text }),
    );
    const entity = fc.record({
      field: fc.constantFrom('actor' as const, 'target' as const, 'address' as const, 'session' as const),
      text,
      joins: fc.array(join, { maxLength: 4 }),
    });
    const side = fc.record({
      query: fc.string({ unit: 'grapheme' }),
      sources: fc.oneof(
        fc.constantFrom('bundle' as const, 'case' as const),
        fc.array(text, { minLength: 1 }),
      ),
    });
    const comparison = fc.record({ left: side, right: side, fields: fc.array(text) });
    const screen = fc.oneof(
      fc.record({
        screen: fc.constantFrom(...railScreens),
        entity: fc.constant(null),
        comparison: fc.constant(null),
      }),
      fc.record({
        screen: fc.constant('entity' as const),
        entity: fc.option(entity),
        comparison: fc.constant(null),
      }),
      fc.record({
        screen: fc.constant('compare' as const),
        entity: fc.constant(null),
        comparison: fc.option(comparison),
      }),
    );
    const place = fc.record({
      caseId: name,
      bundleId: name,
      ordinal: fc.option(fc.nat()),
      search: fc.record({
        query: fc.string({ unit: 'grapheme' }),
        sort: fc.record({ by: fc.string({ unit: 'grapheme', minLength: 1 }), isDescending: fc.boolean() }),
        sources: fc.oneof(
          fc.constantFrom('bundle' as const, 'case' as const),
          fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1 }),
        ),
      }),
    });
    fc.assert(
      fc.property(screen, place, (on, at) => {
        const there = { ...on, ...at };
        expect(parseRoute(printRoute(there))).toEqual(there);
      }),
    );
  });
});

describe('the address of an encrypted case', () => {
  const route = {
    ...parseRoute('#/entity?case=c9&bundle=b2&entry=7'),
    search: { query: 'actor:alice', sort: { by: 'secret', isDescending: true }, sources: ['b1'] },
    entity: { field: 'actor' as const, text: 'alice', joins: [{ kind: 'value' as const, text: 'al' }] },
  };

  it('names the place, and nothing of what is searched for or looked at', () => {
    expect(printRoute(route)).toContain('query=actor%3Aalice');
    notePrivateCase('c9');
    const address = printRoute(route);
    expect(address).toMatch(/^#\/entity\?case=c9&bundle=b2&entry=7&view=[\w-]+$/);
    expect(printRoute(route)).toBe(address);
    expect(parseRoute(address)).toEqual(route);
  });

  it('leads to the case and no further when it is of a window of before', () => {
    notePrivateCase('c9');
    const address = printRoute(route);
    renewPrivateCase('c9');
    expect(parseRoute(address)).toEqual({ ...route, search: plainSearch, entity: null });
    expect(parseRoute('#/explore?case=c9&view=alice').search).toEqual(plainSearch);
    expect(printRoute(route)).not.toBe(address);
  });
});

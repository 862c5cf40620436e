import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRoute, printRoute, screens } from '../../../renderer/views/app/route.ts';

describe('the address of the window', () => {
  it('names screen, case, bundle and entry', () => {
    expect(parseRoute('#/explore?case=c1&bundle=b2&entry=19310')).toEqual({
      screen: 'explore',
      caseId: 'c1',
      bundleId: 'b2',
      ordinal: 19_310,
    });
  });

  it.each(['', '#', '#/', '#/nowhere', '#/%00', '#javascript:alert(1)', '#/../home'])(
    'leads Home from %j',
    (fragment) => {
      expect(parseRoute(fragment)).toEqual({ screen: 'home', caseId: null, bundleId: null, ordinal: null });
    },
  );

  it.each(['-1', '1.5', '1e9', '٣', '', '99999999999999999999'])('ignores the entry number %j', (entry) => {
    expect(parseRoute(`#/explore?case=c1&entry=${entry}`).ordinal).toBeNull();
  });

  it('comes back from a reload to the same place, whatever the names are', () => {
    const name = fc.option(fc.string({ unit: 'grapheme', minLength: 1 }));
    const route = fc.record({
      screen: fc.constantFrom(...screens),
      caseId: name,
      bundleId: name,
      ordinal: fc.option(fc.nat()),
    });
    fc.assert(
      fc.property(route, (there) => {
        expect(parseRoute(printRoute(there))).toEqual(there);
      }),
    );
  });
});

import { expect, it, vi } from 'vitest';
import { derivedOnce } from '../../../shared/bytes/derived-once.ts';

it('derives once for each value, also where nothing comes of it', () => {
  const derive = vi.fn(({ text }: { readonly text: string }) => (text === '' ? undefined : text.length));
  const lengthOf = derivedOnce(derive);
  const [one, same, none] = [{ text: 'one' }, { text: 'one' }, { text: '' }];
  expect([one, one, same, none, none].map(lengthOf)).toEqual([3, 3, 3, undefined, undefined]);
  expect(derive.mock.calls).toEqual([[one], [same], [none]]);
});

it('asks again after a failure', () => {
  let failures = 1;
  const once = derivedOnce((_value: object) => {
    if (failures-- > 0) throw new RangeError('not yet');
    return 7;
  });
  const value = {};
  expect(() => once(value)).toThrow(RangeError);
  expect(once(value)).toBe(7);
});

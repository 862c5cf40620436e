import { expect, it } from 'vitest';
import { byteAt, floatAt, itemAt, offsetAt, valueAt } from '../../../shared/bytes/element-at.ts';
import { BugError } from '../../../shared/bytes/errors.ts';

it('gives the element that is there', () => {
  expect(byteAt(Uint8Array.of(7, 8), 1)).toBe(8);
  expect(offsetAt(Uint32Array.of(7, 2 ** 31), 1)).toBe(2 ** 31);
  expect(floatAt(Float64Array.of(7, 0.5), 1)).toBe(0.5);
  expect(itemAt(['a', 'b'], -1)).toBe('b');
  expect(valueAt(new Map([['a', 7]]), 'a')).toBe(7);
});

it('calls an element that is not there a mistake of ours, and never of the evidence', () => {
  expect(() => byteAt(new Uint8Array(2), 2)).toThrow(BugError);
  expect(() => offsetAt(new Uint32Array(0), 0)).toThrow(BugError);
  expect(() => floatAt(new Float64Array(1), 1)).toThrow(BugError);
  expect(() => itemAt([], -1)).toThrow(BugError);
  expect(() => valueAt(new Map(), 'a')).toThrow(BugError);
});

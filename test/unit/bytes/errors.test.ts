import { expect, it } from 'vitest';
import { asFormatError, BugError, FormatError } from '../../../shared/bytes/errors.ts';

it('what the evidence caused is answered, and what is our own mistake goes on up', () => {
  const format = new FormatError('json', 'Expected a value.', { offset: 3 });
  expect(asFormatError(format)).toBe(format);
  for (const other of [new BugError('ours'), new RangeError('ours'), 'thrown text', undefined]) {
    let caught: unknown = 'nothing';
    try {
      asFormatError(other);
    } catch (thrown) {
      caught = thrown;
    }
    expect(caught).toBe(other);
  }
});

import { describe, expect, it } from 'vitest';
import { BugError, FormatError } from '../../../shared/bytes/errors.ts';
import { tryParse } from '../../../shared/bytes/try-parse.ts';

describe('What a parser says', () => {
  it('is a value, or why there is none', () => {
    expect(tryParse(() => 7)).toEqual({ kind: 'value', value: 7 });
    const error = new FormatError('key', 'no key');
    const refused = tryParse(() => {
      throw error;
    });
    expect(refused).toEqual({ kind: 'error', error });
  });

  it('never hides a mistake of ours', () => {
    const mistaken = () =>
      tryParse(() => {
        throw new BugError('ours');
      });
    expect(mistaken).toThrow(BugError);
  });
});

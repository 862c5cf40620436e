import { describe, expect, it } from 'vitest';
import { parseArmor, renderArmor } from '../../../shared/crypto/armor.ts';

const armor = (...lines: readonly string[]) =>
  ['-----BEGIN X-----', ...lines, '-----END X-----', ''].join('\n');

describe('Armor', () => {
  it('of no bytes is two lines, and reads as no bytes', () => {
    expect(renderArmor(new Uint8Array(0), 'X', 64)).toBe(armor());
    expect(parseArmor(armor(), 'X', 'key')).toEqual(new Uint8Array(0));
  });

  it.each([
    ['no line', '', 1],
    ['its first line alone', '-----BEGIN X-----\n', 1],
    ['no last line', '-----BEGIN X-----\nAAAA\n', 2],
    ['an empty line', armor('AAAA', '', 'AAAA'), 3],
    ['a line that is too long', armor('A'.repeat(80)), 2],
    ['base64 in a second spelling', armor('AAAA', 'AB=='), 3],
  ])('with %s is refused at its line', (_what, text, line) => {
    expect(() => parseArmor(text, 'X', 'key')).toThrow(
      expect.objectContaining({ code: 'key', place: { line } }),
    );
  });
});

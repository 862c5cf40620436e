import { expect, test } from 'vitest';
import { passphraseHint, passphraseProblem } from '../../../shared/identity/passphrase.ts';

test('a passphrase of fewer than twelve characters is refused, however they are encoded', () => {
  expect(passphraseProblem('elevenchars')).toContain('11');
  expect(passphraseProblem('twelve chars')).toBeNull();
  expect(passphraseProblem('\u{1F600}'.repeat(11))).toContain('11');
  expect(passphraseProblem('x'.repeat(1_025))).toContain('1024');
});

test.each([
  ['correct horse', 'one-word'],
  ['correct horse battery staple', 'none'],
  ['correct-horse-battery-staple', 'none'],
  ['dK3#pQ9!vT5&wX1@zR7%', 'none'],
  ['short', 'short'],
  ['aaaaaaaaaaaa', 'repeats'],
  ['abababababab', 'repeats'],
  ['2026-11-21 0930', 'digits'],
  ['the auditor likes tea', 'has-name'],
  ['Summer2026!x', 'one-word'],
] as const)('of "%s" it is said: %s', (passphrase, hint) => {
  expect(passphraseHint(passphrase, 'One Auditor')).toBe(hint);
});

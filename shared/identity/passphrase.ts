/** Below this, guessing all of them is no matter of years, whatever scrypt costs. */
export const leastPassphraseLength = 12;
/** More is a pasted file, and each try would pay for it. */
const mostPassphraseLength = 1_024;

/** Why this is no passphrase, or null. */
export function passphraseProblem(passphrase: string): string | null {
  const { length } = [...passphrase];
  if (length < leastPassphraseLength)
    return `A passphrase has at least ${leastPassphraseLength} characters; this one has ${length}.`;
  if (length > mostPassphraseLength) return `A passphrase has at most ${mostPassphraseLength} characters.`;
  return null;
}

/** What makes a passphrase easy to guess, as far as it can be seen: no score, since nobody can compute one. */
export type PassphraseHint = 'short' | 'repeats' | 'one-word' | 'digits' | 'has-name' | 'none';

const fewWordsLength = 20;

export function passphraseHint(passphrase: string, name: string): PassphraseHint {
  const characters = [...passphrase];
  const words = passphrase.trim().split(/[\s\-_.]+/u);
  if (characters.length < leastPassphraseLength) return 'short';
  if (new Set(characters).size * 3 <= characters.length) return 'repeats';
  if (/^[\d\s.\-/]+$/u.test(passphrase)) return 'digits';
  if (hasName(passphrase, name)) return 'has-name';
  return words.length < 3 && characters.length < fewWordsLength ? 'one-word' : 'none';
}

function hasName(passphrase: string, name: string): boolean {
  const text = passphrase.toLowerCase();
  return name
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .some((part) => part.length >= 4 && text.includes(part));
}

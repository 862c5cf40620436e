/**
 * Names the scripts of the first word that mixes alphabets whose letters look alike, or null when none does.
 * Such a word is how one account name is made to look like another: `аdmin` with a Cyrillic first letter.
 */
export function findMixedScripts(text: string): readonly string[] | null {
  for (const [word] of text.matchAll(/[\p{L}\p{M}]+/gu)) {
    const found = lookAlikes.filter(({ pattern }) => pattern.test(word)).map(({ name }) => name);
    if (found.length > 1) return found;
  }
  return null;
}

const lookAlikes = [
  { name: 'Latin', pattern: /\p{Script=Latin}/u },
  { name: 'Cyrillic', pattern: /\p{Script=Cyrillic}/u },
  { name: 'Greek', pattern: /\p{Script=Greek}/u },
  { name: 'Armenian', pattern: /\p{Script=Armenian}/u },
  { name: 'Cherokee', pattern: /\p{Script=Cherokee}/u },
] as const;

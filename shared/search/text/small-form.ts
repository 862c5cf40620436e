import { BitSet } from '../bit-set.ts';

/** All characters that have a small form lie before it, as of Unicode 17; those behind it are asked one by one. */
const looked = 0x20000;
const blockSize = 64;

let changing: BitSet | null = null;

/** Whether a character beyond ASCII may be another one in small letters, by itself or beside others. */
export function mayChange(codePoint: number): boolean {
  changing ??= findChanging();
  return codePoint >= looked || changing.has(codePoint);
}

/**
 * The platform's own small letters: the same rule as for every text that is compared with them. What a character
 * becomes depends on its neighbours for the Greek sigma alone, and that one changes by itself too.
 */
function findChanging(): BitSet {
  const found = new BitSet(looked);
  for (const codePoint of codePointsThat((text) => text.toLowerCase() !== text)) found.add(codePoint);
  return found;
}

/** Characters of which something is said that is said of a text as soon as it is said of one character in it. */
export function codePointsThat(isSaid: (text: string) => boolean): readonly number[] {
  const found: number[] = [];
  for (let first = 0; first < looked; first += blockSize) {
    const characters = Array.from({ length: blockSize }, (_, index) => String.fromCodePoint(first + index));
    // Most blocks have no letters with two forms, and are asked once.
    if (!isSaid(characters.join(''))) continue;
    for (const [index, character] of characters.entries()) if (isSaid(character)) found.push(first + index);
  }
  return found;
}

/** Code points as ranges: first, last, first, last, …; ascending, and no two meet. */
export type CharacterSet = readonly number[];

const lastCodePoint = 0x10ffff;

export const allCharacters: CharacterSet = [0, lastCodePoint];

/** The set of what all these ranges have, in any order. */
export function toCharacterSet(ranges: readonly (readonly [number, number])[]): CharacterSet {
  const set: number[] = [];
  for (const [first, last] of [...ranges].sort(([one], [other]) => one - other)) {
    const before = set.at(-1);
    if (before !== undefined && first <= before + 1) set[set.length - 1] = Math.max(before, last);
    else set.push(first, last);
  }
  return set;
}

export function complementOf(set: CharacterSet): CharacterSet {
  const complement: number[] = [];
  let next = 0;
  for (const [first, last] of rangesOf(set)) {
    if (first > next) complement.push(next, first - 1);
    next = last + 1;
  }
  if (next <= lastCodePoint) complement.push(next, lastCodePoint);
  return complement;
}

export function rangesOf(set: CharacterSet): readonly (readonly [number, number])[] {
  return Array.from(
    { length: set.length / 2 },
    (_, index) => [set[2 * index] ?? 0, set[2 * index + 1] ?? 0] as const,
  );
}

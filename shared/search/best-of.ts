/**
 * The first `most` of the candidates, in the order in which sorting all of them would begin. Of a million candidates
 * nearly all are passed over by one comparison, and few are ever held.
 */
export function bestOf<Item>(
  candidates: Iterable<Item>,
  most: number,
  compare: (one: Item, other: Item) => number,
): readonly Item[] {
  // Twice as many as are wanted are held before the worse half is dropped.
  const room = 2 * most + 64;
  let held: Item[] = [];
  let isCut = false;
  for (const candidate of candidates) {
    const worst = held[most - 1];
    if (isCut && worst !== undefined && compare(candidate, worst) > 0) continue;
    held.push(candidate);
    if (held.length < room) continue;
    held = held.sort(compare).slice(0, most);
    isCut = true;
  }
  return held.sort(compare).slice(0, most);
}

/** Sorted by keys, the first that differs decides: texts by UTF-16 units, so that no locale has a say. */
export function sortedBy<Item>(
  items: readonly Item[],
  keysOf: (item: Item) => readonly (string | number)[],
): readonly Item[] {
  return items
    .map((item) => ({ item, keys: keysOf(item) }))
    .toSorted((one, other) => compareKeys(one.keys, other.keys))
    .map(({ item }) => item);
}

function compareKeys(one: readonly (string | number)[], other: readonly (string | number)[]): number {
  for (const [index, key] of one.entries()) {
    const beside = other[index];
    if (beside === undefined) return 1;
    if (key !== beside) return key < beside ? -1 : 1;
  }
  return one.length - other.length;
}

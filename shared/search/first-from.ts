/** The first index from `start` to before `end` whose number is not below `wanted`; `end` if there is none. They ascend. */
export function firstFrom(
  numbers: Uint16Array | Uint32Array | readonly number[],
  wanted: number,
  start: number,
  end: number,
): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

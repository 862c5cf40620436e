import type { Block } from '../document.ts';

/** `2.1` by the id of the heading; those of the third level have none. */
export type HeadingNumbers = ReadonlyMap<string, string>;

export function numberHeadings(blocks: readonly Block[]): HeadingNumbers {
  const numbers = new Map<string, string>();
  let first = 0;
  let second = 0;
  for (const block of blocks) {
    if (block.kind !== 'heading' || block.level === 3) continue;
    if (block.level === 1) {
      first += 1;
      second = 0;
    } else second += 1;
    numbers.set(block.id, block.level === 1 ? String(first) : `${first}.${second}`);
  }
  return numbers;
}

import { largestPowerOfTwoBelow } from './inclusion-proof.ts';

/** Leaves `from` to before `before`, whose root stands beside the path from a leaf to the root of the tree. */
export interface SiblingRange {
  /** On which side of the path it is digested. */
  readonly side: 'left' | 'right';
  readonly from: number;
  readonly before: number;
}

/** What an inclusion proof is made of, from the leaf up to the root (RFC 9162 section 2.1.3.1). The index must lie below the size. */
export function siblingRanges(index: number, size: number): readonly SiblingRange[] {
  const siblings: SiblingRange[] = [];
  let from = 0;
  let before = size;
  while (before - from > 1) {
    const middle = from + largestPowerOfTwoBelow(before - from);
    if (index < middle) {
      siblings.push({ side: 'right', from: middle, before });
      before = middle;
    } else {
      siblings.push({ side: 'left', from, before: middle });
      from = middle;
    }
  }
  return siblings.toReversed();
}

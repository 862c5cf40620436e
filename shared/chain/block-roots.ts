import { BugError } from '../bytes/errors.ts';
import { type BatchDigests, portableBatchDigests } from '../crypto/batch-digests.ts';
import { digestBytes } from '../crypto/digest.ts';
import { coverRange } from './cover-range.ts';
import type { InclusionProof } from './inclusion-proof.ts';
import { createCompactRange, type Frontier, type Subtree } from './merkle-tree.ts';
import { type SiblingRange, siblingRanges } from './sibling-ranges.ts';

/** The roots of 50 million leaves in such blocks take 1.5 MB, and the leaves of one block are read in a moment. */
export const blockLeaves = 1_024;

/** Leaves of a log that lie one after the other, 32 bytes each. */
export interface LeafRun {
  readonly from: number;
  readonly leaves: Uint8Array;
}

/**
 * The roots of all whole blocks of a range of leaves, and the frontier before it: with the leaves of a few blocks more, the
 * inclusion proof of any leaf. Nothing here is believed: a proof that was made from wrong roots leads to another root.
 */
export class BlockRoots {
  readonly #start: number;
  readonly #digests: BatchDigests;
  readonly #pieces = new Map<number, Subtree>();
  /** Of ranges that proofs have needed, by their ends. */
  readonly #siblings = new Map<string, Uint8Array>();
  #end: number;
  #block: Uint8Array = new Uint8Array(0);

  constructor(frontier: Frontier, digests: BatchDigests = portableBatchDigests) {
    this.#digests = digests;
    this.#start = frontier.size;
    this.#end = frontier.size;
    let at = 0;
    for (const digest of frontier.digests) {
      const leaves = largestPowerOfTwoUpTo(frontier.size - at);
      this.#pieces.set(at, { leaves, digest });
      at += leaves;
    }
  }

  /** Leaves so far, with those before the range. */
  get size(): number {
    return this.#end;
  }

  /** Adds the leaves that come next. */
  append(leaves: Uint8Array): void {
    for (let at = 0; at < leaves.length; ) {
      const placeInBlock = this.#end % blockLeaves;
      const taken = Math.min(leaves.length - at, (blockLeaves - placeInBlock) * digestBytes);
      // A block that begins before the range is no whole one, and no root of it is ever asked for.
      if (this.#end - placeInBlock >= this.#start) this.#fill(leaves.subarray(at, at + taken));
      this.#end += taken / digestBytes;
      at += taken;
      if (this.#end % blockLeaves === 0) this.#closeBlock();
    }
  }

  /** The leaves that a proof needs besides the roots: of the block of the leaf, and of those that are cut by an end. */
  neededLeaves(index: number, size: number): readonly { readonly from: number; readonly before: number }[] {
    const blocks = new Set([blockOf(index)]);
    if (this.#start % blockLeaves !== 0) blocks.add(blockOf(this.#start));
    if (size % blockLeaves !== 0) blocks.add(blockOf(size - 1));
    return [...blocks]
      .toSorted((one, other) => one - other)
      .map((block) => ({
        from: Math.max(this.#start, block * blockLeaves),
        before: Math.min(size, (block + 1) * blockLeaves),
      }));
  }

  /** The proof for a leaf of the range in the tree of a size that the range reaches; `runs` as `neededLeaves` names them. */
  prove(index: number, size: number, runs: readonly LeafRun[]): InclusionProof {
    if (index < this.#start || index >= size || size > this.#end) {
      throw new BugError(
        `There is no proof for leaf ${index} in ${size} from ${this.#start} to ${this.#end}.`,
      );
    }
    return {
      index,
      size,
      path: siblingRanges(index, size).map((range) => this.#siblingRoot(range, index, runs)),
    };
  }

  /** What stands beside the block of a leaf stands beside all leaves of it, and most of it beside all leaves of the log. */
  #siblingRoot(range: SiblingRange, index: number, runs: readonly LeafRun[]): Uint8Array {
    if (blockOf(range.from) === blockOf(index)) return this.#rootOf(range, runs);
    const key = `${range.from} ${range.before}`;
    const root = this.#siblings.get(key) ?? this.#rootOf(range, runs);
    this.#siblings.set(key, root);
    return root;
  }

  #rootOf({ from, before }: SiblingRange, runs: readonly LeafRun[]): Uint8Array {
    const tree = createCompactRange();
    while (from + tree.size < before) {
      for (const piece of this.#piecesFrom(from + tree.size, before, runs)) tree.appendSubtree(piece);
    }
    return tree.root();
  }

  /** The runs come first: a block that one of them has may reach over the end of the tree. */
  #piecesFrom(at: number, before: number, runs: readonly LeafRun[]): readonly Subtree[] {
    const run = runs.find(({ from, leaves }) => at >= from && at < from + leaves.length / digestBytes);
    if (run !== undefined) {
      // A range of siblings begins where its own size allows, so what is complete by place is complete in it.
      const leaves = run.leaves.subarray((at - run.from) * digestBytes, (before - run.from) * digestBytes);
      return coverRange(at, leaves, [], this.#digests);
    }
    const piece = this.#pieces.get(at);
    if (piece === undefined) throw new BugError(`Neither a root nor a leaf is there for leaf ${at}.`);
    return [piece];
  }

  #fill(leaves: Uint8Array): void {
    const joined = new Uint8Array(this.#block.length + leaves.length);
    joined.set(this.#block);
    joined.set(leaves, this.#block.length);
    this.#block = joined;
  }

  #closeBlock(): void {
    const from = this.#end - blockLeaves;
    // A whole block begins where its own size allows, so it is one subtree; of a block that began before the range none is kept.
    for (const root of coverRange(from, this.#block, [], this.#digests)) this.#pieces.set(from, root);
    this.#block = new Uint8Array(0);
  }
}

function blockOf(leaf: number): number {
  return Math.floor(leaf / blockLeaves);
}

function largestPowerOfTwoUpTo(size: number): number {
  let power = 1;
  while (power * 2 <= size) power *= 2;
  return power;
}

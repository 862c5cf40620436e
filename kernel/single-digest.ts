import { compressBlocks } from './compress-blocks';
import { input, margin, output, state } from './memory-areas';
import { padTail, tailBytes } from './pad-tail';
import { initialState } from './round-constants';

const tail: usize = memory.data(tailBytes + margin, 16);

/** A new stream: what the state was belongs to another one, and whoever reads that one has kept it. */
export function beginDigest(): void {
  memory.copy(state, initialState, 32);
}

/** Takes whole blocks from the input into the stream of the state. */
export function addBlocks(count: u32): void {
  compressBlocks(input, count);
}

/** Ends the stream: its last `rest` bytes, less than a block, lie behind `blocks` whole ones in the input. */
export function endDigest(blocks: u32, rest: u32, messageBytes: f64): void {
  compressBlocks(input, blocks);
  compressBlocks(tail, padTail(tail, input + 64 * blocks, rest, messageBytes as u64));
  storeState(output);
}

/** The digest that the state is by now, as bytes. */
export function storeState(target: usize): void {
  for (let word: usize = 0; word < 8; word++) {
    store<u32>(target + 4 * word, bswap(load<u32>(state + 4 * word)));
  }
}

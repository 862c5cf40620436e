import { beginLane, compressFour, maskLane, prefixLanes, storeLane } from './compress-four';
import { input, output } from './memory-areas';

/** The second block of each lane: the last byte of the right digest, and padding that is the same for all nodes. */
const secondBlocks: usize = memory.data(4 * 64, 16);
/** One byte of prefix and two digests. */
const nodeBits: u16 = 65 * 8;

/** R5: writes `SHA-256(0x01 || left || right)` of `count` neighbouring pairs of digests to the output. */
export function digestNodes(count: u32): void {
  for (let lane: u32 = 0; lane < 4; lane++) {
    store<u8>(secondBlocks + 64 * lane, 0x80, 1);
    store<u16>(secondBlocks + 64 * lane, bswap(nodeBits), 62);
  }
  for (let first: u32 = 0; first < count; first += 4) {
    const pairs = input + 64 * first;
    for (let lane: u32 = 0; lane < 4; lane++) {
      beginLane(lane);
      maskLane(lane, 0x00ffffff);
      store<u8>(secondBlocks + 64 * lane, load<u8>(pairs + 64 * lane, 63));
    }
    prefixLanes(0x01000000);
    compressFour(pairs - 1, pairs + 63, pairs + 127, pairs + 191);
    for (let lane: u32 = 0; lane < 4; lane++) maskLane(lane, 0xffffffff);
    prefixLanes(0);
    compressFour(secondBlocks, secondBlocks + 64, secondBlocks + 128, secondBlocks + 192);
    // Lanes past the last pair worked on what lay there.
    for (let lane: u32 = 0; lane < min(4, count - first); lane++) storeLane(lane, output + 32 * (first + lane));
  }
}

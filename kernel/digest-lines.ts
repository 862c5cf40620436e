import { compressBlocks } from './compress-blocks';
import { beginLane, compressFour, copyLaneToState, maskLane, maskOf, prefixLanes, storeLane } from './compress-four';
import { ends, input, margin, output, starts } from './memory-areas';
import { padTail, tailBytes } from './pad-tail';
import { storeState } from './single-digest';

/** What a lane is at: four u32 of its record, at these offsets. */
const blockAt: usize = 0;
/** Blocks that are left of its line, the tail included; 0 for a lane without a line. */
const blocksLeft: usize = 4;
const blocksOfTail: usize = 8;
const digestAt: usize = 12;
const records: usize = memory.data(4 * 16, 16);
const tails: usize = memory.data(4 * tailBytes + margin, 16);

/** The byte before a line is not its own: the prefix of a leaf, 0x00, stands for it. */
const withoutFirstByte: u32 = 0x00ffffff;
const whole: u32 = 0xffffffff;

/**
 * R3: writes `SHA-256(0x00 || line)` of each line to the output. A lane whose line has ended takes the next one,
 * so that lines of different length leave no lane idle before the last lines.
 */
export function digestLines(count: u32): void {
  let taken: u32 = 0;
  let busy: u32 = 0;
  prefixLanes(0);
  for (let lane: u32 = 0; lane < 4; lane++) {
    // A lane without a line works on what lies there; nobody reads the result.
    store<u32>(recordOf(lane), tails as u32, blockAt);
    store<u32>(recordOf(lane), 0, blocksLeft);
    if (taken == count) continue;
    takeLine(lane, taken++);
    busy++;
  }
  // The last two lines are faster one by one: a step of four lanes takes as long as two or three blocks of one line.
  while (busy > 2) {
    compressFour(
      load<u32>(records, blockAt),
      load<u32>(records + 16, blockAt),
      load<u32>(records + 32, blockAt),
      load<u32>(records + 48, blockAt),
    );
    for (let lane: u32 = 0; lane < 4; lane++) {
      if (load<u32>(recordOf(lane), blocksLeft) == 0 || advance(lane)) continue;
      storeLane(lane, load<u32>(recordOf(lane), digestAt));
      if (taken == count) busy--;
      else takeLine(lane, taken++);
    }
  }
  for (let lane: u32 = 0; lane < 4; lane++) {
    if (load<u32>(recordOf(lane), blocksLeft) > 0) finishAlone(lane);
  }
}

function takeLine(lane: u32, index: u32): void {
  const message = input + load<u32>(starts + 4 * index) - 1;
  const length = (input + load<u32>(ends + 4 * index) - message) as u32;
  const body = length >>> 6;
  const tail = tails + lane * tailBytes;
  const blocks = padTail(tail, message + 64 * body, length & 63, length);
  const record = recordOf(lane);
  store<u32>(record, (body > 0 ? message : tail) as u32, blockAt);
  store<u32>(record, body + blocks, blocksLeft);
  store<u32>(record, blocks, blocksOfTail);
  store<u32>(record, (output + 32 * index) as u32, digestAt);
  maskLane(lane, withoutFirstByte);
  beginLane(lane);
}

/** Goes on to the next block; false at the end of the line. */
function advance(lane: u32): bool {
  const record = recordOf(lane);
  const left = load<u32>(record, blocksLeft) - 1;
  store<u32>(record, left, blocksLeft);
  const isTail = left == load<u32>(record, blocksOfTail);
  store<u32>(record, isTail ? ((tails + lane * tailBytes) as u32) : load<u32>(record, blockAt) + 64, blockAt);
  maskLane(lane, whole);
  return left > 0;
}

function finishAlone(lane: u32): void {
  const record = recordOf(lane);
  const block = load<u32>(record, blockAt) as usize;
  const left = load<u32>(record, blocksLeft);
  const tailLeft = min(left, load<u32>(record, blocksOfTail));
  copyLaneToState(lane);
  // The byte before may belong to another line that is still to be read.
  const before = load<u8>(block);
  if (maskOf(lane) == withoutFirstByte) store<u8>(block, 0);
  compressBlocks(block, left - tailLeft);
  compressBlocks(left == tailLeft ? block : tails + lane * tailBytes, tailLeft);
  store<u8>(block, before);
  storeState(load<u32>(record, digestAt));
}

@inline
function recordOf(lane: u32): usize {
  return records + 16 * lane;
}

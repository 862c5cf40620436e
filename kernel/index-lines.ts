import { emptyArena } from './index-arena';
import { ends, input, starts } from './index-areas';
import { beginBatch, beginFacts, checkLink, dropFacts, endFacts, unknownDay } from './index-entry-facts';
import { seedHash } from './index-hash';
import { beginPaths } from './index-paths';
import { beginNumbers, beginScans, forgetUnknown, scanLine, unknownNumber } from './index-scan';
import { beginTables } from './index-texts';
import { beginLine, beginValues, endLine, takeSpans } from './index-values';

// Why no further line was taken.
const batchEnded: u32 = 0;
/** The next line is the caller's. */
const lineIsOdd: u32 = 1;
/** The caller has to read a day, and may go on with the same line. */
const dayIsUnknown: u32 = 2;
/** The line that was taken last is the last of its part. */
const partEnded: u32 = 3;
/** As `dayIsUnknown`, of a number. */
const numberIsUnknown: u32 = 4;

let reason: u32 = batchEnded;
let mostBytes: u32 = 0;

export function stopReason(): u32 {
  return reason;
}

/** Forgets everything of the part before. */
export function beginPart(seed: u32, depth: u32, entryBytes: u32): void {
  emptyArena();
  seedHash(seed);
  beginTables();
  beginPaths();
  beginScans(depth);
  beginValues();
  mostBytes = entryBytes;
}

/** Takes lines of the batch from one on, and returns before which it stopped. */
export function takeLines(first: u32, count: u32): u32 {
  if (first == 0) beginBatch();
  beginNumbers();
  for (let line = first; line < count; line++) {
    const from = load<u32>(starts + 4 * line);
    const to = load<u32>(ends + 4 * line);
    beginFacts(line);
    forgetUnknown();
    if (to - from > mostBytes || !scanLine(input + from, input + to) || !checkLink()) {
      dropFacts();
      reason = unknownDay != 0 ? dayIsUnknown : unknownNumber != 0 ? numberIsUnknown : lineIsOdd;
      return line;
    }
    endFacts();
    beginLine(to - from);
    takeSpans();
    if (endLine()) {
      reason = partEnded;
      return line + 1;
    }
  }
  reason = batchEnded;
  return count;
}

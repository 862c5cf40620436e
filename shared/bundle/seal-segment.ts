import { concatBytes } from '../bytes/concat.ts';
import { BugError } from '../bytes/errors.ts';
import { digestLeaves } from '../chain/leaf.ts';
import type { CompactRange } from '../chain/merkle-tree.ts';
import type { DigestEngine } from '../crypto/digest.ts';
import type { JsonObject } from '../json/json-value.ts';
import type { CommitFields } from './seal-commitments.ts';
import { renderEntryLine } from './seal-line.ts';

/** The log as it grows. */
export interface GrowingLog {
  readonly tree: CompactRange;
  lastLeaf: Uint8Array;
  readonly commitFields: CommitFields;
  readonly segmentLines: number;
  readonly digests: DigestEngine;
}

export interface SealedSegment {
  /** Twelve digits: the seq of its first line. */
  readonly name: string;
  readonly lines: AsyncIterable<Uint8Array>;
  /** Known once the lines have been read. */
  end(): SegmentEnd;
}

interface SegmentEnd {
  /** Lines of the disclosure member, each ended by LF. */
  readonly disclosures: readonly string[];
  readonly lastTime: string;
  /** The first event of the next segment, if there is one. */
  readonly next: IteratorResult<JsonObject>;
}

/** Large enough that handing on a chunk costs little beside its bytes. */
const chunkBytes = 256 * 1024;
const lf = Uint8Array.of(0x0a);

/** Seals up to `segmentLines` events, the first of which is already at hand, while the lines are being read. */
export function sealSegment(
  log: GrowingLog,
  first: JsonObject,
  rest: AsyncIterator<JsonObject>,
): SealedSegment {
  const disclosures: string[] = [];
  let end: SegmentEnd | null = null;

  function sealNext(event: JsonObject): Uint8Array {
    const seq = log.tree.size;
    const committed = log.commitFields(event);
    const line = renderEntryLine(seq, log.lastLeaf, committed.event);
    if (committed.disclosures.length > 0) {
      disclosures.push(`${JSON.stringify({ seq, d: committed.disclosures })}\n`);
    }
    log.lastLeaf = digestLeaves([line], log.digests);
    log.tree.append(log.lastLeaf);
    return line;
  }

  async function* lines(): AsyncGenerator<Uint8Array, void> {
    let chunk: Uint8Array[] = [];
    let waiting = 0;
    let left = log.segmentLines;
    let lastEvent = first;
    let next: IteratorResult<JsonObject> = { done: false, value: first };
    while (next.done !== true && left > 0) {
      lastEvent = next.value;
      const line = sealNext(lastEvent);
      chunk.push(line, lf);
      waiting += line.length + lf.length;
      left -= 1;
      if (waiting >= chunkBytes) {
        yield concatBytes(chunk);
        chunk = [];
        waiting = 0;
      }
      next = await rest.next();
    }
    if (chunk.length > 0) yield concatBytes(chunk);
    // Its line was written, so it has a time.
    end = { disclosures, lastTime: String(lastEvent.get('ts')), next };
  }

  return {
    name: String(log.tree.size).padStart(12, '0'),
    lines: lines(),
    end() {
      if (end === null) throw new BugError('The lines of the segment were not read to their end.');
      return end;
    },
  };
}

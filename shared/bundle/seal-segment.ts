import { lf } from '../bytes/ascii.ts';
import { BugError } from '../bytes/errors.ts';
import { createLeafDigests } from '../chain/leaf.ts';
import type { CompactRange } from '../chain/merkle-tree.ts';
import { type DigestEngine, digestBytes } from '../crypto/digest.ts';
import type { CommitFields } from './seal-commitments.ts';
import { type OutgoingEvent, renderEntryLine, renderMembersLine, timeTextOf } from './seal-line.ts';

/** The log as it grows. */
export interface GrowingLog {
  readonly tree: CompactRange;
  lastLeaf: Uint8Array;
  /** Null when no field is to be committed. */
  readonly commitFields: CommitFields | null;
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
  readonly next: IteratorResult<OutgoingEvent>;
}

/** Large enough that handing on a chunk costs little beside its bytes, and for several of the longest entries. */
const chunkBytes = 256 * 1024;

/** Seals up to `segmentLines` events, the first of which is already at hand, while the lines are being read. */
export function sealSegment(
  log: GrowingLog,
  first: OutgoingEvent,
  rest: AsyncIterator<OutgoingEvent>,
): SealedSegment {
  const disclosures: string[] = [];
  const digestLeaf = createLeafDigests(log.digests);
  let end: SegmentEnd | null = null;

  function renderLine(event: OutgoingEvent): Uint8Array {
    const seq = log.tree.size;
    if (event instanceof Uint8Array) {
      // Its fields cannot be found any more: sealing it would publish what was to be hidden.
      if (log.commitFields !== null) throw new BugError('Fields of spelled members cannot be committed.');
      return renderMembersLine(seq, log.lastLeaf, event);
    }
    if (log.commitFields === null) return renderEntryLine(seq, log.lastLeaf, event);
    const committed = log.commitFields(event);
    if (committed.disclosures.length > 0) {
      disclosures.push(`${JSON.stringify({ seq, d: committed.disclosures })}\n`);
    }
    return renderEntryLine(seq, log.lastLeaf, committed.event);
  }

  function sealNext(event: OutgoingEvent): Uint8Array {
    const line = renderLine(event);
    const leaf = new Uint8Array(digestBytes);
    digestLeaf(line, leaf, 0);
    log.lastLeaf = leaf;
    log.tree.append(log.lastLeaf);
    return line;
  }

  async function* lines(): AsyncGenerator<Uint8Array, void> {
    let chunk = new Uint8Array(chunkBytes);
    let filled = 0;
    let left = log.segmentLines;
    let lastEvent = first;
    let next: IteratorResult<OutgoingEvent> = { done: false, value: first };
    while (next.done !== true && left > 0) {
      lastEvent = next.value;
      const line = sealNext(lastEvent);
      if (filled + line.length >= chunk.length) {
        yield chunk.subarray(0, filled);
        // A new one, since whoever took the last one may still be writing it.
        chunk = new Uint8Array(chunkBytes);
        filled = 0;
      }
      chunk.set(line, filled);
      filled += line.length;
      chunk[filled++] = lf;
      left -= 1;
      next = await rest.next();
    }
    // Never empty: the last line is in it.
    yield chunk.subarray(0, filled);
    // Its line was written, so it has a time.
    end = { disclosures, lastTime: timeTextOf(lastEvent), next };
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

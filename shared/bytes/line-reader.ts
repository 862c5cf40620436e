import { lf } from './ascii.ts';
import { FormatError } from './errors.ts';
import type { Limits } from './limits.ts';
import type { ByteOffset } from './units.ts';

/** The bytes before one LF, unchanged: a CR or a BOM in them is theirs. */
export interface Line {
  readonly bytes: Uint8Array;
  readonly offset: ByteOffset;
  /** 1-based. */
  readonly line: number;
  /** False only for the last line of a file that was cut or never ended by LF. */
  readonly isEndedByLf: boolean;
}

/**
 * Splits at 0x0A only, however the bytes were cut into chunks, and yields one batch for each chunk that ends a line.
 * A line longer than `lineBytes` throws FormatError `member-limit` after the lines before it were yielded; the
 * memory in use stays below a small multiple of `lineBytes`. Lines may share memory with the chunk they came in.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  limits: Pick<Limits, 'lineBytes'>,
  member?: string,
): AsyncGenerator<readonly Line[], void, undefined> {
  let offset = 0;
  let line = 1;
  const held = new HeldBytes();

  const take = (rest: Uint8Array, isEndedByLf: boolean): Line => {
    const bytes = held.length === 0 ? rest : held.takeWith(rest);
    const taken = { bytes, offset, line, isEndedByLf };
    offset += bytes.length + 1;
    line += 1;
    return taken;
  };

  for await (const chunk of chunks) {
    const batch: Line[] = [];
    let start = 0;
    let isTooLong = false;
    while (start < chunk.length && !isTooLong) {
      const end = chunk.indexOf(lf, start);
      const piece = chunk.subarray(start, end === -1 ? chunk.length : end);
      isTooLong = held.length + piece.length > limits.lineBytes;
      if (isTooLong) break;
      if (end === -1) {
        held.append(piece);
        break;
      }
      batch.push(take(piece, true));
      start = end + 1;
    }
    if (batch.length > 0) yield batch;
    if (isTooLong) throw lineTooLong(line, offset, limits.lineBytes, member);
  }
  if (held.length > 0) yield [take(new Uint8Array(0), false)];
}

/**
 * What earlier chunks hold of the line that is being read. One buffer that doubles, not a list of pieces: with
 * chunks of one byte, a list costs a hundred times the bytes it holds.
 */
class HeldBytes {
  length = 0;
  private buffer = new Uint8Array(0);

  append(piece: Uint8Array): void {
    const needed = this.length + piece.length;
    if (needed > this.buffer.length) {
      const larger = new Uint8Array(Math.max(needed, this.buffer.length * 2, 1024));
      larger.set(this.buffer.subarray(0, this.length));
      this.buffer = larger;
    }
    this.buffer.set(piece, this.length);
    this.length = needed;
  }

  takeWith(rest: Uint8Array): Uint8Array {
    const whole = new Uint8Array(this.length + rest.length);
    whole.set(this.buffer.subarray(0, this.length));
    whole.set(rest, this.length);
    this.length = 0;
    return whole;
  }
}

function lineTooLong(
  line: number,
  offset: ByteOffset,
  limit: number,
  member: string | undefined,
): FormatError {
  const place = member === undefined ? { line, offset } : { member, line, offset };
  return new FormatError(
    'member-limit',
    `Line ${line}, at byte ${offset}, is longer than lineBytes, ${limit}.`,
    place,
  );
}

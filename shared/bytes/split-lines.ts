import { lf } from './ascii.ts';
import type { ByteCount } from './units.ts';

/** Where the lines of a text lie. */
export interface SplitLines {
  readonly lines: number;
  /** Where each line begins, and at the end the length of the text. */
  readonly starts: Uint32Array;
  /** Before which place each line ends: its LF, or the end of the text. */
  readonly ends: Uint32Array;
}

/** R1: LF ends a line, nothing else does. Null when there are more than `most` lines. */
export function splitLines(bytes: Uint8Array, most: number): SplitLines | null {
  let room = likelyLines(bytes.length);
  let starts = new Uint32Array(room);
  let ends = new Uint32Array(room);
  let lines = 0;
  for (let at = 0; at < bytes.length; ) {
    if (lines === most) return null;
    if (lines + 1 >= room) {
      room *= 2;
      starts = grown(starts, room);
      ends = grown(ends, room);
    }
    const found = bytes.indexOf(lf, at);
    const end = found === -1 ? bytes.length : found;
    starts[lines] = at;
    ends[lines] = end;
    lines += 1;
    at = end + 1;
  }
  starts[lines] = bytes.length;
  return { lines, starts: starts.slice(0, lines + 1), ends: ends.subarray(0, lines) };
}

/** Room for the lines of a text that nobody has counted: more than most logs have. */
export function likelyLines(size: ByteCount): number {
  return 1024 + Math.ceil(size / 256);
}

function grown(values: Uint32Array, room: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(room);
  larger.set(values);
  return larger;
}

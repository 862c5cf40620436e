import { byteAt } from '../bytes/element-at.ts';
import type { ByteOffset } from '../bytes/units.ts';

/** One element of DER: its tag, what is in it, and both with the length between them. */
export interface DerElement {
  readonly tag: number;
  readonly content: Uint8Array;
  readonly whole: Uint8Array;
}

/**
 * The elements that follow each other in bytes which `assertDer` has accepted. Of anything else, such as the content of a
 * string that somebody expected to be a sequence, the answer means nothing: missing bytes are zero. It ends and throws
 * nothing, because what a hostile certificate holds where something else should be must not stop anybody.
 */
export function derElements(bytes: Uint8Array): readonly DerElement[] {
  const elements: DerElement[] = [];
  let at: ByteOffset = 0;
  while (at < bytes.length) {
    const first = bytes[at + 1] ?? 0;
    const count = first < 0x80 ? 0 : first & 0x7f;
    const start = at + 2 + count;
    const length =
      count === 0 ? first : bytes.subarray(at + 2, start).reduce((value, byte) => value * 256 + byte, 0);
    const end = start + length;
    elements.push({
      tag: byteAt(bytes, at),
      content: bytes.subarray(start, end),
      whole: bytes.subarray(at, end),
    });
    at = end;
  }
  return elements;
}

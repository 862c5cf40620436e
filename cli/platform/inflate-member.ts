import { inflateRawSync } from 'node:zlib';
import type { InflateMember } from '../../shared/archive/gzip-framing.ts';
import { FormatError } from '../../shared/bytes/errors.ts';

/** Raw deflate by Node's zlib, which stops where the data ends and counts what it took. */
export const inflateMemberNode: InflateMember = (compressed, maxBytes) => {
  try {
    const options = { info: true, maxOutputLength: Math.max(maxBytes, 1) };
    // With `info` the answer is both; the types of Node say only what it is without.
    const answer = inflateRawSync(compressed, options) as unknown as {
      readonly buffer: Uint8Array;
      readonly engine: { readonly bytesWritten: number };
    };
    const { buffer, byteOffset, length } = answer.buffer;
    return { plain: new Uint8Array(buffer, byteOffset, length), usedBytes: answer.engine.bytesWritten };
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause)) throw cause;
    if (cause.code === 'ERR_BUFFER_TOO_LARGE') {
      throw new FormatError('member-limit', `The content is larger than ${maxBytes} bytes.`, {}, cause);
    }
    throw new FormatError('member-inflate', 'The compressed data is damaged or ends early.', {}, cause);
  }
};

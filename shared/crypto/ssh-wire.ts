import { concatBytes } from '../bytes/concat.ts';
import { FormatError, type FormatErrorCode } from '../bytes/errors.ts';
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';

/** Reads the data types of RFC 4251 section 5 one after the other. Every method throws FormatError at the end. */
export interface SshReader {
  readUint32(): number;
  readBytes(length: number): Uint8Array;
  /** A string: its length as uint32, then that many bytes. */
  readString(): Uint8Array;
  /** A string that holds text. */
  readText(): string;
  readonly isAtEnd: boolean;
  /** Throws unless everything was read: bytes that nobody reads could say anything. */
  assertEnd(): void;
}

/** Starts reading; the code is that of the format whose inside this is. */
export function createSshReader(bytes: Uint8Array, code: FormatErrorCode): SshReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = 0;

  function readBytes(length: number): Uint8Array {
    const rest = bytes.length - offset;
    if (length > rest) {
      throw new FormatError(code, `Expected ${length} more bytes, found ${rest}.`, { offset });
    }
    offset += length;
    return bytes.slice(offset - length, offset);
  }
  function readUint32(): number {
    const at = offset;
    readBytes(4);
    return view.getUint32(at);
  }
  function readString(): Uint8Array {
    return readBytes(readUint32());
  }
  return {
    readBytes,
    readUint32,
    readString,
    readText() {
      const at = offset + 4;
      return decodeUtf8(readString(), { offset: at });
    },
    get isAtEnd() {
      return offset === bytes.length;
    },
    assertEnd() {
      const rest = bytes.length - offset;
      if (rest > 0) throw new FormatError(code, `Expected the end, found ${rest} more bytes.`, { offset });
    },
  };
}

/** RFC 4251 uint32: big-endian. */
export function toSshUint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/** RFC 4251 string: length, then the bytes, or the UTF-8 of a text. */
export function toSshString(content: Uint8Array | string): Uint8Array {
  const bytes = typeof content === 'string' ? encodeUtf8(content) : content;
  return concatBytes([toSshUint32(bytes.length), bytes]);
}

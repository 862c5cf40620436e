/**
 * CRC-32 of ISO 3309 and ITU-T V.42, as ZIP has it. Its memory is fixed when it is compiled and it never grows.
 */

/** Bytes of one call: little enough to stay in the cache of a core, which makes copying them in cheap. */
export const inputBytes: u32 = 256 * 1024;
/** Bytes that are taken at once: look-ups that do not wait for one another. */
const stride: u32 = 16;

const input: usize = memory.data(inputBytes, 16);
/** `tables[n * 256 + byte]` is what `byte` does to the remainder when n more bytes follow it in the stride. */
const tables: usize = memory.data(stride * 256 * 4, 16);

// Where the caller writes, so that it need not know how the memory is laid out.
export const inputAt: u32 = input as u32;

fillTables();

function fillTables(): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    let remainder = byte;
    // The polynomial, bits reversed.
    for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
    store<u32>(tables + 4 * byte, remainder);
  }
  for (let at: u32 = 256; at < stride * 256; at++) {
    const remainder = load<u32>(tables + 4 * (at - 256));
    store<u32>(tables + 4 * at, (remainder >>> 8) ^ look(0, remainder & 0xff));
  }
}

/** CRC of what `previous` is the CRC of, followed by so many bytes of the input. */
export function crc32(count: u32, previous: u32): u32 {
  let crc = ~previous;
  let at = input;
  const end = input + count;
  for (const last = end - (count % stride); at < last; at += stride) {
    const first = load<u32>(at) ^ crc;
    const second = load<u32>(at, 4);
    const third = load<u32>(at, 8);
    const fourth = load<u32>(at, 12);
    crc = lookWord(first, 12) ^ lookWord(second, 8) ^ lookWord(third, 4) ^ lookWord(fourth, 0);
  }
  for (; at < end; at++) crc = (crc >>> 8) ^ look(0, (crc ^ load<u8>(at)) & 0xff);
  return ~crc;
}

/** Four bytes, which `more` others follow in the stride. */
@inline
function lookWord(word: u32, more: u32): u32 {
  return (
    look(more + 3, word & 0xff) ^
    look(more + 2, (word >>> 8) & 0xff) ^
    look(more + 1, (word >>> 16) & 0xff) ^
    look(more, word >>> 24)
  );
}

@inline
function look(more: u32, byte: u32): u32 {
  return load<u32>(tables + 1024 * more + 4 * byte);
}

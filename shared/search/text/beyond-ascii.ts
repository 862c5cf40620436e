const highBits = 0x80808080;

/** Where the first byte beyond ASCII lies from `from` on, or the length when there is none; four bytes at a time. */
export function nextBeyondAscii(bytes: Uint8Array, from: number): number {
  const { length } = bytes;
  let at = from;
  while (at < length && ((bytes.byteOffset + at) & 3) !== 0) {
    if ((bytes[at] ?? 0) >= 0x80) return at;
    at += 1;
  }
  if (length - at >= 4) {
    const words = new Uint32Array(bytes.buffer, bytes.byteOffset + at, (length - at) >>> 2);
    let word = 0;
    while (word < words.length && ((words[word] ?? 0) & highBits) === 0) word += 1;
    at += 4 * word;
  }
  while (at < length && (bytes[at] ?? 0) < 0x80) at += 1;
  return at;
}

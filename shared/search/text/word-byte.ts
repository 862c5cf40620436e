/** By byte: 1 where it is of a digit, a letter or the low line, or of any character beyond ASCII. */
const ofWord = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x80 || /[0-9A-Za-z_]/.test(String.fromCharCode(byte)) ? 1 : 0,
);

/** By byte: that of the small letter where it is of a capital one of ASCII, else itself. */
export const smallBytes = Uint8Array.from({ length: 256 }, (_, byte) => {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
});

/** Whether both bytes are of a word, so that a word goes on from one to the other. */
export function goesOn(one: number | undefined, other: number | undefined): boolean {
  return ofWord[one ?? 0] === 1 && ofWord[other ?? 0] === 1;
}

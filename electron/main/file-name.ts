/** Bytes of the longest name that every common file system takes. */
const maximumNameBytes = 255;

/** Names that open a device on Windows, with any ending. */
const deviceName = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

/** Separators and characters that Windows refuses or reads as a stream, and the control characters. */
const refusedCharacter = /[<>:"/\\|?*\p{Cc}]/u;

/** Invisible and direction-changing characters: they make `exe.pdf` out of a name that ends otherwise. */
const deceptiveCharacter = /[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/**
 * Whether a text is the plain name of one file on every system: not a path, not hidden, not a device, and shown in
 * the dialog as what it is. The window proposes the name, and the name may have come from evidence.
 */
export function isPlainFileName(name: string): boolean {
  return (
    name.length > 0 &&
    Buffer.byteLength(name, 'utf8') <= maximumNameBytes &&
    !refusedCharacter.test(name) &&
    !deceptiveCharacter.test(name) &&
    !/^[. ]/.test(name) &&
    !/[. ]$/.test(name) &&
    !deviceName.test(name)
  );
}

import { FormatError } from '../bytes/errors.ts';
import type { Limits } from '../bytes/limits.ts';
import { quote } from '../bytes/quote.ts';
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';

/**
 * Parses the name of a member: UTF-8, forward slashes, relative.
 * Throws FormatError `zip-name` for a name that would leave its folder, or become another one, on any system that
 * a recipient may unpack the bundle on. Vouch itself writes no member to disk.
 */
export function parseMemberName(
  bytes: Uint8Array,
  limits: Pick<Limits, 'zipNameBytes'>,
  offset: number,
): string {
  if (bytes.length > limits.zipNameBytes) {
    const message = `Expected a name of at most zipNameBytes, ${limits.zipNameBytes} bytes, found ${bytes.length}.`;
    throw new FormatError('zip-name', message, { offset });
  }
  let path: string;
  try {
    path = decodeUtf8(bytes);
  } catch (cause) {
    throw new FormatError('zip-name', 'Expected a name in UTF-8, found other bytes.', { offset }, cause);
  }
  const defect = memberNameDefect(path, limits);
  if (defect !== null)
    throw new FormatError('zip-name', `The name of a member, ${quote(path)}, ${defect}.`, { offset });
  return path;
}

/** Names that Windows gives to devices in every folder, with any extension. */
const deviceName = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)$/i;

/** What is wrong with a path, as the end of a sentence that begins with its name; null when nothing is. */
export function memberNameDefect(path: string, limits: Pick<Limits, 'zipNameBytes'>): string | null {
  if (path === '') return 'is empty';
  if (encodeUtf8(path).length > limits.zipNameBytes) return `is longer than ${limits.zipNameBytes} bytes`;
  // C0, DEL and C1: they end the name early for one reader and move the cursor of a terminal for another.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  if (/[\u0000-\u001f\u007f-\u009f]/.test(path)) return 'has a control character';
  if (/\p{Surrogate}/u.test(path)) return 'has a lone surrogate';
  if (path.includes('\\')) return 'has a backslash';
  // A drive (`C:`) or an alternate data stream (`file:stream`).
  if (path.includes(':')) return 'has a colon';
  if (path.startsWith('/')) return 'is absolute';
  for (const segment of path.split('/')) {
    if (segment === '') return 'has an empty segment';
    if (segment === '.' || segment === '..') return `has the segment "${segment}"`;
    // Windows drops them, so `a.` and `a` are one file there.
    if (/[. ]$/.test(segment)) return 'has a segment that ends with a dot or a space';
    if (deviceName.test(segment.replace(/[. ].*$/, '')))
      return 'has a segment that Windows reserves for a device';
  }
  return null;
}

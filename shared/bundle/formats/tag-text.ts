import { byteAt } from '../../bytes/element-at.ts';
import { FormatError } from '../../bytes/errors.ts';
import type { Limits } from '../../bytes/limits.ts';
import { quote } from '../../bytes/quote.ts';
import { decodeUtf8 } from '../../bytes/utf8.ts';

/**
 * Decodes a tag file in the encoding that the bag declares (RFC 8493 section 2.1.1).
 * Throws FormatError `unsupported-format` for an encoding that is not known, `utf8` or `manifest` for damage.
 */
export function decodeTagText(bytes: Uint8Array, encoding: string, member: string): string {
  switch (encoding.toUpperCase()) {
    case 'UTF-8':
      return decodeUtf8(bytes, { member });
    case 'US-ASCII':
    case 'ASCII':
      if (bytes.some((byte) => byte > 0x7f)) throw damaged(member, 'US-ASCII');
      return decodeUtf8(bytes, { member });
    case 'ISO-8859-1':
      return fromUnits(bytes.length, (index) => byteAt(bytes, index));
    case 'UTF-16':
      return decodeUtf16(bytes, member);
    default: {
      const message = `The bag declares the encoding ${quote(encoding)}, which is not supported.`;
      throw new FormatError('unsupported-format', message, { member });
    }
  }
}

/** Lines ended by LF, CR or CRLF (section 2.1.3); the last one may lack its end. No empty line counts. */
export function splitTagLines(
  text: string,
  member: string,
  limits: Pick<Limits, 'manifestLines'>,
): readonly string[] {
  // One more than is allowed, and no more: millions of line ends must not become millions of strings.
  const lines = text.split(/\r\n|\r|\n/, limits.manifestLines + 2);
  if (lines.length > limits.manifestLines + 1) {
    const message = `${member} has more than manifestLines, ${limits.manifestLines}, lines.`;
    throw new FormatError('manifest', message, { member });
  }
  return lines;
}

/** RFC 2781: the mark says the order of bytes; without one it is big-endian. */
function decodeUtf16(bytes: Uint8Array, member: string): string {
  if (bytes.length % 2 !== 0) throw damaged(member, 'UTF-16');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const mark = bytes.length >= 2 ? view.getUint16(0) : 0;
  const isLittleEndian = mark === 0xfffe;
  const start = isLittleEndian || mark === 0xfeff ? 2 : 0;
  const text = fromUnits((bytes.length - start) / 2, (index) =>
    view.getUint16(start + index * 2, isLittleEndian),
  );
  if (/\p{Surrogate}/u.test(text)) throw damaged(member, 'UTF-16');
  return text;
}

function fromUnits(count: number, unitAt: (index: number) => number): string {
  let text = '';
  for (let index = 0; index < count; index++) text += String.fromCharCode(unitAt(index));
  return text;
}

function damaged(member: string, encoding: string): FormatError {
  return new FormatError('manifest', `${member} is not text in ${encoding}.`, { member });
}

import { concatBytes } from '../../bytes/concat.ts';
import { parseHex } from '../../bytes/hex.ts';
import type { DigestHex } from '../../bytes/units.ts';
import { checkCmsSignature, type SignatureAnswer } from '../signatures/check-signature-file.ts';

/** What a report in PDF says of itself, and who signed it whole. */
export interface PdfCheck {
  readonly outcome: SignatureAnswer | { readonly kind: 'unsigned' };
  /** The SHA-256 of `report.json` that it says to be drawn from; null where it says none. It is worth what the signature is. */
  readonly claimedRecord: DigestHex | null;
}

/**
 * Checks the signature of a report as `sign-pdf.ts` makes it: over every byte of the file but its own hexadecimal digits. A file to
 * which somebody added anything behind the signature, as readers of PDF allow, counts as unsigned. Never throws on evidence.
 */
export function checkPdfSignature(file: Uint8Array): PdfCheck {
  const text = toLatin1(file);
  const claimedRecord = readRecord(text);
  // Line ends on both sides, which no title has: else text of a report could move the place that is left out.
  for (const match of text.matchAll(
    /\n\/ByteRange \[0 (\d{1,10}) (\d{1,10}) (\d{1,10})\] *\n\/Contents </g,
  )) {
    const [start = 0, end = 0, length = 0] = match.slice(1).map(Number);
    const isPlace = start === match.index + match[0].length - 1;
    const signature = isPlace && end + length === file.length ? readDigits(text, start, end) : null;
    if (signature === null) continue;
    const content = concatBytes([file.subarray(0, start), file.subarray(end)]);
    return { outcome: checkCmsSignature(signature, content), claimedRecord };
  }
  return { outcome: { kind: 'unsigned' }, claimedRecord };
}

/** DER in digits between angle brackets, with zeros behind it up to the end of its room. */
function readDigits(text: string, start: number, end: number): Uint8Array | null {
  if (text[start] !== '<' || text[end - 1] !== '>') return null;
  const bytes = parseHex(text.slice(start + 1, end - 1));
  const [, count = 0] = bytes ?? [];
  if (bytes === null || (count & 0x80) === 0) return null;
  const lengthBytes = count & 0x7f;
  const length = bytes.subarray(2, 2 + lengthBytes).reduce((sum, byte) => sum * 256 + byte, 0);
  const whole = 2 + lengthBytes + length;
  return bytes.subarray(whole).every((byte) => byte === 0) ? bytes.subarray(0, whole) : null;
}

/** On a line of its own in the metadata, which no title can spell: it has no line ends and no markup. */
function readRecord(text: string): DigestHex | null {
  const [, digest = null] = /\n<dc:identifier>sha256:([0-9a-f]{64})<\/dc:identifier>\n/.exec(text) ?? [];
  return digest;
}

function toLatin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  }
  return parts.join('');
}

import { parseBase64, toBase64 } from '../bytes/base64.ts';
import { itemAt } from '../bytes/element-at.ts';
import { FormatError, type FormatErrorCode } from '../bytes/errors.ts';

/** Writers differ in where they break lines (OpenSSH 70, PEM 64, PROTOCOL.sshsig 76), so no one width is required. */
const maxColumns = 76;

/**
 * Reads base64 between `-----BEGIN label-----` and `-----END label-----`, with nothing before, between or after.
 * Throws FormatError with the code of the format inside, and the line.
 */
export function parseArmor(text: string, label: string, code: FormatErrorCode): Uint8Array {
  const lines = (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
  const content = lines.slice(1, -1);
  const [first, last] = [itemAt(lines, 0), itemAt(lines, -1)];
  if (first !== beginLine(label)) throw wrong(code, beginLine(label), first, 1);
  if (lines.length < 2 || last !== endLine(label)) {
    throw wrong(code, endLine(label), last, lines.length);
  }
  for (const [index, line] of content.entries()) {
    const isBase64 = line.length <= maxColumns && /^[A-Za-z0-9+/=]+$/.test(line);
    if (!isBase64) throw wrong(code, `1 to ${maxColumns} base64 characters`, line, index + 2);
  }
  const bytes = parseBase64(content.join(''));
  if (bytes === null) throw wrong(code, 'base64 in its one spelling', itemAt(content, -1), lines.length - 1);
  return bytes;
}

/** Writes the armor with lines of this many columns, ended by LF. */
export function renderArmor(bytes: Uint8Array, label: string, columns: number): string {
  const lines = toBase64(bytes).match(new RegExp(`.{1,${columns}}`, 'g')) ?? [];
  return `${[beginLine(label), ...lines, endLine(label)].join('\n')}\n`;
}

function beginLine(label: string): string {
  return `-----BEGIN ${label}-----`;
}

function endLine(label: string): string {
  return `-----END ${label}-----`;
}

function wrong(code: FormatErrorCode, expected: string, found: string, line: number): FormatError {
  const shown = JSON.stringify(found.slice(0, 80));
  return new FormatError(code, `Expected ${expected}, found ${shown}.`, { line });
}

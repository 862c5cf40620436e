import { parseBase64, toBase64 } from '../bytes/base64.ts';
import { FormatError } from '../bytes/errors.ts';
import { quote } from '../bytes/quote.ts';
import { digestBytes } from '../crypto/digest.ts';

/** What a log signs: this many entries, with this root. C2SP tlog-checkpoint. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/**
 * Reads the text of a signed note as a checkpoint; nothing is believed before the note's signatures are checked.
 * Accepts one spelling only. Throws FormatError `checkpoint` that names the line.
 */
export function parseCheckpoint(text: string): Checkpoint {
  if (!text.endsWith('\n')) throw wrong('an end of line after the last line', quote(text.slice(-40)), 1);
  const [origin = '', sizeText = '', rootText = '', ...extensions] = text.slice(0, -1).split('\n');
  if (!isLineText(origin)) throw wrong('the origin of the log', quote(origin), 1);
  const size = parseSize(sizeText);
  if (size === null) throw wrong('a decimal number of entries up to 9007199254740991', quote(sizeText), 2);
  const root = parseBase64(rootText);
  if (root?.length !== digestBytes) throw wrong('a root of 32 bytes in base64', quote(rootText), 3);
  // R6: an extension would be signed text that no check here reads.
  if (extensions.length > 0) throw wrong('no extension line', quote(extensions.join(' ')), 4);
  return { origin, size, root };
}

/** The text that a log signs, ended by LF. `parseCheckpoint` reads exactly this. */
export function renderCheckpoint(checkpoint: Checkpoint): string {
  return `${checkpoint.origin}\n${checkpoint.size}\n${toBase64(checkpoint.root)}\n`;
}

function parseSize(text: string): number | null {
  // Number() alone would also read '', ' 5', '0x5', '1e3' and '05'.
  if (!/^(?:0|[1-9][0-9]{0,15})$/.test(text)) return null;
  const size = Number(text);
  return Number.isSafeInteger(size) ? size : null;
}

function isLineText(text: string): boolean {
  return text !== '' && [...text].every((character) => character >= ' ');
}

function wrong(expected: string, found: string, line: number): FormatError {
  return new FormatError('checkpoint', `Expected ${expected}, found ${found}.`, { line });
}

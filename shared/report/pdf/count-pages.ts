import { encodeUtf8 } from '../../bytes/utf8.ts';

/** As our writer begins the root of all pages, on lines of their own: no title has a line end. */
const pagesRoot = encodeUtf8('\n/Type /Pages\n/Count ');

/** How many pages a report in PDF says to have; null where its pages are written in another way than ours. */
export function countPages(file: Uint8Array): number | null {
  let found: number | null = null;
  for (let at = file.indexOf(lineEnd); at !== -1; at = file.indexOf(lineEnd, at + 1)) {
    if (!pagesRoot.every((byte, index) => file[at + index] === byte)) continue;
    // Two roots would be two answers.
    if (found !== null) return null;
    found = readNumber(file, at + pagesRoot.length);
    if (found === null) return null;
  }
  return found;
}

const lineEnd = 0x0a;
const mostDigits = 6;

function readNumber(file: Uint8Array, from: number): number | null {
  const digits = String.fromCharCode(...file.subarray(from, from + mostDigits + 1));
  const [, number] = /^([1-9]\d{0,5})\n/.exec(digits) ?? [];
  return number === undefined ? null : Number(number);
}

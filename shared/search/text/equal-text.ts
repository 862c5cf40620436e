import { encodeUtf8 } from '../../bytes/utf8.ts';
import type { TextTable } from '../../index/text-table.ts';

/** The number of exactly this text, or null when the table does not have it. */
export function numberOfText({ bytes, ends }: TextTable, text: string): number | null {
  const wanted = encodeUtf8(text);
  let start = 0;
  for (let number = 0; number < ends.length; number++) {
    const end = ends[number] ?? start;
    if (end - start === wanted.length && isEqual(bytes, start, wanted)) return number;
    start = end;
  }
  return null;
}

function isEqual(bytes: Uint8Array, start: number, wanted: Uint8Array): boolean {
  for (let index = 0; index < wanted.length; index++) {
    if (bytes[start + index] !== wanted[index]) return false;
  }
  return true;
}

import { caseMembers } from './case-description.ts';

/** Of a file, to be told by its beginning. */
export const headBytes = 64;

/**
 * Whether a file begins as whole cases are written: with the header of a member in a ZIP, whose name stands thirty bytes behind it
 * (APPNOTE 4.3.7), and this member is the description. One that another program wrote in another order is opened as a whole case all the
 * same; it is only not told from a bundle by itself.
 */
export function beginsAsCaseFile(head: Uint8Array): boolean {
  const text = Array.from(head, (byte) => String.fromCharCode(byte)).join('');
  const { description } = caseMembers;
  const nameLength = (head[26] ?? 0) + (head[27] ?? 0) * 256;
  return (
    text.startsWith('PK\x03\x04') && text.startsWith(description, 30) && nameLength === description.length
  );
}

import { FormatError } from '../bytes/errors.ts';
import type { DigestHex } from '../bytes/units.ts';

/** Throws FormatError `source-changed` unless both readings of a member had the same bytes. */
export function assertUnchanged(member: string, first: DigestHex, second: DigestHex): void {
  if (first === second) return;
  throw new FormatError('source-changed', 'The file was changed while it was read.', { member });
}

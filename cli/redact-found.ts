import { basename } from 'node:path';
import type { WrittenScan } from '../shared/redaction/scan-written.ts';
import type { RedactRequest } from './redact-options.ts';
import type { Terminal } from './terminal.ts';

const shownPlaces = 20;

/** Says where hidden values were found; false when nothing may be written. Only a field that a person asked to hide keeps it back. */
export function saysClean(
  scan: WrittenScan,
  { acceptsFound, out }: Pick<RedactRequest, 'acceptsFound' | 'out'>,
  terminal: Terminal,
): boolean {
  const inFields = scan.found.filter(({ of }) => of === 'field');
  for (const { text, file, found } of inFields.slice(0, shownPlaces)) {
    const value = JSON.stringify(text.slice(0, 80));
    const { offset, spelling } = found;
    terminal.talk(`The hidden value ${value} also stands in ${file}, at byte ${offset} (${spelling}).`);
  }
  if (inFields.length > shownPlaces) terminal.talk(`So do ${inFields.length - shownPlaces} more.`);
  if (inFields.length === 0 || acceptsFound) return true;
  terminal.talk(
    `vouch: ${basename(out)} was not written. Withhold the entries in which these values stand, or say --accept-found.`,
  );
  return false;
}

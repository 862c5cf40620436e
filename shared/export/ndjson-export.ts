import { lf } from '../bytes/ascii.ts';
import { BugError } from '../bytes/errors.ts';
import type { ExportWriter } from './export-form.ts';

/** The lines of the log as they are, byte for byte, each ended by LF. */
export function createNdjsonExport(): ExportWriter {
  return {
    columns: null,
    leftOut: 0,
    guarded: 0,
    begin: () => new Uint8Array(0),
    lines(lines) {
      const length = lines.reduce((sum, { bytes }) => sum + (bytes?.length ?? 0) + 1, 0);
      const written = new Uint8Array(length);
      let at = 0;
      for (const { bytes } of lines) {
        if (bytes === null) throw new BugError('Lines with pseudonyms are no lines of the log any more.');
        written.set(bytes, at);
        at += bytes.length;
        written[at++] = lf;
      }
      return written;
    },
    end: () => new Uint8Array(0),
  };
}

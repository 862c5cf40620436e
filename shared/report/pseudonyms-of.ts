import type { ReportedRedaction } from './record.ts';

/** The other names of what one redaction hides; none where it gives none. No member is read that is not there. */
export function pseudonymsOf(redaction: ReportedRedaction): readonly string[] {
  return 'pseudonyms' in redaction ? (redaction.pseudonyms ?? []) : [];
}

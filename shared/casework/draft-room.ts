import { limits } from '../bytes/limits.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { renderMadeContent } from './made-content.ts';
import { madeFacts } from './made-facts.ts';
import type { ReportDraftContent } from './report-draft.ts';

/** Of a record of the log: everything that is neither its facts nor its content, with the longest numbers. */
const recordBytes = 1_024;

/**
 * How many bytes a draft may still grow until it is no record of the log any more (R2: an entry has at most 65,535 bytes); negative
 * for one that is too long. Some ten thousand words of narrative fit.
 */
export function draftRoom(draft: ReportDraftContent): number {
  const facts = JSON.stringify(madeFacts(draft));
  // The content is a text within the record, so its quotation marks are escaped once more.
  const content = JSON.stringify(renderMadeContent(draft));
  return limits.entryBytes - recordBytes - encodeUtf8(facts).length - encodeUtf8(content).length;
}

/** Whether a draft must not be changed so: it would be too long to be kept, and is not on the way to be shorter. */
export function isChangeTooLong(before: ReportDraftContent, after: ReportDraftContent): boolean {
  const room = draftRoom(after);
  return room < 0 && room < draftRoom(before);
}

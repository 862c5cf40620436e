import type { ImportReceipt } from '../contract/case-protocol.ts';
import { groupDigits } from '../verify/count-words.ts';

/** What a receipt says of lines with the number of another line: the same on screen, on paper and in a saved receipt. */
export function repeatWords({ duplicateLines, repeats }: ImportReceipt): string {
  const all = groupDigits(duplicateLines);
  if (duplicateLines === 0) return all;
  const repeated = `${all} with the number of another line`;
  if (repeats === undefined) {
    return `${repeated}; their content was not compared by the version that imported the file`;
  }
  const { sameBytes, otherContent, notCompared } = repeats;
  const open = notCompared === 0 ? '' : `, ${groupDigits(notCompared)} not compared`;
  return `${repeated}: ${groupDigits(sameBytes)} with the same bytes, ${groupDigits(otherContent)} with other content${open}`;
}

/** An import reads the number of a line as what tells it from others; a name in its event is for a search. */
export const eventIdWords = 'not compared at import; Explore finds lines by event-id';

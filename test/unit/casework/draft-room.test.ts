import { describe, expect, it } from 'vitest';
import { limits } from '../../../shared/bytes/limits.ts';
import { appendCustodyRecord, renderCustodyRecord } from '../../../shared/case/custody-log.ts';
import { actionOf } from '../../../shared/casework/case-work.ts';
import { draftRoom, isChangeTooLong } from '../../../shared/casework/draft-room.ts';
import { renderMadeContent } from '../../../shared/casework/made-content.ts';
import { madeFacts } from '../../../shared/casework/made-facts.ts';
import { draft } from '../workers/report-bench.ts';

const draftOf = (markdown: string) => ({ ...draft, narrative: [{ heading: 'What was done', markdown }] });

/** As the log of a case writes it down, behind the largest number that a record can have. */
function recordBytes(content: ReturnType<typeof draftOf>): number {
  const entry = {
    claimedTime: Date.UTC(9999, 11, 31),
    action: actionOf(content.kind),
    facts: madeFacts(content),
    content: renderMadeContent(content),
  };
  return renderCustodyRecord(appendCustodyRecord('7'.repeat(64), null, entry)).length + 15;
}

describe('The room of a draft', () => {
  it.each([
    ['letters', 'a'],
    ['quotation marks, which are escaped twice', '"\\'],
    ['line ends', 'word\n'],
    ['a script of three bytes a letter', '田'],
  ])('is a promise that the log keeps: filled with %s, it is still a record', (_, text) => {
    const most = Math.floor(draftRoom(draftOf('')) / (draftRoom(draftOf('')) - draftRoom(draftOf(text))));
    const full = draftOf(text.repeat(most));
    expect(draftRoom(full)).toBeGreaterThanOrEqual(0);
    expect(recordBytes(full)).toBeLessThanOrEqual(limits.entryBytes);
    expect(isChangeTooLong(full, draftOf(text.repeat(most + 1)))).toBe(true);
  });

  it('holds ten thousand words', () => {
    expect(draftRoom(draftOf('words '.repeat(10_000)))).toBeGreaterThan(0);
  });

  it('lets a draft that is too long get shorter', () => {
    const [longer, long] = [draftOf('a'.repeat(70_000)), draftOf('a'.repeat(69_000))];
    expect(isChangeTooLong(longer, long)).toBe(false);
    expect(isChangeTooLong(long, longer)).toBe(true);
  });
});

import type { ReportRecord } from '../report/record.ts';
import { renderCheckMembers } from './check-members.ts';
import { renderEntryLists } from './entry-lists.ts';
import { renderExhibits } from './exhibit-members.ts';
import { renderLoadFiles } from './load-file.ts';
import type { PackMember } from './pack-member.ts';
import { renderTrustMembers } from './trust-members.ts';
import { renderWorkingLists } from './working-lists.ts';

/** Every member under `data/` that follows from the record and its rendering: the same ones give the same bytes. */
export function renderDerivedMembers(record: ReportRecord, pdf: Uint8Array | null): readonly PackMember[] {
  return [
    ...renderExhibits(record),
    ...renderEntryLists(record),
    ...renderWorkingLists(record),
    ...renderCheckMembers(record),
    ...renderTrustMembers(record),
    ...renderLoadFiles(record, pdf),
  ];
}

import { describe, expect, test } from 'vitest';
import { foldCaseWork, type MadeRecord } from '../../../shared/casework/case-work.ts';
import {
  type MadeContent,
  parseMadeContent,
  renderMadeContent,
} from '../../../shared/casework/made-content.ts';
import { overlayOfCase } from '../../../shared/casework/overlay-of-case.ts';
import type { ReportDraftContent } from '../../../shared/casework/report-draft.ts';

const leaf = 'cd'.repeat(32);

const draft: ReportDraftContent = {
  kind: 'report-draft',
  by: 'reviewer 1',
  draftId: 'd-1',
  isDiscarded: false,
  number: 'R-2026-01',
  title: 'Access review',
  sections: ['summary', 'narrative'],
  narrative: [{ heading: 'What was done', markdown: 'See [@log.example/a#3].' }],
  limitations: ['Only one month was delivered.'],
  leftOut: { findings: [], exhibits: ['EX-0002'], samples: [] },
  supersedes: { number: 'R-2025-09', sha256: leaf, reason: 'A count was wrong.' },
  withheld: [
    { origin: 'log.example/a', seq: 4, leaf, reason: 'Names a patient.', privilege: 'attorney-client' },
  ],
  hidden: [{ pointer: '/user/mail', reason: 'Personal.', privilege: '' }],
  shownPointers: ['/action', '/time'],
};

const logOf = (...contents: readonly MadeContent[]): readonly MadeRecord[] =>
  contents.map((content, record) => ({ record, at: 1_000 + record, content }));

describe('A draft of a report', () => {
  test('comes back from the log as it was written', () => {
    expect(parseMadeContent(renderMadeContent(draft))).toEqual(draft);
    const open = { ...draft, supersedes: null, shownPointers: null };
    expect(parseMadeContent(renderMadeContent(open))).toEqual(open);
  });

  test('is what its last version says, and an undone version gives way to the one before', () => {
    const later = { ...draft, title: 'Second title' };
    const records = logOf(draft, later);
    expect(foldCaseWork(records).reportDrafts.get('d-1')?.content.title).toBe('Second title');
    const undone = logOf(draft, later, { kind: 'undo', by: 'reviewer 1', record: 1 });
    expect(foldCaseWork(undone).reportDrafts.get('d-1')?.content.title).toBe('Access review');
  });

  test('is gone when it was discarded, and stays in the log', () => {
    const work = foldCaseWork(logOf(draft, { ...draft, isDiscarded: true }));
    expect(work.reportDrafts.size).toBe(0);
    expect(work.made.map(({ content }) => content.kind)).toEqual(['report-draft', 'report-draft']);
  });

  test('withholds or hides nothing without a reason', () => {
    const silent = { ...draft, withheld: draft.withheld.map((each) => ({ ...each, reason: ' ' })) };
    expect(() => parseMadeContent(renderMadeContent(silent))).toThrow('a reason for what is withheld');
    const mute = { ...draft, hidden: [{ pointer: '/a', reason: '', privilege: '' }] };
    expect(() => parseMadeContent(renderMadeContent(mute))).toThrow('a reason for what is hidden');
  });

  test('is not handed to another reviewer, since it names what a recipient is not to see', () => {
    const overlay = overlayOfCase({
      caseId: 'case',
      name: 'Case',
      reviewer: 'reviewer 1',
      custodyHead: { records: 2, leaf },
      files: [],
      made: logOf({ kind: 'annotation', by: 'reviewer 1', targets: [], note: 'kept' }, draft),
    });
    const kinds = overlay.records.map((each) => (each.kind === 'made' ? each.content.kind : each.kind));
    expect(kinds).toEqual(['annotation']);
  });
});

import { describe, expect, test } from 'vitest';
import { foldCaseWork } from '../../../shared/casework/case-work.ts';
import type { FindingContent } from '../../../shared/casework/finding.ts';
import type { MadeContent } from '../../../shared/casework/made-content.ts';
import { orderOfDraft, reportableWork, withoutLeftOut } from '../../../shared/report/order-of-draft.ts';
import { draft } from '../workers/report-bench.ts';

const leaf = 'cd'.repeat(32);
const by = 'reviewer 1';

function finding(findingId: string, state: FindingContent['state']): FindingContent {
  const texts = { condition: 'c', criteria: 'c', cause: '', effect: '', recommendation: '' };
  return {
    ...{ kind: 'finding', by, findingId, title: `Finding ${findingId}`, ...texts, owner: '', dueDate: '' },
    ...{ response: '', severity: 'high', state, controls: [], exhibits: [] },
  };
}

const exhibit = (number: string): MadeContent => ({
  ...{ kind: 'exhibit', by, number, title: `Exhibit ${number}`, query: '', queryDigest: '' },
  sources: [{ origin: 'log.example/a', fileSha256: leaf, lines: [{ seq: 1, leaf }] }],
});

const work = reportableWork(
  foldCaseWork(
    [
      finding('b', 'open'),
      finding('a', 'agreed'),
      finding('later', 'open'),
      finding('later', 'withdrawn'),
      finding('unripe', 'draft'),
      exhibit('EX-0002'),
      exhibit('EX-0001'),
      { kind: 'exhibit-withdrawn', by, number: 'EX-0002', reason: 'twice' } as const,
    ].map((content, record) => ({ record, at: record, content })),
  ),
);
const production = {
  preparer: { name: 'Auditor One', fingerprint: 'SHA256:one' },
  producedAt: 1_790_812_800_000,
  tool: { name: 'Vouch', version: '0.1.0', buildSha256: leaf },
};

describe('A report can have', () => {
  test('what persons stand by: neither drafts nor what was withdrawn', () => {
    expect(work.findings.map(({ findingId }) => findingId)).toEqual(['a', 'b']);
    expect(work.exhibits.map(({ number }) => number)).toEqual(['EX-0001']);
  });
});

describe('A draft asks for', () => {
  test('everything but what it leaves out, so that what is found later is not missing', () => {
    const leftOut = { findings: ['a'], exhibits: ['EX-0001'], samples: [] };
    expect(withoutLeftOut(work, { ...draft, leftOut }).findings).toHaveLength(1);
    const order = orderOfDraft({ ...draft, leftOut }, work, production);
    expect(order).toMatchObject({ findings: ['b'], exhibits: [], samples: [] });
    expect(orderOfDraft(draft, work, production)).toMatchObject({
      findings: ['a', 'b'],
      exhibits: ['EX-0001'],
    });
  });

  test('its sections in its order, and for no section that this version does not know', () => {
    const sections = ['exhibits', 'astrology', 'summary'];
    expect(orderOfDraft({ ...draft, sections }, work, production).sections).toEqual(['exhibits', 'summary']);
  });

  test('limits and pointers without the blank lines between which they were typed', () => {
    const typed = { limitations: ['', ' One month only. ', ' '], shownPointers: ['/action', '', ' /ts'] };
    const order = orderOfDraft({ ...draft, ...typed }, work, production);
    expect(order.limitations).toEqual(['One month only.']);
    expect(order.redaction.shownPointers).toEqual(['/action', '/ts']);
  });

  test('the redactions in the name of who signs them', () => {
    const reason = { reason: 'Personal.', privilege: '' };
    const hidden = [{ pointer: ' /actor/email ', ...reason }];
    const withheld = [{ origin: 'log.example/a', seq: 1, leaf, ...reason }];
    const { redaction } = orderOfDraft({ ...draft, hidden, withheld }, work, production);
    expect(redaction.hidden).toEqual([{ pointer: '/actor/email', ...reason, by: 'Auditor One' }]);
    expect(redaction.withheld).toEqual([{ ...withheld[0], by: 'Auditor One' }]);
  });
});

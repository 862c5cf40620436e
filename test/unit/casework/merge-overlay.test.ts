import { describe, expect, test } from 'vitest';
import { foldCaseWork, type MadeRecord } from '../../../shared/casework/case-work.ts';
import type { FindingContent } from '../../../shared/casework/finding.ts';
import type { MadeContent } from '../../../shared/casework/made-content.ts';
import { planMerge } from '../../../shared/casework/merge-overlay.ts';
import { overlayOfCase } from '../../../shared/casework/overlay-of-case.ts';

const draft: FindingContent = {
  kind: 'finding',
  by: 'Auditor One',
  findingId: 'f-1',
  title: 'Access without approval',
  condition: 'Three reads.',
  criteria: 'Each read is approved.',
  cause: '',
  effect: '',
  recommendation: '',
  owner: '',
  dueDate: '',
  response: '',
  severity: 'low',
  state: 'draft',
  controls: [],
  exhibits: [],
};

const logOf = (...contents: readonly MadeContent[]): readonly MadeRecord[] =>
  contents.map((content, record) => ({ record, at: 1_000 + record, content }));

function merge(mine: readonly MadeRecord[], theirs: readonly MadeRecord[]) {
  const custodyHead = { records: 100, leaf: 'cd'.repeat(32) };
  const overlay = overlayOfCase({
    ...{ caseId: 'one', name: 'case', reviewer: 'Auditor One', custodyHead, files: [] },
    made: theirs,
  });
  const order = { caseId: 'two', overlay, sha256: 'ab'.repeat(32), signer: 'SHA256:x', choices: [] };
  const plan = planMerge({ ...order, made: mine, reviewer: 'Auditor Two' });
  const after = foldCaseWork(logOf(...mine.map(({ content }) => content), ...plan.contents));
  return { plan, finding: after.findings.get('f-1')?.at(-1)?.content };
}

/** What the second reviewer has once the first version came over. */
const shared = () => merge([], logOf(draft)).plan.contents;

describe('A finding that two reviewers worked on', () => {
  test('has both changes when they are of different fields, in a version by who merges', () => {
    const mine = logOf(...shared(), { ...draft, by: 'Auditor Two', cause: 'No rule.' });
    const { plan, finding } = merge(mine, logOf(draft, { ...draft, effect: 'Data was read.' }));
    expect(plan.conflicts).toEqual([]);
    expect(finding).toMatchObject({ by: 'Auditor Two', cause: 'No rule.', effect: 'Data was read.' });
  });

  test('is in conflict in the one field that both changed, and in no other', () => {
    const mine = logOf(...shared(), { ...draft, by: 'Auditor Two', cause: 'No rule.', owner: 'IT' });
    const { plan } = merge(mine, logOf(draft, { ...draft, cause: 'No training.', owner: 'IT' }));
    expect(plan.open).toMatchObject([
      {
        subject: { kind: 'finding', attribute: 'cause' },
        mine: { value: 'No rule.', by: 'Auditor Two' },
        theirs: { value: 'No training.', by: 'Auditor One' },
      },
    ]);
  });

  test('becomes a draft where one opened it and the other took away what it rests on', () => {
    const mine = logOf(...shared(), { ...draft, by: 'Auditor Two', state: 'open' });
    const { plan, finding } = merge(mine, logOf(draft, { ...draft, condition: '' }));
    expect(plan.drafted).toEqual(['Access without approval']);
    expect(finding).toMatchObject({ state: 'draft', condition: '' });
  });

  test('goes back a version where the other one undid the last', () => {
    const both = logOf(draft, { ...draft, severity: 'high' });
    const mine = logOf(...merge([], both).plan.contents);
    const { plan, finding } = merge(mine, [
      ...both,
      { record: 2, at: 2_000, content: { kind: 'undo', by: 'Auditor One', record: 1 } },
    ]);
    expect(plan.undoneThere).toEqual([1]);
    expect(finding).toMatchObject({ severity: 'low' });
  });
});

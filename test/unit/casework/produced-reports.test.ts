import { describe, expect, test } from 'vitest';
import type { CustodyAction, CustodyRecord } from '../../../shared/case/custody-record.ts';
import {
  countersignatureFacts,
  foldReports,
  type Production,
  productionFacts,
  withdrawalFacts,
} from '../../../shared/casework/produced-reports.ts';

const first = '11'.repeat(32);
const second = '22'.repeat(32);
const one = { name: 'Auditor One', fingerprint: 'SHA256:one' };
const two = { name: 'Auditor Two', fingerprint: 'SHA256:two' };

function production(change: Partial<Production>): Production {
  return {
    number: 'R-1',
    title: 'Access review',
    sha256: first,
    packSha256: '33'.repeat(32),
    signer: one,
    supersedes: null,
    entriesInClear: 4,
    entriesHidden: 1,
    acknowledgedBy: 'reviewer 1',
    ...change,
  };
}

type Step = readonly [CustodyAction, CustodyRecord['facts']];

const logOf = (...steps: readonly Step[]): readonly CustodyRecord[] =>
  steps.map(([action, facts], seq) => ({ seq, prev: first, claimedTime: 1_000 + seq, action, facts }));

describe('The reports of a case', () => {
  test('are those that its log says were produced, by whom they were signed and what they replace', () => {
    const supersedes = { number: 'R-1', sha256: first, reason: 'A count was wrong.' };
    const reports = foldReports(
      logOf(
        ['report-produced', productionFacts(production({}))],
        ['report-countersigned', countersignatureFacts({ number: 'R-1', sha256: first }, two)],
        ['report-produced', productionFacts(production({ number: 'R-2', sha256: second, supersedes }))],
      ),
    );
    expect(reports).toHaveLength(2);
    expect(reports[0]).toMatchObject({
      record: 0,
      at: 1_000,
      number: 'R-1',
      signer: one,
      supersedes: null,
      standing: { kind: 'superseded', by: 'R-2' },
      countersignatures: [{ ...two, at: 1_001 }],
    });
    expect(reports[1]).toMatchObject({
      supersedes: { number: 'R-1', sha256: first },
      standing: { kind: 'current' },
    });
  });

  test('stay superseded when what replaced them is withdrawn: readers were told so', () => {
    const supersedes = { number: 'R-1', sha256: first, reason: 'A count was wrong.' };
    const [old, withdrawn] = foldReports(
      logOf(
        ['report-produced', productionFacts(production({}))],
        ['report-produced', productionFacts(production({ number: 'R-2', sha256: second, supersedes }))],
        ['report-withdrawn', withdrawalFacts({ number: 'R-2', sha256: second }, 'Sent too early.', one)],
      ),
    );
    expect(old?.standing).toEqual({ kind: 'superseded', by: 'R-2' });
    expect(withdrawn?.standing).toEqual({ kind: 'withdrawn', reason: 'Sent too early.' });
  });

  test('are not made by records that speak of a report which was never produced here', () => {
    const name = { number: 'R-9', sha256: second };
    const reports = foldReports(
      logOf(
        ['report-countersigned', countersignatureFacts(name, two)],
        ['report-withdrawn', withdrawalFacts(name, 'why', one)],
        ['annotated', [{ name: 'report.json', value: first }]],
      ),
    );
    expect(reports).toEqual([]);
  });

  test('keep what the first record of a digest says: a second one under it cannot rename a report', () => {
    const reports = foldReports(
      logOf(
        ['report-produced', productionFacts(production({}))],
        ['report-produced', productionFacts(production({ number: 'R-7', title: 'Another title' }))],
      ),
    );
    expect(reports.map(({ number }) => number)).toEqual(['R-1']);
  });
});

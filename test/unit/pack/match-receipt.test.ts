import { beforeAll, describe, expect, it } from 'vitest';
import { defaultMapping } from '../../../shared/adapters/read-event.ts';
import { matchReceipt } from '../../../shared/pack/match-receipt.ts';
import type { ReportedBundle } from '../../../shared/report/record.ts';
import type { EvidenceBundle } from '../../../shared/report/report-evidence.ts';
import type { ReportedReceipt, ReportedReject } from '../../../shared/report/reported-receipt.ts';
import { toReportedBundle } from '../../../shared/report/to-reported-bundle.ts';
import { editLines } from '../../support/bundle-builder.ts';
import { extractBundle, sealEvents } from '../../support/report-extract.ts';

let evidence: EvidenceBundle;
let reported: ReportedBundle;

beforeAll(async () => {
  const members = editLines(await sealEvents(), 0, (lines) =>
    lines.map((line, index) => (index === 3 || index === 5 ? 'no entry' : line)),
  );
  const bundle = await extractBundle(members);
  evidence = { ...bundle, bundleId: '0', mapping: defaultMapping };
  reported = toReportedBundle(bundle, 'BROKEN', false);
});

function answerTo(change: Partial<ReportedReceipt>, held: EvidenceBundle = evidence): string {
  const { outcome, statement } = matchReceipt(
    { ...reported, receipt: { ...reported.receipt, ...change } },
    held,
  );
  return `${outcome}: ${statement}`;
}

function rejectedLines(edit: (rejects: readonly ReportedReject[]) => readonly ReportedReject[]) {
  return { rejectedLines: edit(reported.receipt.rejectedLines ?? []) };
}

describe('A receipt in a report', () => {
  it('passes where the bundle at hand has the same', () => {
    expect(reported.receipt.rejectedLines).toHaveLength(2);
    expect(answerTo({})).toMatch(/^pass: .* and the account of the bytes/);
  });

  it('fails with another reason, another place, or one rejected line less', () => {
    const wrong = 'fail: The report states another list of rejected lines of clinic.evb.zip.';
    expect(
      answerTo(rejectedLines((all) => all.map((each) => ({ ...each, reason: 'the line is empty' })))),
    ).toBe(wrong);
    expect(answerTo(rejectedLines((all) => all.map((each) => ({ ...each, offset: each.offset + 1 }))))).toBe(
      wrong,
    );
    expect(answerTo(rejectedLines((all) => all.slice(1)))).toBe(wrong);
    expect(answerTo(rejectedLines((all) => [...all, ...all]))).toBe(wrong);
  });

  it('passes with reasons that the report keeps back, and not with another place', () => {
    const kept = (rejects: readonly ReportedReject[]) => rejects.map((each) => ({ ...each, reason: null }));
    expect(answerTo(rejectedLines(kept))).toMatch(/^pass: /);
    expect(
      answerTo(rejectedLines((all) => kept(all).map((each) => ({ ...each, line: each.line + 1 })))),
    ).toContain('fail: The report states another list of rejected lines');
  });

  it('fails with another account of the bytes, another mapping, or other lines of a file', () => {
    const { account, members } = reported.receipt;
    if (account === undefined) throw new Error('The receipt has an account.');
    expect(answerTo({ account: { ...account, overheadBytes: account.overheadBytes + 1 } })).toContain(
      'another account of its bytes',
    );
    expect(answerTo({ account: { ...account, mapping: account.mapping.slice(1) } })).toContain(
      'another mapping',
    );
    const packed = members.map((each) => ({ ...each, packedBytes: (each.packedBytes ?? 0) + 1 }));
    expect(answerTo({ members: packed })).toContain('another account of a member');
    const lines = members.map((each) => ({ ...each, lines: 9 }));
    expect(answerTo({ members: lines })).toContain('another number of lines of a member');
  });

  it('of an older Vouch passes without rejected lines and account', () => {
    const { rejectedLines: _listed, account: _account, ...older } = reported.receipt;
    const members = older.members.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 }));
    const bundle = { ...reported, receipt: { ...older, members } };
    expect(matchReceipt(bundle, evidence)).toMatchObject({ outcome: 'pass', code: 'evidence-receipt' });
  });

  it('is open where the receipt at hand has no account', () => {
    const { account: _account, ...receipt } = evidence.receipt;
    expect(answerTo({}, { ...evidence, receipt })).toMatch(/^unknown: .* the receipt at hand has none/);
  });
});

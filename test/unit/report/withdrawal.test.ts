import { describe, expect, it } from 'vitest';
import { decodeUtf8, encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { checkReportSignatures } from '../../../shared/report/signatures/check-report-signatures.ts';
import { signReport } from '../../../shared/report/signatures/sign-report.ts';
import { parseWithdrawal, renderWithdrawal, withdrawalName } from '../../../shared/report/withdrawal.ts';
import { signerOf } from '../../support/pdf-tools.ts';

const preparer = signerOf('P. Preparer');
const withdrawal = {
  number: 'R-2026-07',
  sha256: 'ab'.repeat(32),
  reason: 'A sample was drawn from the wrong file.',
  by: { name: preparer.name, fingerprint: preparer.fingerprint },
  claimedTime: Date.UTC(2026, 6, 2, 3, 4, 5, 678),
};
const bytes = renderWithdrawal(withdrawal);
const text = decodeUtf8(bytes);

describe('A statement that withdraws a report', () => {
  it('is read as it was written', () => {
    expect(parseWithdrawal(bytes)).toEqual(withdrawal);
    expect(text).toContain('"claimedTime": "2026-07-02T03:04:05.678Z"');
  });

  it('is signed as a report is, and by another key it is by somebody else', () => {
    const signedBy = (identity: typeof preparer) => {
      const files = signReport({ name: withdrawalName, bytes }, identity, 'preparer', withdrawal.claimedTime);
      const file = {
        signed: { name: withdrawalName, bytes },
        preparer: preparer.fingerprint,
        beside: new Map(files.map((each) => [each.name, each.bytes])),
      };
      const policy = { known: new Map<string, string>(), authorities: [], now: withdrawal.claimedTime };
      return checkReportSignatures(file, policy).signatures.map(({ fileName, outcome }) => [
        fileName,
        outcome.kind,
      ]);
    };
    expect(signedBy(preparer)).toEqual([
      ['withdrawal.json.sig', 'valid'],
      ['withdrawal.json.p7s', 'valid'],
    ]);
    expect(signedBy(signerOf('Somebody else', 8)).map(([, kind]) => kind)).toEqual([
      'other-signer',
      'other-signer',
    ]);
  });

  it.each([
    ['of a later version, which is named', 'withdrawal/1', 'withdrawal/2', 'unsupported-format'],
    ['without a format', '"format"', '"form"', 'unsupported-format'],
    ['with a member that nobody knows', '"number"', '"more": 1,\n  "number"', 'json'],
    ['with a member twice', '"number"', '"number": "R",\n  "number"', 'json'],
    ['without a reason', withdrawal.reason, ' ', 'json'],
    ['of no report', 'ab'.repeat(32), 'AB'.repeat(32), 'json'],
    ['of a day that does not exist', '2026-07-02', '2026-02-30', 'json'],
    ['in another spelling', '  "number"', ' "number"', 'json'],
  ])('is refused %s', (_what, from, to, code) => {
    expect(text).toContain(from);
    const changed = encodeUtf8(text.replace(from, to));
    expect(() => parseWithdrawal(changed)).toThrow(expect.objectContaining({ code }));
  });
});

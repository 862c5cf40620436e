import { parseUtcTime, renderUtcTime } from '../adapters/utc-time.ts';
import { equalBytes } from '../bytes/equal.ts';
import { FormatError } from '../bytes/errors.ts';
import { quote } from '../bytes/quote.ts';
import type { DigestHex, UnixMillis } from '../bytes/units.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { ObjectReader } from '../json/object-reader.ts';
import { parseStrictObject } from '../json/parse-json.ts';
import type { Signatory } from './order.ts';

/** Says that a report does not count any more. Whoever has the report has to be given it: a report cannot call home. */
export interface Withdrawal {
  readonly number: string;
  /** Of the `report.json` that is withdrawn: a number alone would be anybody's. */
  readonly sha256: DigestHex;
  readonly reason: string;
  readonly by: Signatory;
  readonly claimedTime: UnixMillis;
}

const withdrawalFormat = 'evidence-report-withdrawal/1';

export const withdrawalName = 'withdrawal.json';

/** Strict JSON with its members in this order; it is signed as `report.json` is. */
export function renderWithdrawal({ number, sha256, reason, by, claimedTime }: Withdrawal): Uint8Array {
  const statement = {
    format: withdrawalFormat,
    number: wellFormed(number),
    sha256,
    reason: wellFormed(reason),
    by: { name: wellFormed(by.name), fingerprint: by.fingerprint },
    claimedTime: renderUtcTime(claimedTime),
  };
  return encodeUtf8(`${JSON.stringify(statement, null, 2)}\n`);
}

/**
 * Reads such a statement in the one spelling that `renderWithdrawal` writes. Throws FormatError: `unsupported-format` for another
 * version, `json` or `utf8` for everything else. Who signed it, `checkReportSignatures` says: it counts only by the key of the
 * report's own preparer.
 */
export function parseWithdrawal(bytes: Uint8Array): Withdrawal {
  const members = parseStrictObject(bytes);
  const format = members.get('format');
  if (format !== withdrawalFormat) {
    const found = typeof format === 'string' ? quote(format) : 'none';
    throw new FormatError('unsupported-format', `Expected the format "${withdrawalFormat}", found ${found}.`);
  }
  const reader = new ObjectReader(members, 'of the statement');
  reader.text('format');
  const withdrawal = {
    number: reader.text('number'),
    sha256: reader.text('sha256'),
    reason: reader.text('reason'),
    by: reader.object('by', (by) => ({ name: by.text('name'), fingerprint: by.text('fingerprint') })),
    claimedTime: parseUtcTime(reader.text('claimedTime')),
  };
  reader.end();
  const { claimedTime, sha256, reason } = withdrawal;
  if (claimedTime === null) throw wrong('a time in UTC');
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw wrong('the SHA-256 of a report');
  if (reason.trim() === '') throw wrong('a reason');
  if (!equalBytes(renderWithdrawal({ ...withdrawal, claimedTime }), bytes)) {
    throw wrong('the spelling in which such statements are written');
  }
  return { ...withdrawal, claimedTime };
}

function wrong(expected: string): FormatError {
  return new FormatError('json', `Expected ${expected} in the statement that withdraws a report.`);
}

/** Half a surrogate pair, which a person can paste, has no bytes in UTF-8. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

import { renderUtcTime } from '../adapters/utc-time.ts';
import type { DigestHex, UnixMillis } from '../bytes/units.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
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

export const withdrawalName = 'withdrawal.json';

/** Strict JSON with its members in this order; it is signed as `report.json` is. */
export function renderWithdrawal({ number, sha256, reason, by, claimedTime }: Withdrawal): Uint8Array {
  const statement = {
    format: 'evidence-report-withdrawal/1',
    number: wellFormed(number),
    sha256,
    reason: wellFormed(reason),
    by: { name: wellFormed(by.name), fingerprint: by.fingerprint },
    claimedTime: renderUtcTime(claimedTime),
  };
  return encodeUtf8(`${JSON.stringify(statement, null, 2)}\n`);
}

/** Half a surrogate pair, which a person can paste, has no bytes in UTF-8. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

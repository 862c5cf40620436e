import type { UnixMillis } from '../../bytes/units.ts';
import { renderTimeStampRequest } from '../../certificates/time-stamp-request.ts';
import type { TimeAuthority } from '../../trust/time-authority.ts';
import { readAuthorities } from '../../verify/stamped-time.ts';
import { checkReportStamp, type ReportStamp } from './check-report-stamp.ts';
import type { SignatureFile } from './sign-report.ts';
import { signatureNames, signatureRoles } from './signature-names.ts';

/** What is sent to a time authority for each signature that lies beside a report, the preparer's first. */
export function stampRequests(beside: ReadonlyMap<string, Uint8Array>): readonly SignatureFile[] {
  return signatureRoles.flatMap((role) => {
    const { ssh } = signatureNames('report.json', role);
    const signature = beside.get(ssh);
    return signature === undefined ? [] : [{ name: `${ssh}.tsq`, bytes: renderTimeStampRequest(signature) }];
  });
}

export type TakenStamp =
  /** Under the name that it must have beside the signature that it is over. */
  | { readonly kind: 'taken'; readonly file: SignatureFile; readonly stamp: ReportStamp }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Finds the signature that an answer of a time authority is over, and refuses what proves nothing to anybody: an answer over other
 * bytes, without a certificate, of a time to come, or one that cannot be read. Who vouches for the authority is said, not asked.
 */
export function takeStamp(
  token: Uint8Array,
  beside: ReadonlyMap<string, Uint8Array>,
  { authorities, now }: { readonly authorities: readonly TimeAuthority[]; readonly now: UnixMillis },
): TakenStamp {
  const pinned = readAuthorities(authorities);
  const refused: ReportStamp[] = [];
  for (const role of signatureRoles) {
    const { ssh, stamp: name } = signatureNames('report.json', role);
    const signature = beside.get(ssh);
    if (signature === undefined) continue;
    const file = { name, bytes: token };
    const stamp = checkReportStamp(file, { name: ssh, bytes: signature }, pinned, { now });
    const { kind } = stamp.outcome;
    if (kind === 'trusted' || kind === 'unknown-authority') return { kind: 'taken', file, stamp };
    refused.push(stamp);
  }
  // What is over other bytes than one signature may be over another one, and be refused for another reason there.
  const told = refused.find(({ outcome }) => outcome.kind !== 'invalid') ?? refused[0];
  const isTold = told !== undefined && told.outcome.kind !== 'trusted';
  return {
    kind: 'refused',
    reason: isTold ? told.outcome.reason : 'there is no signature that it could be over',
  };
}

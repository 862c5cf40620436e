import type { ExtractedCustody, ExtractedTrust } from './extract.ts';
import type { ReportedCustody, ReportedTrust } from './record.ts';
import { sortedBy } from './sorted-by.ts';
import { toUtcText } from './utc-text.ts';

/** Every key by which anything was judged, as whoever judges again needs it. */
export function toReportedTrust({ keys, authorities, policies }: ExtractedTrust): ReportedTrust {
  return {
    keys: sortedBy(keys, (key) => [key.origin, key.role, key.fingerprint]).map((key) => ({
      role: key.role,
      origin: key.origin,
      fingerprint: key.fingerprint,
      spelling: key.spelling,
      compared: key.compared,
      comparedBy: key.comparedBy,
      validAfter: toUtcText(key.validAfter),
      validBefore: toUtcText(key.validBefore),
      revokedFrom: toUtcText(key.revokedFrom),
    })),
    authorities: sortedBy(authorities, ({ fingerprint }) => [fingerprint]),
    policies: sortedBy(policies, ({ origin, policy }) => [origin, policy]),
  };
}

export function toReportedCustody(custody: ExtractedCustody | null): ReportedCustody | null {
  if (custody === null) return null;
  return {
    origin: custody.origin,
    records: custody.records,
    headLeaf: custody.headLeaf,
    firstTime: toUtcText(custody.firstTime),
    lastTime: toUtcText(custody.lastTime),
    clockSteppedBack: custody.clockSteppedBack.toSorted((one, other) => one - other),
    actions: sortedBy(custody.actions, ({ action }) => [action]),
  };
}

import type { Axis, CheckResult } from '../verify/check-result.ts';
import type { CheckCode } from '../verify/codes.ts';
import type { ExtractedBundle } from './extract.ts';
import { placeWords } from './place-words.ts';
import type { NotVerified, ReportedBundle, ReportedHeadline, ReportedResult } from './record.ts';
import { toReportedReceipt } from './reported-receipt.ts';
import { sortedBy } from './sorted-by.ts';

const axes: readonly Axis[] = ['bytes', 'signer', 'completeness', 'time'];

/** By log, then by the part of it, then by the digest of the file: never by when they were imported. */
export function sortBundles(bundles: readonly ExtractedBundle[]): readonly ExtractedBundle[] {
  return sortedBy(bundles, ({ origin, range, fileSha256 }) => [
    origin,
    range?.start ?? -1,
    range?.end ?? -1,
    fileSha256,
  ]);
}

/** With `keepsBack`, the report hides something, and says of no line why it cannot be read: the reason may quote it. */
export function toReportedBundle(
  bundle: ExtractedBundle,
  headline: ReportedHeadline,
  keepsBack: boolean,
): ReportedBundle {
  const { fileName, fileSha256, fileBytes, origin, title, range, receipt, verdict, checkpoints } = bundle;
  const { bytes, signer, completeness, time } = verdict.axes;
  return {
    ...{ fileName, fileSha256, fileBytes, origin, title },
    range: range === null ? null : { start: range.start, end: range.end },
    verdict: {
      state: verdict.state,
      headline,
      axes: { bytes, signer, completeness, time },
      results: sortResults(verdict.results).map((each) => toReportedResult(each, keepsBack)),
    },
    receipt: toReportedReceipt(receipt, keepsBack),
    checkpoints: sortedBy(checkpoints, ({ size, note }) => [size, note]),
  };
}

/** Every result that is no pass, in the order of its bundle. */
export function notVerifiedOf({ fileSha256, verdict }: ReportedBundle): readonly NotVerified[] {
  return verdict.results
    .filter(({ outcome }) => outcome !== 'pass')
    .map((result) => ({ ...result, fileSha256 }));
}

/** The questions in their order, and what is wrong before what is well. */
function sortResults(results: readonly CheckResult[]): readonly CheckResult[] {
  const outcomes = ['fail', 'unknown', 'warning', 'pass'];
  return sortedBy(results, ({ axis, outcome, code, place, statement }) => [
    axes.indexOf(axis),
    outcomes.indexOf(outcome),
    code,
    place.kind === 'bundle' ? '' : place.member,
    place.kind === 'bundle' ? 0 : (place.line ?? 0),
    statement,
  ]);
}

/** Results that end with what a parser said of one line. */
const quotingCodes: readonly CheckCode[] = ['entry-unreadable', 'entry-ambiguous'];

function toReportedResult(
  { code, axis, outcome, place, statement }: CheckResult,
  keepsBack: boolean,
): ReportedResult {
  const isCut = keepsBack && quotingCodes.includes(code);
  return {
    ...{ code, axis, outcome },
    place: placeWords(place),
    statement: isCut ? statement.replace(/: .*$/s, '.') : statement,
  };
}

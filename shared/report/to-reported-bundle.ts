import type { Axis, CheckResult } from '../verify/check-result.ts';
import type { ExtractedBundle } from './extract.ts';
import { placeWords } from './place-words.ts';
import type { NotVerified, ReportedBundle, ReportedHeadline, ReportedResult } from './record.ts';
import { sortedBy } from './sorted-by.ts';
import { toUtcText } from './utc-text.ts';

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

export function toReportedBundle(bundle: ExtractedBundle, headline: ReportedHeadline): ReportedBundle {
  const { fileName, fileSha256, fileBytes, origin, title, range, receipt, verdict, checkpoints } = bundle;
  const { bytes, signer, completeness, time } = verdict.axes;
  return {
    ...{ fileName, fileSha256, fileBytes, origin, title },
    range: range === null ? null : { start: range.start, end: range.end },
    verdict: {
      state: verdict.state,
      headline,
      axes: { bytes, signer, completeness, time },
      results: sortResults(verdict.results).map(toReportedResult),
    },
    receipt: {
      entries: receipt.entries,
      withheld: receipt.withheld,
      ambiguous: receipt.ambiguous,
      rejects: receipt.rejectCount,
      duplicateLines: receipt.duplicateLines,
      firstTime: toUtcText(receipt.firstTime),
      lastTime: toUtcText(receipt.lastTime),
      busiestDay: receipt.busiestDay,
      members: sortedBy(receipt.members, ({ path }) => [path]).map(({ path, bytes: size, sha256 }) => ({
        path,
        bytes: size,
        sha256,
      })),
    },
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

function toReportedResult({ code, axis, outcome, place, statement }: CheckResult): ReportedResult {
  return { code, axis, outcome, place: placeWords(place), statement };
}

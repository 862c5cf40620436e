import type { Crc32 } from '../archive/crc32.ts';
import { openZipBundle } from '../bundle/zip-source.ts';
import type { InflateRaw } from '../bytes/byte-source.ts';
import { asFormatError } from '../bytes/errors.ts';
import { limits } from '../bytes/limits.ts';
import { memorySource } from '../bytes/memory-source.ts';
import type { ReportRecord } from '../report/record.ts';
import type { EvidenceCall } from '../report/report-evidence.ts';
import { matchCustody } from './match-custody.ts';
import { packPaths } from './pack-layout.ts';
import { memberPlace, type ReportCheck } from './report-check.ts';
import { type HandedReport, type ReportVerdict, withResults } from './verify-report.ts';

/** What a platform unpacks with. */
export interface Unpacking {
  readonly inflate: InflateRaw;
  readonly crc32: Crc32;
}

/** The same verdict with what is to be said of the log of the case, where the pack has one. */
export async function withCustody(
  verdict: ReportVerdict,
  handed: HandedReport,
  unpacking: Unpacking,
  call: EvidenceCall,
): Promise<ReportVerdict> {
  const log = handed.kind === 'pack' ? handed.files.get(packPaths.custody) : undefined;
  if (verdict.record === null || log === undefined) return verdict;
  return withResults(verdict, [await checkLog(verdict.record, log, unpacking, call)]);
}

async function checkLog(
  record: ReportRecord,
  log: Uint8Array,
  { inflate, crc32 }: Unpacking,
  call: EvidenceCall,
): Promise<ReportCheck> {
  try {
    const file = memorySource('custody.evb.zip', log);
    return await matchCustody(record, await openZipBundle(file, inflate, limits, crc32), call);
  } catch (error) {
    const statement = `The log of the case is no ZIP: ${asFormatError(error).message}`;
    return { code: 'pack-custody', outcome: 'fail', place: memberPlace(packPaths.custody), statement };
  }
}

import type { ByteCount } from '../../shared/bytes/units.ts';
import type { Progress } from '../../shared/contract/case-protocol.ts';
import type { Pace } from './pace.ts';

/** How far reading a file is: its bytes come first, and its entries follow when they were read. */
export interface ReadingProgress {
  setBytes(done: ByteCount): void;
  setEntries(entries: number, rejects: number): void;
}

export function createReadingProgress(
  pace: Pick<Pace, 'report'>,
  stage: Progress['stage'],
  bytesTotal: ByteCount,
  bundle: Pick<Progress, 'bundleId'> = {},
): ReadingProgress {
  let bytesDone: ByteCount = 0;
  let entries = 0;
  let rejects = 0;
  const report = () => pace.report({ ...bundle, stage, bytesDone, bytesTotal, entries, rejects });
  return {
    setBytes(done) {
      bytesDone = done;
      report();
    },
    setEntries(count, rejectCount) {
      entries = count;
      rejects = rejectCount;
      report();
    },
  };
}

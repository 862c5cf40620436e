import type { DeflateRaw } from '../../shared/bytes/byte-source.ts';
import type { DeliveredFile } from '../../shared/contract/case-protocol.ts';
import { makeAllSampleMembers, type SampleName, zipSample } from '../../shared/samples/sample-bundles.ts';
import type { Pace } from './pace.ts';

export const sampleCaseName = 'Sample case';

/** One bundle as it was sealed, and the same one after somebody edited an entry: the two verdicts to compare. */
const shown: ReadonlySet<SampleName> = new Set<SampleName>(['good', 'tampered-edited']);

/**
 * Makes the sample bundles as files in memory, so that they go through the same import as any other.
 * One after the other from one sealing, which is most of the work.
 */
export async function* makeSampleFiles(deflate: DeflateRaw, pace: Pace): AsyncGenerator<DeliveredFile, void> {
  let made = 0;
  for await (const [{ name, fileName }, members] of makeAllSampleMembers()) {
    if (!shown.has(name)) continue;
    const parts: BlobPart[] = [];
    let bytesDone = 0;
    for await (const chunk of zipSample(members, deflate)) {
      parts.push(chunk.slice());
      bytesDone += chunk.length;
      pace.report({ stage: 'making-sample', bytesDone, bytesTotal: 0, entries: 0 });
      await pace.step();
    }
    yield new File(parts, fileName);
    made += 1;
    if (made === shown.size) return;
  }
}

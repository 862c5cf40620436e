import type { DeflateRaw } from '../../shared/bytes/byte-source.ts';
import type { DeliveredFile } from '../../shared/contract/case-protocol.ts';
import { makeSampleBundle, type SampleVariant, sampleVariants } from '../../shared/samples/sample-bundles.ts';
import type { Pace } from './pace.ts';

export const sampleCaseName = 'Sample case';

/** One bundle as it was sealed, and the same one after somebody edited an entry: the two verdicts to compare. */
export const sampleCaseVariants: readonly SampleVariant[] = sampleVariants.filter(
  ({ name }) => name === 'good' || name === 'tampered-edited',
);

/** Makes one sample bundle as a file in memory, so that it goes through the same import as any other. */
export async function makeSampleFile(
  { name, fileName }: SampleVariant,
  deflate: DeflateRaw,
  pace: Pace,
): Promise<DeliveredFile> {
  const parts: BlobPart[] = [];
  let bytesDone = 0;
  for await (const chunk of makeSampleBundle(name, deflate)) {
    parts.push(chunk.slice());
    bytesDone += chunk.length;
    pace.report({ stage: 'making-sample', bytesDone, bytesTotal: 0, entries: 0 });
    await pace.step();
  }
  return new File(parts, fileName);
}

import { type EventMapping, readEventFields } from '../../shared/adapters/read-event.ts';
import { memberPaths } from '../../shared/bundle/bundle-layout.ts';
import type { BundleSource } from '../../shared/bundle/bundle-source.ts';
import type { BundleObservation } from '../../shared/bundle/observation.ts';
import { observeBundle } from '../../shared/bundle/observe-bundle.ts';
import { parseDescriptor } from '../../shared/bundle/parse-descriptor.ts';
import { concatBytes } from '../../shared/bytes/concat.ts';
import { limits } from '../../shared/bytes/limits.ts';
import type { Progress } from '../../shared/contract/case-protocol.ts';
import type { Block } from '../../shared/index/block.ts';
import { BlockBuilder } from '../../shared/index/block-builder.ts';
import type { Dictionaries } from '../../shared/index/dictionary.ts';
import type { Pace } from './pace.ts';
import { workerDigests } from './worker-digests.ts';

export interface ObservedBlocks {
  readonly observation: BundleObservation;
  readonly dictionaries: Dictionaries;
}

/**
 * Reads a bundle once and lays it out in blocks on the way: an import stores them, a reopened case compares them
 * with what is stored. One path, so both see the same lines. `rootSizes` are those of remembered heads.
 */
export async function observeIntoBlocks(
  source: BundleSource,
  stage: Progress['stage'],
  pace: Pace,
  rootSizes: readonly number[],
  onBlocks: (blocks: readonly Block[]) => Promise<void>,
): Promise<ObservedBlocks> {
  const { source: noted, mapping } = noteMapping(source);
  const builder = new BlockBuilder((line) => readEventFields(line.event, mapping(), line.reading));
  const bytesTotal = source.members.reduce((sum, member) => sum + member.size, 0);
  const observation = await observeBundle(noted, {
    limits,
    rootSizes,
    digests: workerDigests,
    onLines: async (member, lines) => {
      await onBlocks(builder.add(member, lines));
      await pace.step();
    },
    onProgress: (bytesDone, entries) => pace.report({ stage, bytesDone, bytesTotal, entries }),
  });
  await onBlocks(builder.finish());
  await pace.step();
  return { observation, dictionaries: builder.dictionaries };
}

/**
 * The mapping is needed with the first line, and the observation comes after the last. The bytes of the descriptor
 * are noted as they stream to the observer: reading the member a second time could give other bytes.
 */
function noteMapping(source: BundleSource): { source: BundleSource; mapping: () => EventMapping } {
  const chunks: Uint8Array[] = [];
  let mapping: EventMapping | null = null;
  return {
    source: {
      ...source,
      open: (path) =>
        path === memberPaths.descriptor ? noteChunks(source.open(path), chunks) : source.open(path),
    },
    mapping: () => {
      mapping ??= parseDescriptor(concatBytes(chunks)).mapping;
      return mapping;
    },
  };
}

async function* noteChunks(
  stream: AsyncIterable<Uint8Array>,
  chunks: Uint8Array[],
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of stream) {
    chunks.push(chunk);
    yield chunk;
  }
}

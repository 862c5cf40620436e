import { readFileSync } from 'node:fs';
import { inflateRawNode } from '../../cli/platform/inflate.ts';
import { logKey, packerKey, vectorOrigin } from '../../scripts/vectors/vector-keys.ts';
import { observeBundle } from '../../shared/bundle/observe-bundle.ts';
import { openZipBundle } from '../../shared/bundle/zip-source.ts';
import { FormatError } from '../../shared/bytes/errors.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { memorySource } from '../../shared/bytes/memory-source.ts';
import { verifyBundle } from '../../shared/verify/verify-bundle.ts';
import { withKeysOnly } from '../../shared/verify/verify-input.ts';
import { pinned } from '../support/bundle-builder.ts';
import { type Answer, toAnswer } from './vector-folders.ts';

const options = { limits, onLines: () => {}, onProgress: () => {} };

/** What `shared/verify` says of a ZIP, with the keys of the vectors: the packer's for whatever log the bundle names. */
export async function answerOfCore(zip: Uint8Array): Promise<Answer> {
  try {
    const source = await openZipBundle(memorySource('bundle.evb.zip', zip), inflateRawNode, limits);
    const observation = await observeBundle(source, options);
    const keys = [
      pinned('log', logKey, vectorOrigin),
      pinned('packer', packerKey, observation.descriptor.origin),
    ];
    return toAnswer(verifyBundle(withKeysOnly({ observation, arrival: null }, keys, Date.UTC(2026, 6, 1))));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return toAnswer({ state: 'refused', error: { code: error.code } });
  }
}

export function answerOfCoreToFile(path: string): Promise<Answer> {
  return answerOfCore(new Uint8Array(readFileSync(path)));
}

import { readFileSync } from 'node:fs';
import { inflateRawNode } from '../../cli/platform/inflate.ts';
import { observeBundle } from '../../shared/bundle/observe-bundle.ts';
import { openZipBundle } from '../../shared/bundle/zip-source.ts';
import { FormatError } from '../../shared/bytes/errors.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { memorySource } from '../../shared/bytes/memory-source.ts';
import type { Verdict } from '../../shared/verify/verdict.ts';
import { type Answer, toAnswer } from './vector-folders.ts';
import { verdictWithVectorKeys } from './verdict-with-vector-keys.ts';

const options = { limits, onLines: () => {}, onProgress: () => {} };

/** What `shared/verify` says of a ZIP, with the keys of the vectors. */
export async function answerOfCore(zip: Uint8Array): Promise<Answer> {
  try {
    return toAnswer(await verdictOfCore(zip));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return toAnswer({ state: 'refused', error: { code: error.code } });
  }
}

/** The same in full. Throws FormatError for a file that is refused. */
export async function verdictOfCore(zip: Uint8Array): Promise<Verdict> {
  const source = await openZipBundle(memorySource('bundle.evb.zip', zip), inflateRawNode, limits);
  return verdictWithVectorKeys(await observeBundle(source, options));
}

export function answerOfCoreToFile(path: string): Promise<Answer> {
  return answerOfCore(new Uint8Array(readFileSync(path)));
}

import { openFileSource } from '../../renderer/workers/file-source.ts';
import { createPace } from '../../renderer/workers/pace.ts';
import { browserPlatform } from '../../renderer/workers/worker-platform.ts';
import { openZipBundle } from '../../shared/bundle/zip-source.ts';
import { BugError, FormatError } from '../../shared/bytes/errors.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { observeIntoParts } from '../../shared/index/observe-into-parts.ts';
import { verifyForeign } from '../../shared/verify/foreign/verify-foreign.ts';
import type { Verdict } from '../../shared/verify/verdict.ts';
import { verdictWithVectorKeys } from '../vectors/verdict-with-vector-keys.ts';
import { foreignTrust } from './foreign-folders.ts';

/** What the worker says of one file: a verdict, the code of a refusal, or what broke. */
export type WorkerAnswer = Verdict | { readonly refused: string } | { readonly broken: string };

self.onmessage = answerAll;

/** A list of delivered files comes in, and one answer for each goes out. */
async function answerAll({ data }: MessageEvent<readonly File[]>): Promise<void> {
  const answers: WorkerAnswer[] = [];
  for (const file of data) answers.push(await answer(file));
  self.postMessage(answers);
}

async function answer(file: File): Promise<WorkerAnswer> {
  try {
    return await judge(file);
  } catch (error) {
    return error instanceof FormatError ? { refused: error.code } : { broken: String(error) };
  }
}

/** The steps of an import, with the parts of the case worker, and without a database. */
async function judge(file: File): Promise<Verdict> {
  const pace = createPace(browserPlatform, new AbortController().signal, () => {});
  const source = openFileSource(file);
  const bundle = await openZipBundle(source, browserPlatform.inflate, limits);
  const foreign = await verifyForeign(bundle, {
    trust: foreignTrust,
    limits,
    onProgress: () => pace.step(),
    inflateMember: () => {
      throw new BugError('A worker has no inflate that stops at the end of a gzip member.');
    },
  });
  if (foreign !== null) return foreign.verdict;
  const observation = await observeIntoParts(bundle, {
    digests: browserPlatform.digests,
    indexing: browserPlatform.indexThreads,
    step: () => pace.step(),
    rootSizes: [],
    onSegments: () => {},
    onParts: async () => {},
    onEntries: () => {},
  });
  return verdictWithVectorKeys(observation);
}

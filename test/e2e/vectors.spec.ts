import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { startLoopbackServer } from '../../scripts/loopback-server.ts';
import { windowHostName } from '../../scripts/start/browser-arguments.ts';
import { zipStreamed } from '../../scripts/vectors/small-log.ts';
import { FormatError } from '../../shared/bytes/errors.ts';
import { foreignFolders } from '../support/foreign-folders.ts';
import type { WorkerAnswer } from '../support/vector-worker.ts';
import { buildVectorWorker } from '../support/vector-worker-build.ts';
import { verdictOfCore } from '../vectors/answer-of-core.ts';
import { readVectorFolders, toAnswer } from '../vectors/vector-folders.ts';
import { test as base, expect, expectUneventful } from './fixture.ts';
import { openBrowser, root } from './open-window.ts';

type AskWorker = (paths: readonly string[]) => Promise<readonly WorkerAnswer[]>;

/** The core in a worker of the browser, under the content policy of the window and served as the window is. */
const test = base.extend<{ readonly askWorker: AskWorker }>({
  askWorker: async ({ folder }, use) => {
    const files = await buildVectorWorker(root);
    const server = await startLoopbackServer({ files, hostNames: [windowHostName], port: 0 });
    const opened = await openBrowser({ profile: join(folder, 'profile'), port: server.port });
    await use(async (paths) => {
      await opened.page.locator('input').setInputFiles([...paths]);
      return opened.page.evaluate(askFromPage);
    });
    expectUneventful(opened);
    await opened.close();
    await server.close();
  },
});

/** Runs in the page: hands the chosen files to the worker, as the window does, and waits for its answers. */
function askFromPage(): Promise<readonly WorkerAnswer[]> {
  const rules = { createScriptURL: (url: string) => url };
  const url = Reflect.get(window, 'trustedTypes')
    .createPolicy('vouch-worker', rules)
    .createScriptURL('/case-worker.js');
  const worker = new Worker(url, { type: 'module' });
  worker.postMessage([...(document.querySelector('input')?.files ?? [])]);
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
  });
}

test('a worker of the browser gives every test vector the expected answer, and the verdict of the core in Node', async ({
  askWorker,
}) => {
  const vectors = readVectorFolders();
  const answers = await askWorker(vectors.map(({ bundle }) => bundle));
  expect(answers).toHaveLength(vectors.length);
  const unexpected: unknown[] = [];
  const differing: unknown[] = [];
  for (const [index, { name, bundle, expected }] of vectors.entries()) {
    const answer = answers[index];
    const said = toAnswer(toDocument(answer));
    if (!isDeepStrictEqual(said, expected)) unexpected.push({ name, said, expected });
    const inNode = await answerInNode(readFileSync(bundle));
    if (!isDeepStrictEqual(answer, inNode)) differing.push({ name, answer, inNode });
  }
  expect(unexpected).toEqual([]);
  expect(differing).toEqual([]);
});

test('a worker of the browser gives evidence of other worlds the headline that the documentation promises', async ({
  askWorker,
  folder,
}) => {
  const paths: string[] = [];
  for (const { name, members } of foreignFolders) {
    const path = join(folder, `${name}.zip`);
    writeFileSync(path, await zipStreamed(members));
    paths.push(path);
  }
  const answers = await askWorker(paths);
  const headlines = answers.map((answer) => ('headline' in answer ? answer.headline : answer));
  expect(headlines).toEqual(foreignFolders.map(({ headline }) => headline));
});

async function answerInNode(zip: Uint8Array): Promise<WorkerAnswer> {
  try {
    // As it arrives from a worker: without what a message does not carry.
    return JSON.parse(JSON.stringify(await verdictOfCore(zip)));
  } catch (error) {
    if (error instanceof FormatError) return { refused: error.code };
    throw error;
  }
}

/** The form of `expected.json`; a worker that broke has a state that no vector expects. */
function toDocument(answer: WorkerAnswer | undefined): unknown {
  if (answer === undefined || 'broken' in answer) return { state: answer?.broken ?? 'no answer' };
  return 'refused' in answer ? { state: 'refused', error: { code: answer.refused } } : answer;
}

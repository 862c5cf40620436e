import { join } from 'node:path';
import { startLoopbackServer } from '../../scripts/loopback-server.ts';
import { windowHostName } from '../../scripts/start/browser-arguments.ts';
import { mixedReportSha256 } from '../support/mixed-report-digest.ts';
import { buildVectorWorker } from '../support/vector-worker-build.ts';
import { expect, expectUneventful, test } from './fixture.ts';
import { openBrowser, root } from './open-window.ts';

test('a worker of the browser draws a report in PDF with the bytes that it has in Node, under the content policy', async ({
  folder,
}) => {
  const files = await buildVectorWorker(root, 'test/support/report-pdf-worker.ts');
  const server = await startLoopbackServer({ files, hostNames: [windowHostName], port: 0 });
  const opened = await openBrowser({ profile: join(folder, 'profile'), port: server.port });
  expect(await opened.page.evaluate(askFromPage)).toBe(mixedReportSha256);
  expectUneventful(opened);
  await opened.close();
  await server.close();
});

/** Runs in the page. */
function askFromPage(): Promise<string> {
  const rules = { createScriptURL: (url: string) => url };
  const url = Reflect.get(window, 'trustedTypes')
    .createPolicy('vouch-worker', rules)
    .createScriptURL('/case-worker.js');
  const worker = new Worker(url, { type: 'module' });
  worker.postMessage('draw');
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
  });
}

import { join } from 'node:path';
import { build } from 'vite';
import { buildParts } from '../../scripts/build/build-parts.ts';
import type { BuiltFiles } from '../../scripts/build/built-files.ts';

/** The name that the content policy, the server and the watch of the tests know. */
const workerFile = 'case-worker.js';

const page = '<!doctype html><html lang="en"><title>Vectors</title><input type="file" multiple></html>';

/** A page with a file input, and a worker of the tests, built in memory as the window's worker is built. */
export async function buildVectorWorker(
  root: string,
  entry = 'test/support/vector-worker.ts',
): Promise<BuiltFiles> {
  const window = buildParts(root, { version: 'test', sources: 'test' }).find(({ name }) => name === 'window');
  const config = window?.config ?? {};
  const result = await build({
    ...config,
    build: {
      ...config.build,
      write: false,
      rolldownOptions: {
        input: join(root, entry),
        output: { entryFileNames: workerFile, codeSplitting: false },
      },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  const files = output !== undefined && 'output' in output ? output.output : [];
  if (files.length === 0) throw new Error('Vite built nothing.');
  // Beside the worker itself the program of its threads, where it starts some.
  const scripts = files.map((file) => {
    const bytes = Buffer.from(file.type === 'chunk' ? file.code : file.source);
    return [`/${file.fileName}`, { mediaType: 'text/javascript; charset=utf-8', bytes }] as const;
  });
  return new Map([
    ['/index.html', { mediaType: 'text/html; charset=utf-8', bytes: Buffer.from(page) }],
    ...scripts,
  ]);
}

import type { BuiltFiles } from '../../scripts/build/built-files.ts';

/** The built files, with a case worker that runs this function, as its own text, before its own code. */
export function withFirstInWorker(files: BuiltFiles, run: () => void): BuiltFiles {
  const name = '/case-worker.js';
  const file = files.get(name);
  if (file === undefined) throw new Error('There is no case worker among the built files.');
  const first = new TextEncoder().encode(`(${run.toString()})();\n`);
  return new Map([...files, [name, { ...file, bytes: Buffer.concat([first, file.bytes]) }]]);
}

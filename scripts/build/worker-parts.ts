import { join } from 'node:path';
import { laterFile } from './later-file.ts';

const start = 'renderer/workers/case-worker.ts';

/**
 * The parts of the case worker that it loads when they are first needed, by the module that all of each is reached from. In
 * this order: what two of them need lies in the first, and what the start needs lies there, so no module is in two files.
 */
const laterParts = [
  { name: 'case-judging', from: /renderer[\\/]workers[\\/]judging\.ts$/ },
  { name: 'case-further', from: /renderer[\\/]workers[\\/]further-handlers\.ts$/ },
  { name: 'case-report', from: /renderer[\\/]workers[\\/]report[\\/]produce-report\.ts$/ },
] as const;

/** The files of these parts. `sources` is the digest of what is built. */
export function laterFiles(sources: string): readonly string[] {
  return laterParts.map(({ name }) => laterFile(name, sources));
}

/** How the worker and its parts are written. The program of its threads goes through here as well, and stays whole. */
export function workerOutput(root: string, sources: string) {
  return {
    entryFileNames: '[name].js',
    chunkFileNames: laterFile('[name]', sources),
    codeSplitting: {
      groups: [
        {
          name: (_id: string, program: { getModuleInfo(id: string): unknown }) =>
            program.getModuleInfo(join(root, start)) === null ? null : 'case-start',
          tags: ['$initial' as const],
          priority: laterParts.length,
        },
        ...laterParts.map(({ name, from }, index) => ({
          name,
          test: from,
          priority: laterParts.length - 1 - index,
        })),
      ],
    },
  };
}

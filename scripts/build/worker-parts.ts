import { join } from 'node:path';

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
  return laterParts.map(({ name }) => fileOf(name, sources));
}

/** A window that has outlived its program must find no part rather than one of another build. */
function fileOf(name: string, sources: string): string {
  return `${name}-${sources.slice(0, 16)}.js`;
}

/** How the worker and its parts are written. The program of its threads goes through here as well, and stays whole. */
export function workerOutput(root: string, sources: string) {
  return {
    entryFileNames: '[name].js',
    chunkFileNames: fileOf('[name]', sources),
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

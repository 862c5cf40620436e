import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { digestSources } from './source-digest.ts';

const programsModule = 'virtual:report-programs';
/** Rollup's sign for a module that no other plugin may look for in the file system. */
const sign = '\0';

/**
 * Lets `import { bundleVerifier } from 'virtual:report-programs'` mean the text of a program that goes into a pack, and
 * `sourcesSha256` the sources that the build is made from: a report names the program that made it.
 */
export function programsPlugin(root: string): Plugin {
  const text = (file: string) => JSON.stringify(readFileSync(join(root, 'cli/standalone', file), 'utf8'));
  return {
    name: 'report-programs',
    resolveId: (name) => (name === programsModule ? sign + name : undefined),
    load(name) {
      if (name !== sign + programsModule) return undefined;
      return [
        `export const bundleVerifier = ${text('verify.mjs')};`,
        `export const reportVerifier = ${text('verify-report.mjs')};`,
        `export const sourcesSha256 = ${JSON.stringify(digestSources(root))};`,
      ].join('\n');
    },
  };
}

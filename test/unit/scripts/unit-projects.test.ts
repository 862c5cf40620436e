import { describe, expect, it } from 'vitest';
import { unitProjects } from '../../../scripts/test/unit-projects.ts';
import { sourceFiles } from '../../support/source-files.ts';

const loneTests = unitProjects.find(({ name }) => name === 'lone')?.include ?? [];

function isLone(path: string): boolean {
  return loneTests.some((pattern) => path.startsWith(pattern.replace(/\*\*.*$/, '')));
}

/** Vitest undoes what a test stubs by its own means; these stay until the process ends. */
const staying = /\bvi\.(?:mock|doMock|resetModules)\(|\bdefineProperty\(globalThis\b|\bprocess\.chdir\(/;

describe('A test file that shares its process with others', () => {
  it('replaces no module and changes nothing that is global', () => {
    const tests = sourceFiles('test').filter(({ path }) => /\.test\.tsx?$/.test(path));
    const leaving = tests.filter(
      ({ path, text }) => staying.test(text) && !path.endsWith('unit-projects.test.ts'),
    );
    expect(leaving.filter(({ path }) => !isLone(path)).map(({ path }) => path)).toEqual([]);
    // The expression above still finds some.
    expect(leaving.length).toBeGreaterThan(4);
  });
});

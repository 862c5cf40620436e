/**
 * Together they reach what vitest.config.ts asks of shared/verify, chain, trust, bundle, crypto and certificates. Counting
 * branches takes twice the time, so it is done where it decides: these tests run with coverage, and not among the others.
 */
const decidingTests = [
  ...[
    'verify',
    'chain',
    'trust',
    'bundle',
    'seal',
    'formats',
    'crypto',
    'certificates',
    'identity',
    'index',
  ].map((folder) => `test/unit/${folder}/**/*.test.ts`),
  ...['plain', 'scanned', 'kernel', 'crypto', 'index', 'other'].map(
    (name) => `test/property/${name}-*.test.ts`,
  ),
];

/**
 * Tests that put something else in the place of a module or of a global, which the tests after them would find, and those of
 * the case worker, which holds things for as long as its process runs: each file has a process of its own.
 * `test/unit/scripts/unit-projects.test.ts` names who is missing here.
 */
const loneTests = [
  'test/unit/electron/**/*.test.ts',
  'test/unit/workers/**/*.test.ts',
  'test/property/verify-bit-flips.test.ts',
  'test/property/verify-mutations.test.ts',
  'test/unit/report/reproducible-report.test.ts',
];

const allTests = ['test/**/*.test.ts', 'test/**/*.test.tsx'];
const elsewhere = ['**/node_modules/**'];

interface UnitProject {
  readonly name: string;
  readonly include: string[];
  readonly exclude: string[];
  readonly isolate: boolean;
}

/**
 * The tests of Vitest, each file in one of three projects. Files that share a process load the modules of `shared/` once:
 * with a process for each, that took more processor time than the tests (measured).
 */
export const unitProjects: readonly UnitProject[] = [
  { name: 'deciding', include: decidingTests, exclude: elsewhere, isolate: false },
  { name: 'lone', include: loneTests, exclude: elsewhere, isolate: true },
  {
    name: 'unit',
    include: allTests,
    exclude: [...elsewhere, ...decidingTests, ...loneTests],
    isolate: false,
  },
];

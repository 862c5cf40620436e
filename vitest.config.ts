import { defineConfig } from 'vitest/config';
import { kernelPlugin } from './scripts/build/kernel-plugin.ts';
import { programsPlugin } from './scripts/build/programs-plugin.ts';
import { reportPlugin } from './scripts/build/report-plugin.ts';
import { unitProjects } from './scripts/test/unit-projects.ts';

/** Every line and branch. */
const whole = { lines: 100, branches: 100, functions: 100, statements: 100 };

export default defineConfig({
  plugins: [kernelPlugin(process.cwd()), reportPlugin(process.cwd()), programsPlugin(process.cwd())],
  test: {
    projects: unitProjects.map((test) => ({ extends: true, test })),
    // Two cores are all that a small machine has.
    maxWorkers: 2,
    // A property test of a busy machine takes several times what it takes of an idle one.
    testTimeout: 60_000,
    reporters: ['default'],
    coverage: {
      provider: 'v8',
      // A failed test is no reason to hide what else is missing.
      reportOnFailure: true,
      reportsDirectory: 'coverage',
      // Names what is not reached, and nothing else.
      reporter: [['text', { skipFull: true }]],
      include: ['shared/{verify,chain,trust,bundle,crypto,certificates}/**/*.ts'],
      thresholds: {
        // What decides about evidence has nothing that no test has run; one folder cannot lend its numbers to another.
        'shared/verify/**': whole,
        'shared/chain/**': whole,
        'shared/trust/**': whole,
        'shared/bundle/**': whole,
        'shared/crypto/**': whole,
        'shared/certificates/**': whole,
      },
    },
  },
});

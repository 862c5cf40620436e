import { defineConfig } from 'vitest/config';
import { digestKernelPlugin } from './scripts/build/digest-kernel-plugin.ts';

export default defineConfig({
  plugins: [digestKernelPlugin(process.cwd())],
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    // Two cores are all that a small machine has; one process per file would spend them on starting up.
    maxWorkers: 2,
    testTimeout: 20_000,
    reporters: ['default'],
    coverage: {
      provider: 'v8',
      // A failed test is no reason to hide what else is missing.
      reportOnFailure: true,
      reportsDirectory: 'coverage',
      // Names what is not reached, and nothing else.
      reporter: [['text', { skipFull: true }]],
      include: ['shared/{verify,chain,trust,bundle}/**/*.ts'],
      thresholds: {
        // What decides about evidence has no line that no test has run, but for the defaults of exhaustive switches
        // (`satisfies never`) and the fallbacks that index checks ask for: the compiler proves that nothing gets there.
        'shared/{verify,chain,trust,bundle}/**': {
          lines: 99,
          branches: 96,
          functions: 99,
          statements: 99,
        },
      },
    },
  },
});

import { defineConfig } from '@playwright/test';
import { allowed } from './scripts/test/slowness.ts';

const { CI: isDeciding } = process.env;

export default defineConfig({
  outputDir: 'test-results',
  // Each test owns a browser with its own profile, so two run side by side on two cores.
  workers: 2,
  fullyParallel: true,
  // A defect fails three times. What passes later is named, and tolerated for a few of all: see scripts/test/counts.ts. Who works on a test sees
  // it fail at once.
  retries: isDeciding === 'true' ? 2 : 0,
  // For a machine that is five times as slow, or as busy: the longest test takes half a minute on one that is not.
  timeout: allowed(180_000),
  expect: { timeout: allowed(30_000) },
  reporter: [['list']],
  projects: [
    { name: 'window', testDir: 'test/e2e' },
    { name: 'desktop', testDir: 'test/electron' },
  ],
});

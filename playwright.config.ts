import { defineConfig } from '@playwright/test';
import { allowed } from './scripts/test/slowness.ts';

const { CI: isDeciding } = process.env;

export default defineConfig({
  outputDir: 'test-results',
  // Each test owns a browser with its own profile, so two run side by side on two cores.
  workers: 2,
  fullyParallel: true,
  // Named when it happens, and tolerated for two of all: see scripts/test/counts.ts. Who works on a test sees it fail at once.
  retries: isDeciding === 'true' ? 1 : 0,
  timeout: allowed(60_000),
  expect: { timeout: allowed(15_000) },
  reporter: [['list']],
  projects: [
    { name: 'window', testDir: 'test/e2e' },
    { name: 'desktop', testDir: 'test/electron' },
  ],
});

import { defineConfig } from '@playwright/test';

export default defineConfig({
  outputDir: 'test-results',
  // Each test owns a browser with its own profile, so two run side by side on two cores.
  workers: 2,
  fullyParallel: true,
  // A test that passes only sometimes is a failing test.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  projects: [
    { name: 'window', testDir: 'test/e2e' },
    { name: 'desktop', testDir: 'test/electron' },
  ],
});

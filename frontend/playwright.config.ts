import { defineConfig } from '@playwright/test';

// To record what led to a failure takes a third more time, on every test.
const trace = process.env['CONFAB_E2E_TRACE'] === undefined ? 'off' : 'retain-on-failure';

/** Two people, a real server and a real browser. One worker: every test has the machine to itself. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/artifacts',
  projects: [
    { name: 'tests', testMatch: '*.spec.ts' },
    { name: 'screenshot', testMatch: 'screenshot.ts' },
  ],
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [['list']],
  use: {
    actionTimeout: 15_000,
    trace,
    screenshot: 'only-on-failure',
    viewport: { width: 1280, height: 800 },
  },
});

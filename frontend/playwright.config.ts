import { defineConfig } from '@playwright/test';

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
  use: { actionTimeout: 15_000, trace: 'retain-on-failure', viewport: { width: 1280, height: 800 } },
});

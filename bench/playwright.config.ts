/**
 * Measurements, driven by the same people as the journeys. Started by `npm run bench`; never part of `npm test`.
 */
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.bench.ts',
  outputDir: '../test-results/bench',
  workers: 1,
  timeout: 600_000,
  expect: { timeout: 60_000 },
  retries: 0,
  reporter: [['line']],
});

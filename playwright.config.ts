/**
 * Journeys of people in real browsers, from file://. Each journey starts its own people and its own PeerServer (e2e/support/people.ts), so
 * Playwright's own page and browser fixtures are not used. They run on the built index.html: "npm run build" first.
 */
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // Two cores. A journey has up to three browsers, but for much of it waits: for a server that is away, for keys that are renewed.
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  reporter: process.env['PARLEY_COUNTS'] ? [['list'], ['json', { outputFile: process.env['PARLEY_COUNTS'] }]] : [['list']],
});

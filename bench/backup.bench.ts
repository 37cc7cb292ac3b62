/**
 * How long it takes to make a backup of 100,000 messages of 50 characters, and to take it in where nothing is yet: every signature verified, all durable.
 */
import { chromium, expect, test } from '@playwright/test';
import type * as BackupPageModule from './pages/backup-page.js';
import { launchOptions } from '../scripts/browsers.mjs';
import { keepFigure } from './figures.js';
import { pageModule, startBenchServer } from './server.js';

const MESSAGES = 100_000;

test('a backup of a long history', async () => {
  const server = await startBenchServer();
  const browser = await chromium.launch(launchOptions('chromium'));
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(error));
  await page.goto(`http://127.0.0.1:${server.port}/`);
  const figures = await page.evaluate(
    async ([path, messages]) => {
      const { makeHistory, makeFile, takeFile } = (await import(path)) as typeof BackupPageModule;
      await makeHistory(messages);
      return { made: await makeFile(), taken: await takeFile() };
    },
    [pageModule('backup-page'), MESSAGES] as const,
  );
  expect(figures.taken.entries).toBe(MESSAGES + 1);
  keepFigure('backup-made', { value: figures.made.ms / 1000, unit: 's', detail: { bytes: figures.made.bytes } });
  keepFigure('backup-taken', { value: figures.taken.ms / 1000, unit: 's', detail: { readOnly: figures.taken.checkedMs / 1000 } });
  await browser.close();
  await server.stop();
});

/**
 * What one more message costs in a room that holds 20,000 against a room that was just made: stored (signed, sealed, durable, in the log) and shown
 * (projected, reconciled, laid out). In turns, in blocks, in one page.
 */
import { chromium, expect, test } from '@playwright/test';
import { launchOptions } from '../scripts/browsers.mjs';
import { keepFigure, median } from './figures.js';
import { pageModule, startBenchServer } from './server.js';

const LONG = 20_000;
/** A transcript shows so many at most: a room with these has the same number of rows on screen as the long one. */
const WINDOW = 100;
const BLOCKS = 18;
const STORED = 40;
const SHOWN = 10;

test('one more message in a long history', async () => {
  const server = await startBenchServer();
  const browser = await chromium.launch(launchOptions('chromium'));
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(error));
  await page.goto(`http://127.0.0.1:${server.port}/`);
  await page.evaluate(async (path) => {
    Object.assign(globalThis, { historyPage: await import(path) });
  }, pageModule('history-page'));
  const call = async <Result>(name: string, ...args: readonly unknown[]): Promise<Result> => {
    const result: unknown = await page.evaluate(
      ([called, values]) => {
        const { historyPage } = globalThis as unknown as { historyPage: Record<string, (...values: readonly unknown[]) => unknown> };
        return historyPage[called]?.(...values);
      },
      [name, args] as const,
    );
    return result as Result;
  };
  await call('begin');
  expect(await call('makeScene', 'long', LONG)).toBeGreaterThanOrEqual(LONG);
  await call('makeScene', 'window', WINDOW);
  const kinds = ['long', 'window', 'empty'] as const;
  type Costs = Record<(typeof kinds)[number], number[]>;
  const stored: Costs = { long: [], window: [], empty: [] };
  const shown: Costs = { long: [], window: [], empty: [] };
  for (let block = -1; block < BLOCKS; block++) {
    // New ones for each block, or they would not be empty for long. The first block warms up.
    const empty = `empty ${block}`;
    await call('makeScene', empty, 0);
    await call('makeScene', `${empty} on screen`, 0);
    // Each kind comes first as often as the others.
    const order = kinds.map((_, i) => kinds[(i + block + kinds.length) % kinds.length] ?? 'long');
    await call('showNothing');
    for (const kind of order) {
      await call('settle');
      const cost = await call<number>('store', kind === 'empty' ? empty : kind, STORED);
      if (block >= 0) stored[kind].push(cost);
    }
    for (const kind of order) {
      const name = kind === 'empty' ? `${empty} on screen` : kind;
      await call('settle');
      await call('show', name);
      const cost = await call<number>('showNew', name, SHOWN);
      if (block >= 0) shown[kind].push(cost);
    }
  }
  const detail = { stored, shown };
  keepFigure('add-stored', { value: median(stored.long) / median(stored.empty), unit: 'of empty', detail });
  keepFigure('add-shown', { value: median(shown.long) / median(shown.window), unit: 'of a full window' });
  keepFigure('add-shown-empty', { value: median(shown.long) / median(shown.empty), unit: 'of empty' });
  await browser.close();
  await server.stop();
});

/**
 * What one more message costs in a room that holds 20,000 against a room that was just made: stored (signed, sealed, durable, in the log) and shown
 * (projected, reconciled, laid out). In turns, in blocks, in one page.
 */
import { chromium, expect, test } from '@playwright/test';
import { launchOptions } from '../scripts/browsers.mjs';
import { keepFigure, median } from './figures.js';
import { startBenchServer } from './server.js';

const LONG = 20_000;
/** A transcript shows so many at most: a room with these has the same number of rows on screen as the long one. */
const WINDOW = 100;
const BLOCKS = 12;
const BLOCK = 20;

interface Cost {
  readonly stored: number;
  readonly shown: number;
}

test('one more message in a long history', async () => {
  const server = await startBenchServer();
  const browser = await chromium.launch(launchOptions('chromium'));
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(error));
  await page.goto(`http://127.0.0.1:${server.port}/`);
  await page.evaluate(async (path) => {
    Object.assign(globalThis, { historyPage: await import(path) });
  }, '/bench/pages/history-page.js');
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
  const costs: Record<'long' | 'window' | 'empty', Cost[]> = { long: [], window: [], empty: [] };
  for (let block = -1; block < BLOCKS; block++) {
    // A new one for each block, or it would not be empty for long.
    const empty = `empty ${block}`;
    await call('makeScene', empty, 0);
    for (const [kind, name] of [
      ['long', 'long'],
      ['window', 'window'],
      ['empty', empty],
    ] as const) {
      await call('settle');
      await call('show', name);
      for (let i = 0; i < BLOCK; i++) {
        const cost = await call<Cost>('addOne', name);
        if (block >= 0) costs[kind].push(cost);
      }
    }
  }
  const middle = (kind: keyof typeof costs, part: keyof Cost): number => median(costs[kind].map((cost) => cost[part]));
  const detail = Object.fromEntries(
    (['long', 'window', 'empty'] as const).map((kind) => [kind, { stored: middle(kind, 'stored'), shown: middle(kind, 'shown') }]),
  );
  keepFigure('add-stored', { value: middle('long', 'stored') / middle('empty', 'stored'), unit: 'of empty', detail });
  keepFigure('add-shown', { value: middle('long', 'shown') / middle('window', 'shown'), unit: 'of a full window', detail });
  keepFigure('add-shown-empty', { value: middle('long', 'shown') / middle('empty', 'shown'), unit: 'of empty', detail });
  await browser.close();
  await server.stop();
});

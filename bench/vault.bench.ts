/**
 * A room of 100,000 messages of fifty characters by four people in the browser's own storage: whether it fits, in Chromium and in Firefox, and what opening it and
 * writing to it cost.
 */
import { chromium, expect, firefox, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { launchOptions, plainContext } from '../scripts/browsers.mjs';
import { keepFigure, quantile } from './figures.js';
import { pageModule, startBenchServer } from './server.js';

const MESSAGES = Number(process.env['PARLEY_BENCH_MESSAGES'] ?? 100_000);
const QUOTA = 5_242_880;
const APPENDS = 500;

async function call<Result>(page: Page, name: string, ...args: readonly unknown[]): Promise<Result> {
  const result: unknown = await page.evaluate(
    async ([path, called, values]) => {
      const loaded = (await import(path)) as Record<string, (...values: readonly unknown[]) => unknown>;
      return loaded[called]?.(...values);
    },
    [pageModule('vault-page'), name, args] as const,
  );
  return result as Result;
}

/** Bytes in use after a collection of garbage: objects, and what typed arrays stand for. Only Chromium tells. */
async function heapOf(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize } = (await devtools.send('Runtime.getHeapUsage')) as {
    readonly usedSize: number;
    readonly backingStorageSize: number;
  };
  return usedSize + backingStorageSize;
}

for (const [name, browserType] of [
  ['chromium', chromium],
  ['firefox', firefox],
] as const) {
  test(`100,000 messages in the storage of ${name}`, async () => {
    test.setTimeout(30 * 60_000);
    const server = await startBenchServer();
    const browser = await browserType.launch(launchOptions(name));
    const context = await browser.newContext(plainContext);
    const page = await context.newPage();
    page.on('pageerror', (error) => console.error(error));
    page.on('console', (message) => console.log(message.text()));
    await page.goto(`http://127.0.0.1:${server.port}/`);
    const filled = await call<{ used: number; troubles: readonly string[]; kept: number }>(page, 'fill', MESSAGES);
    console.log(name, filled);
    expect(filled.troubles.filter((trouble) => trouble !== 'storage-low')).toEqual([]);
    keepFigure(`fill-${name}`, { value: filled.used / QUOTA, unit: 'of the quota', detail: filled });
    await call(page, 'leave');
    await page.reload();
    const opened = await call<{ unlock: number; room: number; kept: number }>(page, 'reopen');
    console.log(name, opened);
    expect(opened.kept).toBe(filled.kept);
    if (name === 'chromium') {
      const heap = await heapOf(page);
      console.log(name, 'heap', heap);
      keepFigure('heap', { value: heap / 1e6, unit: 'MB' });
    }
    const times = await call<readonly number[]>(page, 'append', APPENDS);
    keepFigure(`append-${name}`, { value: quantile(times, 0.99), unit: 'ms', detail: { times, opened } });
    console.log(name, 'append p50 p99', quantile(times, 0.5), quantile(times, 0.99));
    const dropped = await call<{ count: number; before: number; after: number }>(page, 'drop', Math.min(1_000, MESSAGES / 5));
    console.log(name, dropped);
    keepFigure(`drop-${name}`, { value: 1 - dropped.after / dropped.before, unit: 'of the space', detail: dropped });
    await browser.close();
    await server.stop();
  });
}

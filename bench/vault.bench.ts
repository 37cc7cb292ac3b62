/**
 * A room of 100,000 messages of fifty characters by four people in the browser's own storage: whether it fits, in Chromium and in Firefox, and what opening it and
 * writing to it cost.
 */
import { chromium, expect, firefox, test } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { launchOptions, plainContext } from '../scripts/browsers.mjs';
import { keepFigure, median, quantile } from './figures.js';
import { pageModule, startBenchServer } from './server.js';

const MESSAGES = Number(process.env['PARLEY_BENCH_MESSAGES'] ?? 100_000);
const QUOTA = 5_242_880;
const APPENDS = 2_000;
/** A short history, to compare with. */
const SHORT = 1_000;
/** Of each, in turn: a browser gets quicker as it goes. */
const OPENINGS = 9;

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

/** A page with a vault of so many messages, in a profile of its own. */
async function fillIn(
  browser: Browser,
  name: string,
  port: number,
  messages: number,
): Promise<{
  readonly page: Page;
  readonly filled: { readonly used: number; readonly troubles: readonly string[]; readonly kept: number };
}> {
  const page = await (await browser.newContext(plainContext)).newPage();
  page.on('pageerror', (error) => console.error(error));
  page.on('console', (message) => console.log(message.text()));
  await page.goto(`http://127.0.0.1:${port}/`);
  const filled = await call<{ used: number; troubles: readonly string[]; kept: number }>(page, 'fill', messages);
  console.log(name, filled);
  expect(filled.troubles.filter((trouble) => trouble !== 'storage-low')).toEqual([]);
  await call(page, 'leave');
  return { page, filled };
}

interface Opened {
  readonly unlock: number;
  readonly screenful: number;
  readonly room: number;
  readonly kept: number;
}

/** Opens it in the page loaded anew. */
async function reopen(page: Page, name: string): Promise<Opened> {
  await page.reload();
  // The code is there before the person is.
  await page.evaluate((path) => import(path), pageModule('vault-page'));
  // So is the storage: which screen comes first depends on what is in it.
  await page.evaluate(() => localStorage.length);
  const opened = await call<Opened>(page, 'reopen');
  console.log(name, JSON.stringify(opened));
  return opened;
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
    const { page, filled } = await fillIn(browser, name, server.port, MESSAGES);
    keepFigure(`fill-${name}`, { value: filled.used / QUOTA, unit: 'of the quota', detail: filled });
    const short = await fillIn(browser, name, server.port, SHORT);
    const [opened, openedShort]: [Opened[], Opened[]] = [[], []];
    for (let i = 0; i < OPENINGS; i++) {
      openedShort.push(await reopen(short.page, name));
      opened.push(await reopen(page, name));
    }
    await short.page.context().close();
    expect(opened.at(-1)?.kept).toBe(filled.kept);
    if (name === 'chromium') {
      const heap = await heapOf(page);
      console.log(name, 'heap', heap);
      keepFigure('heap', { value: heap / 1e6, unit: 'MB' });
    }
    const screenful = median(opened.map((each) => each.screenful));
    keepFigure(`screenful-${name}`, { value: screenful, unit: 'ms', detail: { opened, openedShort } });
    keepFigure(`screenful-ratio-${name}`, { value: screenful / median(openedShort.map((each) => each.screenful)), unit: '' });
    keepFigure(`whole-${name}`, { value: median(opened.map((each) => each.room)), unit: 'ms' });
    const { times, bare } = await call<{ times: readonly number[]; bare: readonly number[] }>(page, 'append', APPENDS);
    keepFigure(`append-${name}`, { value: quantile(times, 0.99), unit: 'ms', detail: { times } });
    keepFigure(`append-bare-${name}`, { value: quantile(bare, 0.99), unit: 'ms', detail: { times: bare } });
    for (const [what, each] of [
      ['append', times],
      ['bare', bare],
    ] as const)
      console.log(name, what, 'p50 p90 p99', ...[0.5, 0.9, 0.99].map((share) => quantile(each, share)));
    await page.reload();
    const dropped = await call<{ count: number; before: number; after: number }>(page, 'drop', Math.min(1_000, MESSAGES / 5));
    console.log(name, dropped);
    keepFigure(`drop-${name}`, { value: 1 - dropped.after / dropped.before, unit: 'of the space', detail: dropped });
    await browser.close();
    await server.stop();
  });
}

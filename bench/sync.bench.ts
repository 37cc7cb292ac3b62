/**
 * A newcomer gets a history of 10,000 messages: how soon there is a screenful, and how fast all of it comes, against the same bytes over a bare data
 * channel between the host and a page that does nothing else. And what a room of 100,000 entries takes of the memory.
 */
import { chromium, test } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { launchOptions } from '../scripts/browsers.mjs';
import { keepFigure, median } from './figures.js';
import { pageModule, startBenchServer } from './server.js';

const MESSAGES = 10_000;
const RUNS = 3;
const LARGE = 100_000;
const BARE_MESSAGE = 32 * 1024;
const BARE_RUNS = 7;

async function call<Result>(page: Page, module: string, name: string, ...args: readonly unknown[]): Promise<Result> {
  const result: unknown = await page.evaluate(
    async ([path, called, values]) => {
      const loaded = (await import(path)) as Record<string, (...values: readonly unknown[]) => unknown>;
      return loaded[called]?.(...values);
    },
    [pageModule(module), name, args] as const,
  );
  return result as Result;
}

async function open(browser: Browser, port: number): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  page.on('pageerror', (error) => console.error(error));
  await page.goto(`http://127.0.0.1:${port}/`);
  return page;
}

/** Milliseconds that as many bytes take over a bare channel to a page that does nothing else: the median of several, all over one channel. */
async function bareTime(browser: Browser, host: Page, port: number, bytes: number): Promise<number> {
  const guest = await open(browser, port);
  await call(host, 'link-page', 'acceptBare', await call(guest, 'link-page', 'answerBare', await call(host, 'link-page', 'offerBare')));
  const count = Math.ceil(bytes / BARE_MESSAGE);
  const times: number[] = [];
  for (let i = 0; i < BARE_RUNS; i++) {
    const taken = call<{ seconds: number }>(guest, 'link-page', 'receive', 'bare', count);
    await guest.evaluate(() => undefined);
    await call(host, 'link-page', 'sendMany', 'bare', { count, size: BARE_MESSAGE });
    times.push((await taken).seconds * 1000);
  }
  await guest.context().close();
  return median(times);
}

test('a history of 10,000 messages to a newcomer', async () => {
  const server = await startBenchServer();
  const browser = await chromium.launch(launchOptions('chromium'));
  const host = await open(browser, server.port);
  await call(host, 'sync-page', 'begin', server.port, 'host');
  const { code, bytes } = await call<{ code: string; bytes: number }>(host, 'sync-page', 'makeHistory', MESSAGES);
  const runs: { readonly screenful: number; readonly whole: number; readonly verifying: number; readonly bare: number }[] = [];
  for (let i = 0; i < RUNS; i++) {
    const guest = await open(browser, server.port);
    await call(guest, 'sync-page', 'begin', server.port, `guest-${i}`);
    const { screenful, whole } = await call<{ screenful: number; whole: number }>(guest, 'sync-page', 'fetchHistory', code, MESSAGES);
    const verifying = await call<number>(guest, 'sync-page', 'verifyAgain');
    await call(guest, 'sync-page', 'leave');
    await guest.context().close();
    runs.push({ screenful, whole, verifying, bare: await bareTime(browser, host, server.port, bytes) });
  }
  const ratios = runs.map(({ whole, bare }) => bare / whole);
  keepFigure('sync-screenful', { value: median(runs.map(({ screenful }) => screenful)), unit: 'ms', detail: { runs, bytes } });
  keepFigure('sync-rate', { value: (MESSAGES / median(runs.map(({ whole }) => whole))) * 1000, unit: 'entries/s' });
  keepFigure('sync-ratio', { value: median(ratios), unit: 'of bare', detail: { ratios } });
  keepFigure('sync-verifying', { value: median(runs.map(({ bare, verifying }) => bare / verifying)), unit: 'of bare' });
  await browser.close();
  await server.stop();
});

test('the memory of a room with 100,000 entries', async () => {
  const server = await startBenchServer();
  const browser = await chromium.launch(launchOptions('chromium'));
  const page = await open(browser, server.port);
  await call(page, 'sync-page', 'begin', server.port, 'large');
  await call(page, 'sync-page', 'prepareLarge', LARGE);
  const devtools = await page.context().newCDPSession(page);
  const heap = async (): Promise<{ readonly objects: number; readonly buffers: number }> => {
    await devtools.send('HeapProfiler.collectGarbage');
    const usage = (await devtools.send('Runtime.getHeapUsage')) as { usedSize: number; backingStorageSize?: number };
    // What array buffers hold is outside the heap proper, and memory all the same.
    return { objects: usage.usedSize / 1e6, buffers: (usage.backingStorageSize ?? 0) / 1e6 };
  };
  const before = await heap();
  const entries = await call<number>(page, 'sync-page', 'openPrepared');
  const after = await heap();
  keepFigure('room-heap', { value: after.objects, unit: 'MB', detail: { before, after, entries } });
  keepFigure('room-memory', { value: after.objects + after.buffers, unit: 'MB' });
  await browser.close();
  await server.stop();
});

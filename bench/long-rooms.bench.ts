/**
 * A room of 100,000 messages on screen: whether scrolling through it stays smooth and the page small, and how long finding takes. The whole product over the
 * browser's own storage, without the network.
 */
import { chromium, expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { launchOptions, plainContext } from '../scripts/browsers.mjs';
import { keepFigure, median, quantile } from './figures.js';
import type { Found, Scrolled } from './pages/long-room-page.js';
import { pageModule, startBenchServer } from './server.js';

const MESSAGES = Number(process.env['PARLEY_BENCH_MESSAGES'] ?? 100_000);
/** As fast as a hard flick of a wheel. */
const PIXELS_A_FRAME = 600;
const FRAMES = 600;
const SEARCHES = 5;
/** Words of one message, far from the newest, so that all have to be looked at. */
const RARE = `message ${MESSAGES / 8}`;

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

test('a room of 100,000 messages on screen', async () => {
  test.setTimeout(30 * 60_000);
  const server = await startBenchServer();
  const browser = await chromium.launch(launchOptions('chromium'));
  const page = await (await browser.newContext({ ...plainContext, viewport: { width: 1280, height: 800 } })).newPage();
  page.on('pageerror', (error) => console.error(error));
  await page.goto(`http://127.0.0.1:${server.port}/`);
  await call(page, 'vault-page', 'fill', MESSAGES);
  await call(page, 'vault-page', 'leave');
  await page.reload();
  expect(await call<number>(page, 'long-room-page', 'open')).toBeGreaterThanOrEqual(MESSAGES);

  const scrolled: Scrolled[] = [];
  // The first round warms up.
  await call(page, 'long-room-page', 'scroll', 'up', PIXELS_A_FRAME, 60);
  for (const direction of ['up', 'down'] as const)
    scrolled.push(await call<Scrolled>(page, 'long-room-page', 'scroll', direction, PIXELS_A_FRAME, FRAMES));
  for (const { passed } of scrolled) expect(passed).toBeGreaterThan(Math.min(MESSAGES / 4, 1_000));
  const frames = scrolled.flatMap((each) => each.frames);
  keepFigure('scroll-longest', { value: Math.max(...frames), unit: 'ms', detail: { scrolled } });
  keepFigure('scroll-usual', { value: quantile(frames, 0.99), unit: 'ms' });
  keepFigure('scroll-elements', { value: Math.max(...scrolled.map(({ inPage }) => inPage)), unit: 'elements' });

  // A word of every message, and those of one alone.
  const [often, once]: [Found[], Found[]] = [[], []];
  for (let i = 0; i < SEARCHES; i++) {
    often.push(await call<Found>(page, 'long-room-page', 'find', `message ${' '.repeat(i)}`));
    once.push(await call<Found>(page, 'long-room-page', 'find', `${' '.repeat(i)}${RARE}`));
  }
  keepFigure('find-first', { value: median(often.map(({ first }) => first)), unit: 'ms', detail: { often } });
  keepFigure('find-whole', { value: median(once.map(({ whole }) => whole)), unit: 'ms', detail: { once } });
  keepFigure('find-longest', { value: Math.max(...[...often, ...once].map(({ longest }) => longest)), unit: 'ms' });
  await browser.close();
  await server.stop();
});

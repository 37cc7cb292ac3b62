/**
 * What encryption, framing and backpressure cost: a link against a bare data channel between the same two pages, in turns, with messages of the same size.
 */
import { randomBytes } from 'node:crypto';
import { chromium, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { launchOptions } from '../scripts/browsers.mjs';
import { keepFigure, median } from './figures.js';
import { pageModule, startBenchServer } from './server.js';

const RUNS = 7;

/** Whole frames: the largest that the protocol allows are a little above 60 KiB. */
const BULK = { count: 600, size: 60 * 1024, type: 0x80 };
/** As a short message or a receipt: the link pads it to 256 bytes. */
const SMALL = { count: 20_000, size: 64, type: 0x50 };
/** The same without padding, to tell what padding costs. */
const SMALL_UNPADDED = { count: 20_000, size: 64, type: 0x80 };

type Way = 'link' | 'bare';
interface Load {
  readonly count: number;
  readonly size: number;
  readonly type: number;
}
interface Taken {
  readonly seconds: number;
  readonly bytes: number;
  readonly messages: number;
}

/** Calls a function of pages/link-page.js, which stands ready in the page: the call has begun when a later one to the same page does. */
async function call<Result>(page: Page, name: string, ...args: readonly unknown[]): Promise<Result> {
  const result: unknown = await page.evaluate(
    ([called, values]) => {
      const { linkPage } = globalThis as unknown as { linkPage: Record<string, (...values: readonly unknown[]) => unknown> };
      return linkPage[called]?.(...values);
    },
    [name, args] as const,
  );
  return result as Result;
}

test('a link against a bare data channel', async () => {
  const server = await startBenchServer();
  const browser = await chromium.launch(launchOptions('chromium'));
  // Two contexts: two processes, as two people have.
  const pages = await Promise.all([1, 2].map(async () => (await browser.newContext()).newPage()));
  const [sender, receiver] = pages as [Page, Page];
  for (const page of pages) {
    page.on('pageerror', (error) => console.error(error));
    await page.goto(`http://127.0.0.1:${server.port}/`);
    await page.evaluate(async (path) => {
      Object.assign(globalThis, { linkPage: await import(path) });
    }, pageModule('link-page'));
  }
  const room = { rid: [...randomBytes(16)], psk: [...randomBytes(32)] };
  await call(receiver, 'openLink', { port: server.port, ownId: 'receiver', otherId: null, room });
  await call(sender, 'openLink', { port: server.port, ownId: 'sender', otherId: 'receiver', room });
  await Promise.all(pages.map((page) => call(page, 'linked')));
  await call(sender, 'acceptBare', await call(receiver, 'answerBare', await call(sender, 'offerBare')));

  const run = async (way: Way, load: Load): Promise<Taken> => {
    const taken = call<Taken>(receiver, 'receive', way, load.count);
    // Only when the other page counts.
    await receiver.evaluate(() => undefined);
    await call(sender, 'sendMany', way, load);
    return taken;
  };
  const compare = async (load: Load, rate: (taken: Taken) => number): Promise<Record<Way | 'ratio', number> & { runs: object }> => {
    const rates: Record<Way, number[]> = { link: [], bare: [] };
    // The first pair warms up both.
    for (let i = -1; i < RUNS; i++) {
      for (const way of i % 2 === 0 ? (['link', 'bare'] as const) : (['bare', 'link'] as const)) {
        const taken = rate(await run(way, load));
        if (i >= 0) rates[way].push(taken);
      }
    }
    const [link, bare] = [median(rates.link), median(rates.bare)];
    return { link, bare, ratio: link / bare, runs: rates };
  };
  const megabytes = ({ bytes, seconds }: Taken): number => bytes / seconds / 1e6;
  const perSecond = ({ messages, seconds }: Taken): number => messages / seconds;
  const bulk = await compare(BULK, megabytes);
  keepFigure('link-throughput', { value: bulk.ratio, unit: 'of bare', detail: { ...bulk, rates: 'MB/s' } });
  const small = await compare(SMALL, perSecond);
  keepFigure('link-small-frames', { value: small.ratio, unit: 'of bare', detail: { ...small, rates: 'frames/s' } });
  const unpadded = await compare(SMALL_UNPADDED, perSecond);
  keepFigure('link-small-unpadded', { value: unpadded.ratio, unit: 'of bare', detail: { ...unpadded, rates: 'frames/s' } });
  await browser.close();
  await server.stop();
});

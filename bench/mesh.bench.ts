/**
 * A room of two hundred, and smaller ones beside it: whether every entry reaches everybody who is online, also while people come and go, over how many
 * links, in how many copies, and what all links together carry for it. The product's own log, sync, links and rendezvous, over a network in memory.
 */
import { chromium, expect, test } from '@playwright/test';
import { launchOptions } from '../scripts/browsers.mjs';
import { keepFigure } from './figures.js';
import type { MeshCounts } from './mesh-counts.js';
import { pageModule, startBenchServer } from './server.js';

const SIZES = [12, 50, 100, 200];
const ENTRIES = 20;
/** Rounds of churn in the largest room, each with so many lost, leaving, and coming back, and so many messages while they do. */
const ROUNDS = 5;
const CHURN = { lost: 6, left: 6, back: 10, messages: 4 };

function print(title: string, counts: MeshCounts): void {
  const { online, links, linksMost, hopsMean, hopsMost, copiesMean, copiesMost, framesPerEntry, bytesPerEntry } = counts;
  console.log(
    `${title}: ${online} online, ${links} links (at most ${linksMost} each); an entry: ${hopsMean.toFixed(1)} hops (at most ${hopsMost}), ` +
      `${copiesMean.toFixed(2)} copies a member (at most ${copiesMost}), ${framesPerEntry.toFixed(0)} frames and ${bytesPerEntry.toFixed(0)} bytes in all, ` +
      `${(framesPerEntry / links).toFixed(2)} frames and ${(bytesPerEntry / links).toFixed(0)} bytes a link`,
  );
}

test('a room of two hundred', async () => {
  test.setTimeout(1_800_000);
  const server = await startBenchServer();
  const browser = await chromium.launch(launchOptions('chromium'));
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(error));
  await page.goto(`http://127.0.0.1:${server.port}/`);
  await page.evaluate(async (path) => {
    Object.assign(globalThis, { meshPage: await import(path) });
  }, pageModule('mesh-page'));
  const call = async <Result>(name: string, ...args: readonly unknown[]): Promise<Result> => {
    const result: unknown = await page.evaluate(
      ([called, values]) => {
        const { meshPage } = globalThis as unknown as { meshPage: Record<string, (...values: readonly unknown[]) => unknown> };
        return meshPage[called]?.(...values);
      },
      [name, args] as const,
    );
    return result as Result;
  };
  const results: MeshCounts[] = [];
  for (const size of SIZES) {
    await call('makeRoom', size);
    await call('everybodyComes', 60_000);
    const counts = await call<MeshCounts>('writeAndCount', ENTRIES, 2_000);
    print(`room of ${size}`, counts);
    expect(counts.troubles).toEqual([]);
    expect(counts.missing).toBe(0);
    results.push(counts);
  }
  const [, small, , large] = results as [MeshCounts, MeshCounts, MeshCounts, MeshCounts];
  keepFigure('mesh-hops', { value: large.hopsMost, unit: 'links', detail: { results } });
  keepFigure('mesh-copies', { value: large.copiesMean, unit: 'copies' });
  keepFigure('mesh-cost', { value: large.bytesPerEntry / large.links / (small.bytesPerEntry / small.links), unit: 'of 50' });
  const { lost, left, back, messages } = CHURN;
  for (let round = 0; round < ROUNDS; round++) {
    await call('churn', lost, left, back);
    print(`  churn ${round + 1}`, await call<MeshCounts>('writeAndCount', messages, 1_000));
  }
  await call('pass', 60_000);
  const behind = await call<number>('behind');
  keepFigure('mesh-behind', { value: behind, unit: 'members' });
  expect(behind).toBe(0);
  await browser.close();
  await server.stop();
});

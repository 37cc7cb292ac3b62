/**
 * What people wait for: from the double click to the first box, from "Admit" to the first message, from "Send" to the other screen.
 *
 * Everything goes through the built file and its interface. The moments are taken inside the pages; both run on one machine, so their clocks are one.
 */
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { newPerson, startSignalling } from '../e2e/support/people.js';
import type { Person } from '../e2e/support/people.js';
import { acceptUnverified, admitUnverified, createRoom, firstRun, join, message, person, readInvite, say } from '../e2e/support/steps.js';
import { keepFigure, median, quantile } from './figures.js';
import { nowIn, sendAll, watchTranscript } from './transcript.js';

const COLD_OPENS = 7;
const ARRIVALS = 5;
const LATENCIES = 220;
/** Nobody writes faster: what the message before has caused is over. In milliseconds. */
const PAUSE_MS = 120;
const BURST = 1_000;
const BURSTS = 5;

/** Notes, from the first moment of the page, when the box "Your name" can be written in. */
const NOTE_INTERACTIVE = `
  const find = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.matches('input[type=text], input:not([type])') && !element.disabled && element.checkVisibility()) return element;
      const inner = element.shadowRoot === null ? null : find(element.shadowRoot);
      if (inner !== null) return inner;
    }
    return null;
  };
  const look = () => {
    if (find(document) === null) requestAnimationFrame(look);
    else globalThis.interactiveAfter = performance.now();
  };
  requestAnimationFrame(look);
`;

test('cold open to interactive', async () => {
  const times: number[] = [];
  for (let i = 0; i < COLD_OPENS; i++) {
    // A browser and a profile of its own each time: nothing is compiled or cached.
    const ana = await newPerson('chromium', { isPersistent: true, initScript: NOTE_INTERACTIVE });
    await expect(ana.page.getByRole('textbox', { name: 'Your name' })).toBeEditable();
    times.push(await ana.page.evaluate(() => (globalThis as unknown as { interactiveAfter: number }).interactiveAfter));
    await ana.close();
  }
  keepFigure('cold-open', { value: median(times), unit: 'ms', detail: { runs: times } });
});

/** Two people in a room, neither verified, both able to write. */
async function pair(): Promise<{ readonly ana: Person; readonly ben: Person; end(): Promise<void> }> {
  const signalling = await startSignalling();
  const ana = await newPerson('chromium', { signalling });
  const ben = await newPerson('chromium', { signalling });
  await firstRun(ana.page, 'Ana', '');
  await firstRun(ben.page, 'Ben', '');
  await createRoom(ana.page, 'Kitchen');
  await join(ben.page, await readInvite(ana.page));
  await admitUnverified(ana.page, 'Ben');
  await acceptUnverified(ana.page);
  await expect(person(ben.page, 'Ana')).toBeVisible();
  const end = async (): Promise<void> => {
    await ana.close();
    await ben.close();
    await signalling.stop();
  };
  return { ana, ben, end };
}

test('invite accepted to first message shown', async () => {
  const times: number[] = [];
  for (let i = 0; i < ARRIVALS; i++) {
    const signalling = await startSignalling();
    const ana = await newPerson('chromium', { signalling });
    const ben = await newPerson('chromium', { signalling });
    await firstRun(ana.page, 'Ana', '');
    await firstRun(ben.page, 'Ben', '');
    await createRoom(ana.page, 'Kitchen');
    // Written before anybody came: what the newcomer sees first. Ana is alone, so nothing locks the box.
    await say(ana.page, 'welcome');
    await expect(message(ana.page, 'welcome')).toBeVisible();
    await join(ben.page, await readInvite(ana.page));
    await expect(ana.page.getByRole('dialog', { name: 'Ben wants to join' })).toBeVisible({ timeout: 30_000 });
    await noteClick(ana.page, 'Admit without verifying');
    const shown = watchTranscript(ben.page, 'welcome');
    await ana.page.getByRole('button', { name: 'Admit without verifying' }).click();
    times.push((await shown) - (await ana.page.evaluate(() => (globalThis as unknown as { clickedAt: number }).clickedAt)));
    await ana.close();
    await ben.close();
    await signalling.stop();
  }
  keepFigure('first-message', { value: median(times), unit: 'ms', detail: { runs: times } });
});

/** Notes when the button of this name is clicked. */
async function noteClick(page: Page, name: string): Promise<void> {
  await page.evaluate((label) => {
    const noted = (event: Event): void => {
      const button = event.composedPath().find((node) => node instanceof HTMLButtonElement && node.textContent.trim() === label);
      if (button === undefined) return;
      (globalThis as unknown as { clickedAt: number }).clickedAt = performance.timeOrigin + performance.now();
      removeEventListener('click', noted, true);
    };
    addEventListener('click', noted, true);
  }, name);
}

test('one-way latency', async () => {
  const { ana, ben, end } = await pair();
  const times: number[] = [];
  // The first few warm up.
  for (let i = -10; i < LATENCIES; i++) {
    const text = `latency ${i} ${Math.random()}`;
    const shown = watchTranscript(ben.page, text);
    await nowIn(ben.page);
    const sentAt = await sendAll(ana.page, [text]);
    const time = (await shown) - sentAt;
    if (i >= 0) times.push(time);
    await ana.page.waitForTimeout(PAUSE_MS);
  }
  keepFigure('latency-p50', { value: quantile(times, 0.5), unit: 'ms', detail: { messages: times.length } });
  keepFigure('latency-p99', { value: quantile(times, 0.99), unit: 'ms', detail: { messages: times.length, longest: Math.max(...times) } });
  await end();
});

test('a burst of 1,000 messages', async () => {
  const { ana, ben, end } = await pair();
  const times: number[] = [];
  for (let burst = 0; burst < BURSTS; burst++) {
    const before = await shownCount(ben.page);
    const texts = Array.from({ length: BURST }, (_, i) => `burst ${burst} message ${i}.`);
    const shown = watchTranscript(ben.page, texts.at(-1) as string);
    await nowIn(ben.page);
    const sentAt = await sendAll(ana.page, texts);
    times.push((await shown) - sentAt);
    // The transcript shows a window; how many are above it is what the room says.
    expect((await shownCount(ben.page)) - before).toBe(BURST);
    await expect(message(ana.page, texts.at(-1) as string)).toContainText(/delivered|read/iu);
  }
  keepFigure('burst', { value: median(times), unit: 'ms', detail: { messages: BURST, runs: times } });
  await end();
});

/** How many messages the room has, in the transcript and above it. */
async function shownCount(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { state } = document.querySelector('parley-app') as unknown as { state: { room: { messages: unknown[]; earlier: number } } };
    return state.room.messages.length + state.room.earlier;
  });
}

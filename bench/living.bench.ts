/**
 * Whoever lives in it all day: typing while others write, and rooms that come and go. Everything through the built file and its interface.
 */
import { expect, test } from '@playwright/test';
import type { CDPSession, Page } from '@playwright/test';
import { newPerson, startSignalling } from '../e2e/support/people.js';
import { acceptUnverified, createRoom, firstRun, meet, message, say } from '../e2e/support/steps.js';
import { sayAll } from '../e2e/support/talk.js';
import { keepFigure, quantile } from './figures.js';

/** Messages a second that come in, and for how many seconds. */
const RATE = 50;
const SECONDS = 20;
/** Somebody who types fast. In milliseconds. */
const KEY_PAUSE_MS = 70;
const ROOMS = 50;
/** By then all that is made once and then kept has been: code that is compiled, sheets, styles. */
const ROOMS_BEFORE = 50;

/** Of each key that is pressed: until everything that it caused has been done, and until the frame after it. Both from the moment of the key. */
interface KeyTimes {
  readonly handled: number[];
  readonly painted: number[];
}

/** Notes the times of keys that come to the box from now on. */
async function noteKeys(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Message' }).evaluate((box) => {
    const times: KeyTimes = { handled: [], painted: [] };
    Object.assign(globalThis, { keyTimes: times });
    const { port1, port2 } = new MessageChannel();
    let pressedAt = 0;
    port1.onmessage = ({ data }: MessageEvent<number>) => times.handled.push(performance.now() - data);
    box.addEventListener('keydown', ({ timeStamp }) => {
      pressedAt = timeStamp;
    });
    box.addEventListener('input', () => {
      const from = pressedAt;
      port2.postMessage(from);
      requestAnimationFrame(() => times.painted.push(performance.now() - from));
    });
  });
}

test('typing while 50 messages a second arrive', async () => {
  const signalling = await startSignalling();
  const ana = await newPerson('chromium', { signalling });
  const ben = await newPerson('chromium', { signalling });
  await firstRun(ana.page, 'Ana', '');
  await firstRun(ben.page, 'Ben', '');
  await meet(ana.page, 'Ana', ben.page, 'Ben', 'Kitchen');
  await acceptUnverified(ana.page);
  await noteKeys(ana.page);
  const texts = Array.from({ length: RATE * SECONDS }, (_, i) => `message ${i} of the many`);
  const begun = performance.now();
  const flood = sayAll(ben.page, texts, 1_000 / RATE).then(() => performance.now());
  await expect(message(ana.page, 'message 50 ')).toBeVisible();
  await ana.page.getByRole('textbox', { name: 'Message' }).focus();
  let end: number | null = null;
  while (end === null) {
    await ana.page.keyboard.press('x');
    end = await Promise.race([flood, ana.page.waitForTimeout(KEY_PAUSE_MS).then(() => null)]);
  }
  await expect(message(ana.page, `message ${texts.length - 1} `)).toBeVisible();
  const times = await ana.page.evaluate(() => Reflect.get(globalThis, 'keyTimes') as KeyTimes);
  const detail = { keys: times.handled.length, rate: texts.length / ((end - begun) / 1_000), longest: Math.max(...times.handled) };
  keepFigure('typing', { value: quantile(times.handled, 0.99), unit: 'ms', detail });
  keepFigure('typing-frame', { value: quantile(times.painted, 0.99), unit: 'ms', detail: { p50: quantile(times.painted, 0.5) } });
  await ana.close();
  await ben.close();
  await signalling.stop();
});

/** Bytes of the heap, after everything that can go has gone. */
async function heapOf(session: CDPSession): Promise<number> {
  // What waits for the first collection goes with the second.
  for (let i = 0; i < 3; i++) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize;
}

/** Makes a room from the home screen, says something in it, and deletes it again, which leads back there. */
async function comeAndGo(page: Page, name: string): Promise<void> {
  await createRoom(page, name);
  await say(page, `only in ${name}`);
  await expect(message(page, `only in ${name}`)).toBeVisible();
  await page.getByRole('button', { name: 'Delete it here' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete this room here' });
  await dialog.getByRole('button', { name: 'Delete the room here' }).click();
  await expect(page.getByRole('button', { name, exact: true })).toHaveCount(0);
  await expect(dialog).toBeHidden();
}

test('heap after opening and leaving 50 rooms', async () => {
  const signalling = await startSignalling();
  const ana = await newPerson('chromium', { signalling });
  await firstRun(ana.page, 'Ana', '');
  await createRoom(ana.page, 'Kitchen');
  await ana.page.getByRole('button', { name: 'Home' }).click();
  for (let i = 0; i < ROOMS_BEFORE; i++) await comeAndGo(ana.page, `Before ${i}`);
  const session = await ana.context.newCDPSession(ana.page);
  const before = await heapOf(session);
  for (let i = 0; i < ROOMS; i++) await comeAndGo(ana.page, `Room ${i}`);
  const after = await heapOf(session);
  keepFigure('rooms-heap', { value: after / before, unit: 'of it', detail: { before, after, rooms: ROOMS } });
  await ana.close();
  await signalling.stop();
});

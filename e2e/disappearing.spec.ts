/**
 * Messages that disappear: decided for a room, gone from every screen and every store when their time is over, also where Parley was closed or away.
 */
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { newPerson, startSignalling } from './support/people.js';
import type { Person } from './support/people.js';
import { acceptAll, firstRun, meet, message, say, unlock } from './support/steps.js';

const PASSPHRASE = 'correct horse battery';
/** Two cores, and browsers that start. */
const PATIENTLY = { timeout: 60_000 };
/** Long enough to be seen in what is stored: nothing shortens random letters. */
const LONG = 6_000;

/** The page's clocks can be set forward by `later`, and then what was put off for a minute or more, and is due by them, comes at once, as after a sleep. */
const SHIFTED = `{
  const now = Date.now.bind(Date);
  Date.now = () => now() + Number(sessionStorage.getItem('later') ?? 0);
  const [set, clear] = [setTimeout.bind(globalThis), clearTimeout.bind(globalThis)];
  const waiting = new Map();
  globalThis.setTimeout = (run, ms = 0, ...args) => {
    const once = () => { globalThis.clearTimeout(id); run(...args); };
    const id = set(once, ms);
    if (ms >= 60_000) waiting.set(id, { due: Date.now() + ms, run: once });
    return id;
  };
  globalThis.clearTimeout = (id) => { waiting.delete(id); clear(id); };
  globalThis.moveOn = () => [...waiting.values()].filter(({ due }) => due <= Date.now()).forEach(({ run }) => run());
}`;

/** For this page it is so many minutes later than it is. */
async function later(page: Page, minutes: number): Promise<void> {
  await page.evaluate((ms) => {
    sessionStorage.setItem('later', String(ms));
    (globalThis as unknown as { moveOn(): void }).moveOn();
  }, minutes * 60_000);
}

async function setTimer(page: Page, choice: string): Promise<void> {
  const options = page.getByRole('group', { name: 'What is written from now on disappears' });
  await options.getByRole('radio', { name: choice }).click();
  await expect(options.getByRole('radio', { name: choice })).toBeChecked();
}

const row = (page: Page, text: string): Locator => message(page, text);

/** Characters in which the page keeps what was said, once it is written out. */
function stored(page: Page): Promise<number> {
  return page.evaluate(() => {
    const keys = Object.keys(localStorage).filter((key) => /^parley\/[^/]+\/[sc]\//u.test(key));
    return keys.reduce((sum, key) => sum + (localStorage.getItem(key)?.length ?? 0), 0);
  });
}

async function enter({ page }: Person, passphrase: string): Promise<void> {
  if (passphrase !== '') await unlock(page, passphrase);
  await page.getByRole('button', { name: /Kitchen/u }).click();
  await expect(page.getByRole('textbox', { name: 'Message', disabled: false })).toBeVisible(PATIENTLY);
}

test.describe.configure({ timeout: 240_000 });

for (const browser of ['chromium', 'firefox'] as const) {
  test(`messages disappear from every screen and store, and earlier ones stay: ${browser}`, async () => {
    const signalling = await startSignalling();
    const ana = await newPerson(browser, { signalling, isPersistent: true, initScript: SHIFTED });
    const ben = await newPerson(browser === 'chromium' ? 'firefox' : 'chromium', { signalling, initScript: SHIFTED });
    await firstRun(ana.page, 'Ana', PASSPHRASE);
    // Without a passphrase nothing locks while an hour passes.
    await firstRun(ben.page, 'Ben', '');
    await meet(ana.page, 'Ana', ben.page, 'Ben', 'Kitchen');
    for (const { page } of [ana, ben]) await acceptAll(page, 2);
    await say(ana.page, 'This was before');
    await expect(row(ben.page, 'This was before')).toBeVisible();

    // Ana founded the room and may decide it; Ben is told.
    await setTimer(ana.page, 'After 1 hour');
    for (const { page } of [ana, ben]) {
      await expect(page.getByText('Messages here disappear after 1 hour', { exact: true })).toBeVisible();
      await expect(
        page.getByRole('log').getByText('decided that messages disappear after 1 hour. What was written before stays'),
      ).toBeVisible();
    }
    await expect(ben.page.getByText('Messages here disappear after 1 hour.', { exact: true })).toBeVisible();
    await expect(ben.page.getByRole('radio', { name: 'After 1 day' })).toHaveCount(0);

    const bytes = crypto.getRandomValues(new Uint8Array(LONG));
    await say(ana.page, `Secret: ${Buffer.from(bytes).toString('base64url')}`);
    await expect(row(ben.page, 'Secret:')).toBeVisible();
    await row(ben.page, 'Secret:').getByLabel('When it disappears').click();
    await expect(row(ben.page, 'Secret:').getByText(/^\s*Disappears on /u)).toBeVisible();
    await expect(row(ana.page, 'Secret:')).toContainText(/Delivered|Read/u, PATIENTLY);
    for (const { page } of [ana, ben]) await expect.poll(() => stored(page), PATIENTLY).toBeGreaterThan(LONG / 2);

    // Ana closes Parley; for Ben an hour passes.
    await ana.page.close();
    await later(ben.page, 61);
    await expect(row(ben.page, 'Secret:')).toHaveCount(0, { timeout: 90_000 });
    await expect(row(ben.page, 'This was before')).toBeVisible();
    await expect.poll(() => stored(ben.page), PATIENTLY).toBeLessThan(LONG / 2);
    await say(ben.page, 'An hour later');

    // When she opens it again, the hour is over for her, too, and it is gone before anything is shown.
    await ana.reopen();
    await later(ana.page, 61);
    await ana.page.reload();
    await enter(ana, PASSPHRASE);
    await expect(row(ana.page, 'This was before')).toBeVisible();
    await expect(row(ana.page, 'Secret:')).toHaveCount(0);
    await expect.poll(() => stored(ana.page), PATIENTLY).toBeLessThan(LONG / 2);
    // All that came after it is here, and nobody looks like a liar.
    await expect(row(ana.page, 'An hour later')).toBeVisible(PATIENTLY);
    await expect(row(ben.page, 'An hour later')).toContainText(/Delivered|Read/u, PATIENTLY);
    for (const { page } of [ana, ben])
      await expect(page.getByText(/contradict|identity changed|cannot be read|was changed or lost|not on this device/iu)).toHaveCount(0);

    // Switched off, what is written stays.
    await setTimer(ana.page, 'Never');
    await expect(ben.page.getByText('Messages here stay.')).toBeVisible();
    await expect(ben.page.getByText('Messages here disappear after 1 hour', { exact: true })).toHaveCount(0);
    expect([...ana.errors, ...ana.foreignRequests, ...ben.errors, ...ben.foreignRequests]).toEqual([]);
    for (const each of [ana, ben]) await each.close();
    await signalling.stop();
  });
}

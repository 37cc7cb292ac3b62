/**
 * Making room: the oldest messages of a room go from one device, nobody takes that for damage or a fork, and they come back from whoever has them.
 */
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { newPerson, startSignalling } from './support/people.js';
import type { Person } from './support/people.js';
import { acceptAll, firstRun, meet, say, unlock } from './support/steps.js';
import { goToOldest, markedText, readTranscript, sayAll } from './support/talk.js';

const PASSPHRASE = 'correct horse battery';
/** Two cores, and browsers that start. */
const PATIENTLY = { timeout: 60_000 };
const COUNT = 230;
const KEPT = 100;

async function enter({ page }: Person): Promise<void> {
  await unlock(page, PASSPHRASE);
  await page.getByRole('button', { name: /Kitchen/u }).click();
  await expect(page.getByRole('textbox', { name: 'Message', disabled: false })).toBeVisible(PATIENTLY);
}

/** Characters in which the page keeps what was said. */
function usedBy(page: Page): Promise<number> {
  return page.evaluate(() => {
    const keys = Object.keys(localStorage).filter((key) => /^parley\/[^/]+\/[sc]\//u.test(key));
    return keys.reduce((sum, key) => sum + (localStorage.getItem(key)?.length ?? 0), 0);
  });
}

/** The page shows these messages, and nothing that looks wrong. */
async function expectShown(page: Page, texts: readonly string[]): Promise<void> {
  const wanted = texts.map((text) => /^\[([\w-]+)\]/u.exec(text)?.[1]);
  await expect(async () => {
    expect((await readTranscript(page)).map(({ mark }) => mark)).toEqual(wanted);
  }).toPass(PATIENTLY);
  // The newest of them, as many as are on a page.
  await expect(page.getByRole('article')).toHaveCount(Math.min(texts.length, KEPT));
  await expect(page.getByText(/contradict|identity changed|cannot be read|was changed or lost/iu)).toHaveCount(0);
}

test.describe.configure({ timeout: 240_000 });

for (const browser of ['chromium', 'firefox'] as const) {
  test(`the oldest messages go from one device, and come back from the other: ${browser}`, async () => {
    const signalling = await startSignalling();
    const ana = await newPerson(browser, { signalling, isPersistent: true });
    const ben = await newPerson('chromium', { signalling });
    await firstRun(ana.page, 'Ana', PASSPHRASE);
    await firstRun(ben.page, 'Ben', PASSPHRASE);
    await meet(ana.page, 'Ana', ben.page, 'Ben', 'Kitchen');
    for (const { page } of [ana, ben]) await acceptAll(page, 2);
    const texts = Array.from({ length: COUNT }, (_, i) => markedText(`ben-${i}`, 50));
    await sayAll(ben.page, texts, 0);
    await expectShown(ana.page, texts);
    await expect(ben.page.getByRole('article').filter({ hasText: /Waiting|Carried/u })).toHaveCount(0, PATIENTLY);

    // After a reload all of it is in localStorage.
    await ana.page.reload();
    await enter(ana);
    await expectShown(ana.page, texts);
    const before = await usedBy(ana.page);
    await ana.page.getByRole('button', { name: 'Storage and backup' }).click();
    const dialog = ana.page.getByRole('dialog', { name: 'Storage and backup' });
    await dialog.getByRole('button', { name: 'Drop old messages…' }).click();
    await expect(dialog.getByText(`${COUNT - KEPT} messages go from this device, and only from this one.`)).toBeVisible();
    await dialog.getByRole('button', { name: 'Drop old messages', exact: true }).click();
    await expect(dialog.getByText(`${COUNT - KEPT} messages were dropped from this device.`)).toBeVisible(PATIENTLY);
    await ana.page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    expect(await usedBy(ana.page)).toBeLessThan(0.8 * before);

    const line = ana.page.getByText(/^Older messages were dropped from this device on /u);
    await expectShown(ana.page, texts.slice(-KEPT));
    await goToOldest(ana.page);
    await expect(line).toBeVisible();
    await ana.page.reload();
    await enter(ana);
    await expectShown(ana.page, texts.slice(-KEPT));
    await goToOldest(ana.page);
    await expect(line).toBeVisible();

    const more = markedText('ana-0');
    await say(ana.page, more);
    await expectShown(ben.page, [...texts, more]);
    await expect(ana.page.getByRole('article').filter({ hasText: 'ana-0' })).toContainText(/Delivered|Read/u, PATIENTLY);

    await goToOldest(ana.page);
    await ana.page.getByRole('button', { name: 'Get them back' }).click();
    await expectShown(ana.page, [...texts, more]);
    await expect(line).toHaveCount(0);
    await ana.page.reload();
    await enter(ana);
    await expectShown(ana.page, [...texts, more]);
    for (const each of [ana, ben]) await each.close();
    await signalling.stop();
  });
}

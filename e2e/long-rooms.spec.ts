/**
 * Long rooms: one comes back to where one left off, goes through hundreds of messages of which few are on the page, is not moved by what
 * comes, and finds what was said.
 */
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { newPerson, startSignalling } from './support/people.js';
import { acceptAll, createRoom, firstRun, meet, message, say } from './support/steps.js';
import { goToNewest, goToOldest, markedText, sayAll } from './support/talk.js';

/** Two cores, and browsers that start. */
const PATIENTLY = { timeout: 60_000 };
const COUNT = 320;
/** Never more messages on the page than this, nor more elements in the transcript. */
const MESSAGES_MOST = 150;
const ELEMENTS_MOST = 3_000;

const logOf = (page: Page): Locator => page.getByRole('log', { name: 'Messages' });

async function expectFewOnPage(page: Page): Promise<void> {
  expect(await logOf(page).getByRole('article').count()).toBeLessThanOrEqual(MESSAGES_MOST);
  expect(await logOf(page).evaluate((log) => log.querySelectorAll('*').length)).toBeLessThanOrEqual(ELEMENTS_MOST);
}

/** The first message in view, and where it is. */
function firstInView(page: Page): Promise<{ readonly id: string; readonly top: number }> {
  return logOf(page).evaluate((log) => {
    const edge = log.getBoundingClientRect().top;
    const row = [...log.querySelectorAll<HTMLElement>('article')].find((each) => each.getBoundingClientRect().top >= edge);
    return { id: row?.dataset['id'] ?? '', top: row?.getBoundingClientRect().top ?? 0 };
  });
}

test.describe.configure({ timeout: 240_000 });

for (const browser of ['chromium', 'firefox'] as const) {
  test(`one goes on reading where one left off, and far up nothing moves: ${browser}`, async () => {
    const signalling = await startSignalling();
    const ana = await newPerson(browser, { signalling });
    const ben = await newPerson('chromium', { signalling });
    await firstRun(ana.page, 'Ana', '');
    await firstRun(ben.page, 'Ben', '');
    await meet(ana.page, 'Ana', ben.page, 'Ben', 'Kitchen');
    for (const { page } of [ana, ben]) await acceptAll(page, 2);
    await say(ben.page, 'seen before');
    await expect(message(ben.page, 'seen before')).toContainText('Read', PATIENTLY);
    await ana.page.getByRole('button', { name: 'Home' }).click();
    await sayAll(
      ben.page,
      Array.from({ length: COUNT }, (_, i) => markedText(`ben-${i}`, 50)),
      0,
    );
    await expect(ana.page.getByRole('button', { name: new RegExp(`${COUNT} unread`, 'u') })).toBeVisible(PATIENTLY);

    // The line is in the upper half, what was read above it, and nothing counts as read yet.
    await ana.page.getByRole('button', { name: /Kitchen/u }).click();
    const line = logOf(ana.page).getByRole('separator', { name: 'New since you were here' });
    await expect(line).toBeInViewport();
    await expect(message(ana.page, '[ben-0]')).toBeInViewport();
    const [box, place] = [await logOf(ana.page).boundingBox(), await line.boundingBox()];
    expect((place?.y ?? 0) - (box?.y ?? 0)).toBeLessThan((box?.height ?? 0) / 2);
    await expect(ana.page.getByRole('button', { name: `${COUNT} new messages` })).toBeVisible();
    await expect(ben.page.getByRole('article').filter({ hasText: 'ben-0' })).toHaveCount(0);
    await expect(message(ben.page, `[ben-${COUNT - 1}]`)).toContainText('Delivered', PATIENTLY);

    // Down by the wheel, window by window, to the end: then all is read.
    await logOf(ana.page).hover();
    await expect(async () => {
      await ana.page.mouse.wheel(0, 4_000);
      await expectFewOnPage(ana.page);
      await expect(message(ana.page, `[ben-${COUNT - 1}]`)).toBeInViewport({ timeout: 100 });
    }).toPass(PATIENTLY);
    await expect(ana.page.getByRole('button', { name: /new messages|Newest messages/u })).toHaveCount(0);
    await expect(message(ben.page, `[ben-${COUNT - 1}]`)).toContainText('Read', PATIENTLY);

    // Far up, what comes neither moves what is read, nor is it read.
    await goToOldest(ana.page);
    await expectFewOnPage(ana.page);
    await expect(message(ana.page, 'seen before')).toBeInViewport();
    const before = await firstInView(ana.page);
    await say(ben.page, 'and another');
    const pill = ana.page.getByRole('button', { name: '1 new message' });
    await expect(pill).toBeVisible(PATIENTLY);
    const after = await firstInView(ana.page);
    expect(after.id).toBe(before.id);
    expect(Math.abs(after.top - before.top)).toBeLessThan(1);
    await expect(message(ana.page, 'and another')).toHaveCount(0);
    await expect(message(ben.page, 'and another')).toContainText('Delivered');
    await pill.click();
    await expect(message(ana.page, 'and another')).toBeInViewport();
    await expect(message(ben.page, 'and another')).toContainText('Read', PATIENTLY);

    // What one writes oneself is seen, wherever one was.
    await goToOldest(ana.page);
    await say(ana.page, 'an answer');
    await expect(message(ana.page, 'an answer')).toBeInViewport(PATIENTLY);
    await goToNewest(ana.page);
    await expectFewOnPage(ana.page);
    for (const each of [ana, ben]) await each.close();
    await signalling.stop();
  });
}

/** The message has the focus, and is in view. */
async function expectGoneTo(page: Page, text: string): Promise<void> {
  await expect(message(page, text)).toBeInViewport();
  await expect(message(page, text)).toBeFocused();
}

for (const browser of ['chromium', 'firefox'] as const) {
  test(`what was said is found again, in one room and in all, by words and by day: ${browser}`, async () => {
    const ana = await newPerson(browser);
    const { page } = ana;
    await firstRun(page, 'Ana', '');
    await createRoom(page, 'Kitchen');
    await say(page, 'The train to Zürich leaves at nine');
    await sayAll(
      page,
      Array.from({ length: COUNT }, (_, i) => markedText(`ana-${i}`, 50)),
      0,
    );
    await expect(message(page, `[ana-${COUNT - 1}]`)).toBeVisible(PATIENTLY);
    await page.getByRole('button', { name: 'Home' }).click();
    await createRoom(page, 'Garden');
    await say(page, 'zurich is far away');

    // In this room, by the keys that find in any page.
    await page.keyboard.press('ControlOrMeta+f');
    const inRoom = page.getByRole('combobox', { name: 'Find in this room' });
    await expect(inRoom).toBeFocused();
    await inRoom.pressSequentially('ZÜRICH');
    await expect(page.getByRole('option')).toHaveCount(1);
    await page.keyboard.press('Enter');
    await expectGoneTo(page, 'zurich is far away');
    await page.getByRole('button', { name: 'Close the search' }).click();
    await expect(inRoom).toHaveCount(0);

    // In all rooms: the older one is far up in another.
    const everywhere = page.getByRole('combobox', { name: 'Search all rooms' });
    await everywhere.fill('zurich');
    await expect(page.getByRole('option')).toHaveText([/Garden.*zurich is far away/u, /Kitchen.*train to Zürich/u]);
    await everywhere.press('ArrowDown');
    await everywhere.press('ArrowDown');
    await everywhere.press('Enter');
    await expect(page.getByRole('heading', { name: 'Kitchen' })).toBeVisible();
    await expectGoneTo(page, 'The train to Zürich');
    await expect(message(page, `[ana-${COUNT - 1}]`)).toHaveCount(0);
    await expectFewOnPage(page);
    await everywhere.fill('');
    await expect(page.getByRole('option')).toHaveCount(0);

    // From result to result, the focus on the button.
    await page.getByRole('button', { name: 'Find in this room' }).click();
    await inRoom.fill('ana-31');
    await expect(page.getByRole('option')).toHaveCount(11);
    const older = page.getByRole('button', { name: 'Older result' });
    for (let i = 0; i < 11; i++) await older.click();
    await expect(message(page, '[ana-31]')).toBeInViewport();
    await expect(older).toBeFocused();
    await expect(page.getByText('11 of 11')).toBeVisible();

    // By day: today began with the room.
    await page.getByLabel('Go to date').fill(await page.evaluate(() => new Date().toLocaleDateString('sv')));
    await page.getByRole('button', { name: 'Go', exact: true }).click();
    await expect(page.getByText('Ana founded the room')).toBeInViewport();
    await goToNewest(page);
    await expect(message(page, `[ana-${COUNT - 1}]`)).toBeInViewport();
    await ana.close();
  });
}

/**
 * People mention each other: whom the box offers, what the others see, and that it is the person who is meant and not the name.
 */
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { newPerson, startSignalling } from './support/people.js';
import type { BrowserName } from './support/people.js';
import { acceptAll, bringIn, createRoom, firstRun, message } from './support/steps.js';

function boxOf(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Message' });
}

/** The room in the list of rooms. */
function roomIn(page: Page, name: string): Locator {
  return page.getByRole('navigation', { name: 'Rooms' }).getByRole('button', { name: new RegExp(name, 'u') });
}

async function rename(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('button', { name: 'Your name' }).click();
  await dialog.getByRole('textbox', { name: 'New name' }).fill(name);
  await page.keyboard.press('Enter');
  await expect(dialog.getByText(`From now on you are ${name}.`)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

for (const [browser, other] of [
  ['chromium', 'firefox'],
  ['firefox', 'chromium'],
] as const satisfies readonly (readonly [BrowserName, BrowserName])[]) {
  test(`a mention is of a person, is marked until it is read, and goes when it is edited away: ${browser}`, async () => {
    test.setTimeout(120_000);
    const signalling = await startSignalling();
    const ana = await newPerson(browser, { signalling });
    const ben = await newPerson(other, { signalling });
    // A Parley that knows no mentions.
    const cleo = await newPerson('chromium', {
      signalling,
      patch: [['value.length > MENTIONS_MAX', 'value.length >= 0']],
    });
    await firstRun(ana.page, 'Ana', '');
    await firstRun(ben.page, 'Ben', '');
    await firstRun(cleo.page, 'Cleo', '');
    await createRoom(ana.page, 'Kitchen');
    await bringIn(ana.page, ben.page, 'Ben');
    await bringIn(ana.page, cleo.page, 'Cleo');
    for (const { page } of [ana, ben, cleo]) await acceptAll(page, 3);
    await ben.page.getByRole('button', { name: 'Home' }).click();

    const box = boxOf(ana.page);
    const list = ana.page.getByRole('listbox', { name: 'People to mention' });
    await box.focus();
    await ana.page.keyboard.type('Dear @');
    await expect(list.getByRole('option')).toHaveText([/Ben/u, /Cleo/u]);
    await expect(ana.page.getByRole('status').filter({ hasText: '2 people to mention' })).toBeAttached();
    await expect(list.getByRole('option', { selected: true })).toContainText('Ben');
    await ana.page.keyboard.press('ArrowDown');
    await expect(list.getByRole('option', { selected: true })).toContainText('Cleo');
    await ana.page.keyboard.press('Escape');
    await expect(list).toBeHidden();
    await expect(box).toHaveValue('Dear @');
    await expect(box).toBeFocused();
    await ana.page.keyboard.press('Backspace');
    await ana.page.keyboard.type('@bE');
    await ana.page.keyboard.press('Enter');
    await expect(box).toHaveValue('Dear @Ben ');
    await expect(ana.page.getByText('Mentions Ben')).toBeVisible();
    // What was chosen can be undone, like what was typed before it.
    await ana.page.keyboard.press('Control+z');
    await expect(box).toHaveValue('Dear @bE');
    await expect(ana.page.getByText('Mentions Ben')).toBeHidden();
    // Browsers select what has come back.
    await ana.page.keyboard.press('End');
    await expect(list).toBeVisible();
    await ana.page.keyboard.press('Enter');
    await expect(box).toHaveValue('Dear @Ben ');
    await expect(ana.page.getByText('Mentions Ben')).toBeVisible();
    await ana.page.keyboard.type('and @');
    await list.getByRole('option', { name: /Cleo/u }).click();
    await expect(box).toBeFocused();
    await ana.page.keyboard.type('come');
    await expect(box).toHaveValue('Dear @Ben and @Cleo come');
    await ana.page.keyboard.press('Enter');
    await expect(message(ana.page, 'Dear @Ben')).toContainText('@Cleo');

    // To an older Parley it is text; in the list the room of who is mentioned is marked, also after a reload.
    await expect(message(cleo.page, 'Dear @Ben and @Cleo come')).toBeVisible({ timeout: 15_000 });
    await expect(roomIn(ben.page, 'Kitchen.*you are mentioned')).toBeVisible({ timeout: 15_000 });
    await ben.page.reload();
    await expect(roomIn(ben.page, 'Kitchen.*you are mentioned')).toBeVisible({ timeout: 15_000 });
    await roomIn(ben.page, 'Kitchen').click();
    await expect(message(ben.page, 'Dear @Ben')).toContainText('Mentions you');
    await expect(roomIn(ben.page, 'Kitchen')).not.toContainText('you are mentioned');
    await expect(message(ana.page, 'Dear @Ben')).not.toContainText('Mentions you');

    // Whoever takes the name is not meant, and who is meant is called as they are now.
    await rename(ben.page, 'Benjamin');
    await expect(message(ana.page, 'Dear @Benjamin')).toBeVisible({ timeout: 15_000 });
    await rename(cleo.page, 'Ben');
    await expect(message(ben.page, 'Dear @Benjamin')).toContainText('@Ben', { timeout: 15_000 });
    await expect(message(ben.page, 'Dear @Benjamin')).toContainText('Mentions you');

    // An edit keeps mentions, and loses those that are written over.
    await box.focus();
    await ana.page.keyboard.press('ArrowUp');
    await expect(box).toHaveValue('Dear @Benjamin and @Ben come');
    await expect(ana.page.getByText('Mentions Benjamin and Ben')).toBeVisible();
    await ana.page.keyboard.type('!');
    await ana.page.keyboard.press('Enter');
    await expect(message(ben.page, 'come!')).toContainText('Mentions you', { timeout: 15_000 });
    await ana.page.keyboard.press('ArrowUp');
    await expect(box).toHaveValue('Dear @Benjamin and @Ben come!');
    await box.fill('');
    await ana.page.keyboard.type('Dear @Benjamin, come?');
    // Typed, and not chosen: a name like any word.
    await expect(ana.page.getByText('Mentions', { exact: false }).filter({ hasText: 'Benjamin' })).toBeHidden();
    await ana.page.keyboard.press('Enter');
    await expect(message(ben.page, 'come?')).toContainText('edited', { timeout: 15_000 });
    await expect(message(ben.page, 'come?')).not.toContainText('Mentions you');

    for (const each of [ana, ben, cleo]) expect([...each.errors, ...each.foreignRequests]).toEqual([]);
    for (const each of [ana, ben, cleo]) await each.close();
    await signalling.stop();
  });
}

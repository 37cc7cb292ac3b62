/**
 * The whole path of two people on narrow screens, where room, people and list of rooms take turns: invite, knock, admit, compare, write, react, find, go home.
 */
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { newPerson, startSignalling } from './support/people.js';
import type { BrowserName } from './support/people.js';
import { admitUnverified, createRoom, firstRun, join, message, openVerify, person, readInvite, say } from './support/steps.js';

const PHONE = { width: 360, height: 740 };

/** Shows the people of the room, does something there, and goes back to what is said. */
async function amongPeople(page: Page, act: () => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: 'People', exact: true }).click();
  await expect(page.getByRole('list', { name: 'People' })).toBeVisible();
  await act();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(page.getByRole('list', { name: 'People' })).toBeHidden();
}

/** Nothing reaches beyond the screen, and whatever can be pressed now is large enough for a thumb (WCAG 2.2, 2.5.8) and within it. */
async function expectFits(page: Page): Promise<void> {
  const faults = await page.evaluate(() => {
    const found: string[] = [];
    if (document.documentElement.scrollWidth > innerWidth) found.push(`the page is ${document.documentElement.scrollWidth} px wide`);
    const look = (root: Document | ShadowRoot): void => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot !== null) look(element.shadowRoot);
        if (!element.matches('button, summary, input, textarea, select') || !element.checkVisibility()) continue;
        // A tick is pressed by its label as well.
        const { width, height, left, right } = (element.closest('label') ?? element).getBoundingClientRect();
        const name = `${element.localName} ${element.getAttribute('aria-label') ?? element.textContent}`;
        if (width < 24 || height < 24) found.push(`${name}: ${width} × ${height}`);
        if (left < 0 || right > innerWidth + 0.5) found.push(`${name}: from ${left} to ${right}`);
      }
    };
    look(document);
    return found;
  });
  expect(faults).toEqual([]);
}

async function expectVerified(page: Page, name: string): Promise<void> {
  await amongPeople(page, () => expect(person(page, name)).toContainText(/(?<!un|not )verified/iu));
}

function logOf(page: Page): Locator {
  return page.getByRole('log', { name: 'Messages' });
}

for (const [hostBrowser, guestBrowser] of [
  ['chromium', 'firefox'],
  ['firefox', 'chromium'],
] as const satisfies readonly (readonly [BrowserName, BrowserName])[]) {
  test(`two people on phones meet, compare, chat and find what was said: ${hostBrowser} invites ${guestBrowser}`, async () => {
    const signalling = await startSignalling();
    const ana = await newPerson(hostBrowser, { signalling, viewport: PHONE });
    const ben = await newPerson(guestBrowser, { signalling, viewport: PHONE });
    const pages = [ana.page, ben.page];
    for (const page of pages) await expectFits(page);
    await firstRun(ana.page, 'Ana', '');
    await firstRun(ben.page, 'Ben', '');
    await createRoom(ana.page, 'Kitchen');
    await join(ben.page, await readInvite(ana.page));
    await admitUnverified(ana.page, 'Ben');
    await expect(ben.page.getByRole('textbox', { name: 'Message' })).toBeVisible({ timeout: 30_000 });
    for (const page of pages) await expectFits(page);

    await ana.page.getByRole('button', { name: 'People', exact: true }).click();
    const anaDialog = await openVerify(ana.page, 'Ben');
    await anaDialog.getByRole('button', { name: /emoji/iu }).click();
    const benDialog = ben.page.getByRole('dialog', { name: 'Verify Ana' });
    for (const dialog of [anaDialog, benDialog])
      await expect(dialog.getByRole('group', { name: 'Emoji' }).getByRole('listitem')).toHaveCount(7);
    for (const page of pages) await expectFits(page);
    for (const dialog of [anaDialog, benDialog]) await dialog.getByRole('button', { name: 'They match' }).click();
    for (const dialog of [anaDialog, benDialog]) await expect(dialog).toBeHidden();
    await ana.page.getByRole('button', { name: 'Close', exact: true }).click();
    await expectVerified(ana.page, 'Ben');
    await expectVerified(ben.page, 'Ana');

    await say(ana.page, 'Soup at seven?');
    const soup = message(ben.page, 'Soup at seven?');
    await expect(soup).toContainText('Ana');
    await soup.getByRole('button', { name: 'More' }).click();
    await ben.page.getByRole('menuitem', { name: 'React' }).click();
    await ben.page.getByRole('textbox', { name: 'Search, or type any emoji' }).fill('party');
    await ben.page.keyboard.press('Enter');
    await expect(message(ana.page, 'Soup at seven?').getByRole('button', { name: /🎉 1: Ben/u })).toBeVisible();
    await expect(ben.page.getByRole('menu')).toBeHidden();
    await say(ben.page, 'I bring bread');
    await expect(message(ana.page, 'I bring bread')).toBeVisible();
    await expect(message(ana.page, 'Soup at seven?')).toContainText(/delivered|read/iu);
    for (const page of pages) await expectFits(page);

    await ana.page.getByRole('button', { name: 'Find in this room' }).click();
    await ana.page.getByRole('combobox', { name: 'Find in this room' }).fill('bread');
    await expect(ana.page.getByRole('option', { name: /I bring bread/u })).toBeVisible();
    await expectFits(ana.page);
    await ana.page.keyboard.press('Escape');
    await ana.page.getByRole('button', { name: 'All rooms' }).click();
    await expect(logOf(ana.page)).toBeHidden();
    await expectFits(ana.page);
    await say(ben.page, 'And butter');
    await expect(ana.page.getByRole('button', { name: /Ben.*1 unread/iu })).toBeVisible();
    await ana.page.getByRole('button', { name: /Ben.*1 unread/iu }).click();
    await expect(message(ana.page, 'And butter')).toBeVisible();
    expect([...ana.errors, ...ben.errors, ...ana.foreignRequests, ...ben.foreignRequests]).toEqual([]);
    await ana.close();
    await ben.close();
    await signalling.stop();
  });
}

/**
 * Deleting everything on this device: from the open vault and from the locked screen, with other tabs open, and what the others see of it.
 */
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { newPerson, startSignalling } from './support/people.js';
import { acceptUnverified, createRoom, firstRun, meet, message, person, say } from './support/steps.js';

/** Every name in localStorage, and every database. */
function storedNames(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases();
    return [...Object.keys(localStorage), ...databases.map(({ name }) => name ?? '')];
  });
}

async function deleteEverything(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Delete everything…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete everything on this device' });
  await dialog.getByRole('button', { name: 'Delete everything now' }).click();
  await expect(page.getByRole('textbox', { name: 'Your name' })).toBeVisible({ timeout: 15_000 });
}

for (const browser of ['chromium', 'firefox'] as const) {
  test(`nothing is left after everything was deleted, in no tab, and the others see only somebody go: ${browser}`, async () => {
    test.setTimeout(180_000);
    const signalling = await startSignalling();
    const ana = await newPerson(browser, { signalling, isPersistent: true });
    const ben = await newPerson('chromium', { signalling });
    await firstRun(ana.page, 'Ana', '');
    await firstRun(ben.page, 'Ben', '');
    await meet(ana.page, 'Ana', ben.page, 'Ben', 'Kitchen');
    await acceptUnverified(ana.page);
    await say(ana.page, 'Burn after reading');
    await expect(message(ben.page, 'Burn after reading')).toBeVisible();

    // Another tab takes over, and deletes everything; the first one was there all the time.
    const tab = await ana.openTab();
    await tab.getByRole('button', { name: 'Use Parley here' }).click();
    await expect(tab.getByRole('button', { name: /Kitchen/u })).toBeVisible({ timeout: 15_000 });
    await expect(ana.page.getByRole('heading', { name: 'Parley is open in another tab' })).toBeVisible();
    expect((await storedNames(tab)).length).toBeGreaterThan(1);
    await tab.getByRole('button', { name: 'Delete everything…' }).click();
    // It may take a moment to come, and what is pressed before that closes nothing.
    await expect(tab.getByRole('dialog')).toBeVisible();
    await tab.keyboard.press('Escape');
    await expect(tab.getByRole('dialog')).toHaveCount(0);
    await deleteEverything(tab);
    expect(await storedNames(tab)).toEqual([]);

    await expect(person(ben.page, 'Ana')).toContainText(/last connected/iu, { timeout: 30_000 });
    await expect(message(ben.page, 'Burn after reading')).toBeVisible();
    await expect(ana.page.getByRole('heading', { name: 'Parley is open in another tab' })).toBeVisible();
    await ana.page.getByRole('button', { name: 'Use Parley here' }).click();
    await expect(ana.page.getByRole('textbox', { name: 'Your name' })).toBeVisible();
    await expect(tab.getByRole('heading', { name: 'Parley is open in another tab' })).toBeVisible();
    expect(await storedNames(ana.page)).toEqual([]);

    await ana.reopen();
    await expect(ana.page.getByRole('textbox', { name: 'Your name' })).toBeVisible();
    expect(await storedNames(ana.page)).toEqual([]);
    await firstRun(ana.page, 'Somebody else', 'a passphrase');
    await expect(ana.page.getByRole('button', { name: /Kitchen/u })).toHaveCount(0);
    expect(ana.errors).toEqual([]);
    await ana.close();
    await ben.close();
    await signalling.stop();
  });

  test(`who has forgotten the passphrase deletes everything from the locked screen: ${browser}`, async () => {
    const ana = await newPerson(browser, { isPersistent: true });
    await firstRun(ana.page, 'Ana', 'long forgotten');
    await createRoom(ana.page, 'Kitchen');
    await ana.reopen();
    await ana.page.getByLabel('Passphrase', { exact: true }).fill('was it this one');
    await ana.page.getByRole('button', { name: 'Unlock' }).click();
    await expect(ana.page.getByRole('alert')).toContainText(/does not open/iu);
    await deleteEverything(ana.page);
    expect(await storedNames(ana.page)).toEqual([]);
    await ana.close();
  });
}

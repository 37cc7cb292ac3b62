/**
 * The lock of a vault, as a person lives with it: changing the passphrase, locking for want of use, and several profiles in one browser.
 */
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { newPerson, startSignalling } from './support/people.js';
import type { BrowserName } from './support/people.js';
import { createRoom, firstRun, message, readInvite, say, unlock } from './support/steps.js';

const BROWSERS: readonly BrowserName[] = ['chromium', 'firefox'];

async function openSettings(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Settings' }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await expect(dialog).toBeVisible();
  return dialog;
}

async function changePassphrase(dialog: Locator, current: string, next: string): Promise<void> {
  await dialog.getByLabel('Current passphrase').fill(current);
  await dialog.getByLabel('New passphrase', { exact: true }).fill(next);
  await dialog.getByLabel('New passphrase again').fill(next);
  await dialog.getByRole('button', { name: 'Change the passphrase' }).click();
}

/** Every text that can be reached from the page: what elements show, hold in their boxes, and have as state. */
function everythingIn(page: Page): Promise<string> {
  return page.evaluate(() => {
    const parts: string[] = [document.title];
    const walk = (root: ParentNode): void => {
      for (const element of root.querySelectorAll('*')) {
        parts.push(element.textContent, String(Reflect.get(element, 'value')), JSON.stringify(Reflect.get(element, 'state')) ?? '');
        if (element.shadowRoot !== null) walk(element.shadowRoot);
      }
    };
    walk(document);
    return parts.join('\n');
  });
}

const locked = (page: Page): Locator => page.getByRole('button', { name: 'Unlock' });
const box = (page: Page): Locator => page.getByRole('textbox', { name: 'Message' });

for (const browserName of BROWSERS) {
  test(`the passphrase is changed, and only the new one opens what was written before: ${browserName}`, async () => {
    const signalling = await startSignalling();
    const ana = await newPerson(browserName, { signalling, isPersistent: true });
    const { page } = ana;
    await firstRun(page, 'Ana', 'correct horse');
    await createRoom(page, 'Kitchen');
    await say(page, 'Written before');

    const dialog = await openSettings(page);
    await changePassphrase(dialog, 'battery staple', 'another one');
    await expect(dialog.getByRole('alert')).toContainText('does not open Parley', { timeout: 15_000 });
    await expect(dialog.getByLabel('Current passphrase')).toBeFocused();
    await changePassphrase(dialog, 'correct horse', 'another one');
    await expect(dialog.getByText('From now on the new passphrase opens Parley')).toBeVisible({ timeout: 15_000 });
    await dialog.getByRole('button', { name: 'Lock now' }).click();

    await unlock(page, 'correct horse');
    await expect(page.getByRole('alert')).toContainText('does not open Parley', { timeout: 15_000 });
    await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused();
    // Killed, nothing comes back of the old one.
    await ana.kill();
    await ana.reopen();
    await unlock(ana.page, 'correct horse');
    await expect(ana.page.getByRole('alert')).toContainText('does not open Parley', { timeout: 15_000 });
    await unlock(ana.page, 'another one');
    await ana.page.getByRole('button', { name: /Kitchen/u }).click();
    await expect(message(ana.page, 'Written before')).toBeVisible();
    expect([...ana.errors, ...ana.foreignRequests]).toEqual([]);
    await ana.close();
    await signalling.stop();
  });

  test(`Parley locks itself when nobody has used it, keeps what was being written, and nothing else: ${browserName}`, async () => {
    const signalling = await startSignalling();
    const ana = await newPerson(browserName, { signalling });
    const { page } = ana;
    // The page's time is the test's from here on: both its clocks, and its timers.
    await page.clock.install();
    await page.reload();
    await firstRun(page, 'Ana', 'correct horse');
    await createRoom(page, 'Kitchen');
    await say(page, 'A word in confidence');
    await box(page).fill('half a thou');
    // As a machine that sleeps: time has passed, and what was due in it is done once.
    await page.clock.fastForward('14:00');
    await expect(box(page)).toHaveValue('half a thou');
    await page.mouse.move(200, 200);
    await page.clock.fastForward('14:00');
    await expect(box(page)).toBeVisible();
    await page.clock.fastForward('01:10');
    await expect(page.getByText('Locked after 15 minutes without use.')).toBeVisible();
    await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused();
    const left = await everythingIn(page);
    for (const word of ['Ana', 'Kitchen', 'in confidence', 'half a thou', 'correct horse']) expect(left).not.toContain(word);

    await unlock(page, 'correct horse');
    await expect(box(page)).toHaveValue('half a thou', { timeout: 15_000 });
    await expect(message(page, 'A word in confidence')).toBeVisible();

    const dialog = await openSettings(page);
    await dialog.getByRole('radio', { name: 'Never' }).click();
    await expect(dialog.getByRole('radio', { name: 'Never' })).toBeChecked();
    await page.clock.fastForward('10:00:00');
    await expect(dialog).toBeVisible();
    await dialog.getByRole('radio', { name: 'After 5 minutes' }).click();
    await expect(dialog.getByRole('radio', { name: 'After 5 minutes' })).toBeChecked();
    await page.clock.fastForward('05:00');
    await expect(page.getByText('Locked after 5 minutes without use.')).toBeVisible();
    expect([...ana.errors, ...ana.foreignRequests]).toEqual([]);
    await ana.close();
    await signalling.stop();
  });

  test(`two profiles live side by side in one browser, each with its lock: ${browserName}`, async () => {
    const signalling = await startSignalling();
    const ana = await newPerson(browserName, { signalling });
    await firstRun(ana.page, 'Ana', 'correct horse');
    await createRoom(ana.page, 'Kitchen');
    const code = await readInvite(ana.page);

    // Ana lends her browser to Ben, who comes with an invite of hers.
    const tab = await ana.context.newPage();
    await tab.goto(`${ana.url}#profile=ben&i=${code}`);
    await expect(tab.getByText('Profile: ben')).toBeVisible();
    expect(tab.url()).toBe(`${ana.url}#profile=ben`);
    await firstRunWithInvite(tab, 'Ben', 'battery staple');
    await expect(tab.getByRole('textbox', { name: 'Invite link or code' })).toHaveValue(`#i=${code}`);
    await tab.getByRole('button', { name: 'Join', exact: true }).click();
    await expect(ana.page.getByRole('dialog', { name: 'Ben wants to join' })).toBeVisible({ timeout: 30_000 });
    await ana.page.getByRole('dialog').getByRole('button', { name: 'Admit without verifying' }).click();
    await expect(tab.getByRole('log', { name: 'Messages' })).toContainText('let Ben in', { timeout: 30_000 });

    await tab.getByRole('button', { name: 'Lock Parley' }).click();
    await expect(tab.getByText('Profile: ben')).toBeVisible();
    await unlock(tab, 'correct horse');
    await expect(tab.getByRole('alert')).toContainText('does not open Parley', { timeout: 15_000 });
    await expect(box(ana.page)).toBeVisible();
    await ana.page.close();

    // Without a profile in the address, people are asked; from the door of one there is a way to the other.
    await tab.goto('about:blank');
    await tab.goto(ana.url);
    await expect(tab.getByRole('heading', { name: 'Who is using Parley?' })).toBeVisible();
    await tab.getByRole('list', { name: 'Profiles' }).getByRole('button', { name: 'ben' }).click();
    await expect(tab.getByText('Profile: ben')).toBeVisible();
    await tab.getByRole('button', { name: 'Another profile' }).click();
    await tab.getByRole('button', { name: 'default' }).click();
    await expect(locked(tab)).toBeVisible();
    expect(tab.url()).toBe(`${ana.url}#profile=default`);
    await unlock(tab, 'correct horse');
    await expect(tab.getByText('You are Ana')).toBeVisible({ timeout: 15_000 });

    // A name that no profile can have.
    await tab.goto(`${ana.url}#profile=${encodeURIComponent('no such/name')}`);
    await expect(tab.getByRole('alert')).toContainText('A profile cannot be called that');
    await tab.getByRole('textbox', { name: 'Name of the profile' }).fill('cleo');
    await tab.getByRole('button', { name: 'New profile' }).click();
    await expect(tab.getByRole('textbox', { name: 'Your name' })).toBeVisible();
    const names = await tab.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
    expect(names.toSorted()).toEqual(['parley/ben', 'parley/default']);
    expect([...ana.errors, ...ana.foreignRequests]).toEqual([]);
    await ana.close();
    await signalling.stop();
  });
}

/** First run of somebody whose invite waits: it ends on the form that holds it. */
async function firstRunWithInvite(page: Page, name: string, passphrase: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Your name' }).fill(name);
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Start' }).click();
}

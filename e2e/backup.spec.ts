/**
 * Backups: chat, back up, take the backup in elsewhere, go on without a fork; and the page that carries one's own history.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { KEEPS_FILES } from './support/handed-out.js';
import { newPerson, startSignalling } from './support/people.js';
import type { BrowserName } from './support/people.js';
import { acceptUnverified, firstRun, meet, message, say, unlock } from './support/steps.js';

// Four starts of Parley, one after the other, each with a passphrase.
test.describe.configure({ timeout: 180_000 });

const PASSPHRASE = 'four words for backups';

/** The dialog "Storage and backup", with the form of this button open. */
async function storageForm(page: Page, way: string): Promise<Locator> {
  const dialog = page.getByRole('dialog', { name: 'Storage and backup' });
  if (!(await dialog.isVisible())) await page.getByRole('button', { name: 'Storage and backup' }).click();
  const button = dialog.getByRole('button', { name: way, exact: true });
  if ((await button.getAttribute('aria-expanded')) === 'false') await button.click();
  return dialog;
}

/** The file that the page handed out last, as bytes. */
async function handedOut(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(async () => {
    const { handedOut: file } = globalThis as unknown as { readonly handedOut: Blob };
    return new Uint8Array(await file.arrayBuffer()).toBase64();
  });
  return Buffer.from(base64, 'base64');
}

/** Makes a sealed file; ends with the dialog closed. */
async function sealedFile(page: Page, way: string, submit: string, target: string): Promise<string> {
  const dialog = await storageForm(page, way);
  await dialog.getByLabel('Passphrase for the file').fill(PASSPHRASE);
  await dialog.getByLabel('The same passphrase again').fill(PASSPHRASE);
  const isChromium = page.context().browser()?.browserType().name() === 'chromium';
  const download = isChromium ? page.waitForEvent('download') : null;
  await dialog.getByRole('button', { name: submit, exact: true }).click();
  await expect(dialog.getByText(/^Made: parley-/u)).toBeVisible({ timeout: 30_000 });
  if (download === null) writeFileSync(target, await handedOut(page));
  else await (await download).saveAs(target);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  return target;
}

async function openKitchen(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Kitchen/u }).click();
  await expect(page.getByRole('log', { name: 'Messages' })).toBeVisible();
}

/** Whether anybody is said to contradict themselves. */
async function expectNoFork(page: Page): Promise<void> {
  await expect(page.getByText(/contradict/iu)).toHaveCount(0);
}

for (const browser of ['chromium', 'firefox'] as const satisfies readonly BrowserName[]) {
  test(`${browser}: a backup goes on in a fresh browser and in a used one, and nobody sees a fork`, async () => {
    const info = test.info();
    const signalling = await startSignalling();
    const ana = await newPerson(browser, { signalling, initScript: KEEPS_FILES });
    const ben = await newPerson(browser, { signalling });
    await firstRun(ana.page, 'Ana', 'correct horse');
    await firstRun(ben.page, 'Ben', 'battery staple');
    await meet(ana.page, 'Ana', ben.page, 'Ben', 'Kitchen');
    await acceptUnverified(ana.page);
    await say(ana.page, 'before the backup');
    await expect(message(ben.page, 'before the backup')).toBeVisible();
    const file = await sealedFile(ana.page, 'Back up everything', 'Make the backup', info.outputPath('ana.parley'));
    expect(readFileSync(file, 'latin1').slice(0, 16)).toBe('parley backup 1\n');
    await ana.page.getByRole('button', { name: 'Storage and backup' }).click();
    await expect(ana.page.getByText('Last backup: today.')).toBeVisible();
    await ana.page.keyboard.press('Escape');
    // What is typed while a dialog is still open goes nowhere.
    await expect(ana.page.getByRole('dialog')).toBeHidden();
    await say(ana.page, 'after the backup');
    await expect(message(ben.page, 'after the backup')).toBeVisible();
    await ana.close();

    // A fresh browser: a wrong passphrase first.
    const second = await newPerson(browser, { signalling });
    await second.page.getByRole('button', { name: 'Open a backup' }).click();
    await second.page.getByLabel('Backup file').setInputFiles(file);
    await second.page.getByLabel('Passphrase of the backup').fill('wrong');
    await second.page.getByRole('button', { name: 'Open it' }).click();
    await expect(second.page.getByRole('alert')).toContainText('does not open the backup');
    await second.page.getByLabel('Passphrase of the backup').fill(PASSPHRASE);
    await second.page.getByRole('button', { name: 'Open it' }).click();
    await expect(second.page.getByText('You are Ana')).toBeVisible({ timeout: 20_000 });
    await openKitchen(second.page);
    await expect(message(second.page, 'before the backup')).toBeVisible();
    // What is missing comes from Ben.
    await expect(message(second.page, 'after the backup')).toBeVisible({ timeout: 20_000 });
    await say(second.page, 'from the second browser');
    await expect(message(ben.page, 'from the second browser')).toBeVisible({ timeout: 20_000 });
    await say(ben.page, 'welcome back');
    await expect(message(second.page, 'welcome back')).toBeVisible();
    for (const { page } of [second, ben]) await expectNoFork(page);

    // A used browser of the same person: what is there already changes nothing.
    const dialog = await storageForm(second.page, 'Open a backup');
    await dialog.getByLabel('Backup file').setInputFiles(file);
    await dialog.getByLabel('Passphrase of the backup').fill(PASSPHRASE);
    await dialog.getByRole('button', { name: 'Take it in' }).click();
    await expect(dialog.getByText('Everything in that backup is here already.')).toBeVisible({ timeout: 20_000 });
    await second.page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await say(second.page, 'goes on');
    await expect(message(second.page, 'goes on')).toBeVisible();
    await expect(message(ben.page, 'goes on')).toBeVisible({ timeout: 20_000 });
    for (const { page } of [second, ben]) await expectNoFork(page);

    // Somebody else's browser refuses it.
    const benDialog = await storageForm(ben.page, 'Open a backup');
    await benDialog.getByLabel('Backup file').setInputFiles(file);
    await benDialog.getByLabel('Passphrase of the backup').fill(PASSPHRASE);
    await benDialog.getByRole('button', { name: 'Take it in' }).click();
    await expect(benDialog.getByRole('alert')).toContainText('belongs to somebody else', { timeout: 20_000 });
    await ben.page.keyboard.press('Escape');
    await expect(message(ben.page, 'goes on')).toBeVisible();
    expect(ben.errors).toEqual([]);
    expect(second.errors).toEqual([]);
    for (const who of [second, ben]) await who.close();
    await signalling.stop();
  });

  for (const built of ['index.html', 'dist/parley-offline.html'] as const) {
    test(`${browser}: a copy of ${built} opens with its passphrase and goes on`, async () => {
      const info = test.info();
      const signalling = await startSignalling();
      const ana = await newPerson(browser, { signalling, file: built, initScript: KEEPS_FILES });
      const ben = await newPerson(browser, { signalling });
      await firstRun(ana.page, 'Ana', 'correct horse');
      await firstRun(ben.page, 'Ben', 'battery staple');
      await meet(ana.page, 'Ana', ben.page, 'Ben', 'Kitchen');
      await acceptUnverified(ana.page);
      await say(ana.page, 'kept in the copy');
      await expect(message(ben.page, 'kept in the copy')).toBeVisible();
      const copy = await sealedFile(ana.page, 'Save my copy', 'Make the copy', info.outputPath('copy.html'));
      await ana.close();

      const carrier = await newPerson(browser, { page: readFileSync(copy, 'utf8'), initScript: KEEPS_FILES });
      await expect(carrier.page.getByText(/sealed copy of somebody/u)).toBeVisible();
      await expect(carrier.page.getByText('Ana')).toHaveCount(0);
      await carrier.page.getByLabel('Passphrase of the backup').fill(PASSPHRASE);
      await carrier.page.getByRole('button', { name: 'Open it' }).click();
      await expect(carrier.page.getByText('You are Ana')).toBeVisible({ timeout: 20_000 });
      await openKitchen(carrier.page);
      await expect(message(carrier.page, 'kept in the copy')).toBeVisible();
      await say(carrier.page, 'from the copy');
      await expect(message(ben.page, 'from the copy')).toBeVisible({ timeout: 20_000 });
      await expectNoFork(ben.page);

      // A copy made from the copy holds one, and in its browser it has been taken in already.
      const again = await sealedFile(carrier.page, 'Save my copy', 'Make the copy', info.outputPath('again.html'));
      const text = readFileSync(again, 'utf8');
      expect(text.match(/id="parley-copy"/gu)?.length).toBe(1);
      const scripts = (page: string): string[] =>
        [...page.matchAll(/<script(?: type="module")?>([^]*?)<\/script>/gu)].map(([, script = '']) => script);
      expect(scripts(text)).toEqual(scripts(readFileSync(joinPath(import.meta.dirname, '..', built), 'utf8')));
      await carrier.page.reload();
      await unlock(carrier.page, PASSPHRASE);
      await openKitchen(carrier.page);
      await expect(message(carrier.page, 'from the copy')).toBeVisible();
      expect(carrier.errors).toEqual([]);
      for (const who of [carrier, ben]) await who.close();
      await signalling.stop();
    });
  }
}

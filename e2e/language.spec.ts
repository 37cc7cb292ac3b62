/**
 * Two people in Arabic, by the Arabic words on their screens: first run, a room, an invite, joining, messages both ways; and the language that was chosen is that of
 * the locked screen, can be changed there and in the settings, and goes with everything else.
 */
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { newPerson, startSignalling } from './support/people.js';
import type { BrowserName } from './support/people.js';

const PAIRS: readonly (readonly [BrowserName, BrowserName])[] = [
  ['chromium', 'firefox'],
  ['firefox', 'chromium'],
];

/** Whether the page is written from right to left, or from left to right. */
async function expectDirection(page: Page, language: string, direction: 'ltr' | 'rtl'): Promise<void> {
  const root = page.locator('html');
  await expect(root).toHaveAttribute('lang', new RegExp(`^${language}`, 'u'));
  await expect(root).toHaveAttribute('dir', direction);
}

/** Chooses Arabic on the first screen, which speaks English, and begins. */
async function beginInArabic(page: Page, name: string): Promise<void> {
  await expectDirection(page, 'en', 'ltr');
  await page.getByRole('combobox', { name: 'Language' }).selectOption('العربية');
  await expectDirection(page, 'ar', 'rtl');
  await page.getByRole('textbox', { name: 'اسمك' }).fill(name);
  await page.getByLabel('عبارة المرور', { exact: true }).fill('سر كبير');
  await page.getByRole('button', { name: 'ابدأ' }).click();
  await expect(page.getByRole('button', { name: 'غرفة جديدة' })).toBeVisible({ timeout: 15_000 });
}

function messageIn(page: Page, text: string): Locator {
  return page.getByRole('log', { name: 'الرسائل' }).getByRole('article').filter({ hasText: text });
}

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'رسالة' }).fill(text);
  await page.getByRole('button', { name: 'إرسال' }).click();
  await expect(messageIn(page, text)).toBeVisible();
}

for (const [hostBrowser, guestBrowser] of PAIRS) {
  test(`two people meet and write in Arabic: ${hostBrowser} invites ${guestBrowser}`, async () => {
    const signalling = await startSignalling();
    const layla = await newPerson(hostBrowser, { signalling });
    const dan = await newPerson(guestBrowser, { signalling });
    await beginInArabic(layla.page, 'ليلى');
    await beginInArabic(dan.page, 'Dan (2)');

    await layla.page.getByRole('button', { name: 'غرفة جديدة' }).click();
    await layla.page.getByRole('textbox', { name: 'اسم الغرفة' }).fill('نزهات السبت');
    await layla.page.getByRole('button', { name: 'إنشاء الغرفة' }).click();
    await layla.page.getByRole('button', { name: 'دعوة', exact: true }).click();
    const invite = layla.page.getByRole('dialog', { name: 'دعوة' });
    const box = invite.getByRole('textbox', { name: 'رمز الدعوة' });
    await expect(box).toHaveValue(/^[\w-]{100,}$/u);
    await expect(box).toHaveCSS('direction', 'ltr');
    const code = await box.inputValue();
    await invite.getByRole('button', { name: 'إغلاق' }).click();

    await dan.page.getByRole('button', { name: 'الانضمام بدعوة' }).click();
    await dan.page.getByRole('textbox', { name: 'رابط الدعوة أو رمزها' }).fill(code);
    await dan.page.getByRole('button', { name: 'انضمام', exact: true }).click();
    const knock = layla.page.getByRole('dialog', { name: 'Dan (2) يريد الانضمام' });
    await expect(knock).toBeVisible({ timeout: 30_000 });
    await knock.getByRole('button', { name: 'إدخال بلا تحقق' }).click();

    // The number has the same digits in the same order on both sides, from left to right.
    await layla.page.getByRole('button', { name: 'التحقق من Dan (2)', exact: true }).click();
    const verify = layla.page.getByRole('dialog', { name: 'التحقق من Dan (2)' });
    const number = verify.getByRole('group', { name: 'رقم الأمان' });
    await expect(number).toContainText(/(?:\d{5}\s*){12}/u, { timeout: 15_000 });
    await verify.getByRole('button', { name: 'إغلاق' }).click();

    await layla.page.getByRole('button', { name: 'القبول بلا تحقق' }).click();
    await write(layla.page, 'مرحبًا! هل نأخذ قطار 9:15؟');
    await expect(messageIn(dan.page, 'مرحبًا! هل نأخذ قطار 9:15؟')).toBeVisible({ timeout: 15_000 });
    // The inviter is named by the invite, so there is nothing to accept.
    await write(dan.page, 'Yes, and bring tea!');
    await expect(messageIn(layla.page, 'Yes, and bring tea!')).toBeVisible({ timeout: 15_000 });
    await expect(messageIn(layla.page, 'مرحبًا! هل نأخذ قطار 9:15؟')).toContainText(/وصلت|قُرئت/u);
    expect([...layla.errors, ...dan.errors]).toEqual([]);
  });
}

for (const browserName of ['chromium', 'firefox'] as const) {
  test(`the language is that of the locked screen, changes at once, and goes with everything else: ${browserName}`, async () => {
    const layla = await newPerson(browserName, { signalling: await startSignalling() });
    const { page } = layla;
    await beginInArabic(page, 'ليلى');
    await page.reload();
    await expect(page.getByRole('heading', { name: 'أهلًا بعودتك' })).toBeVisible({ timeout: 15_000 });
    await expectDirection(page, 'ar', 'rtl');

    await page.getByLabel('عبارة المرور', { exact: true }).fill('سر كبير');
    await page.getByRole('combobox', { name: 'اللغة' }).selectOption('Français');
    await expectDirection(page, 'fr', 'ltr');
    // What was typed is still there.
    await page.getByRole('button', { name: 'Déverrouiller' }).click();
    await page.getByRole('button', { name: 'Réglages' }).click({ timeout: 15_000 });
    const settings = page.getByRole('dialog', { name: 'Réglages' });
    await settings.getByRole('combobox', { name: 'Langue' }).selectOption('Deutsch');
    const german = page.getByRole('dialog', { name: 'Einstellungen' });
    await expect(german.getByRole('heading', { name: 'Sprache' })).toBeVisible();
    await german.getByRole('button', { name: 'Schließen' }).click();
    await expect(page).toHaveTitle('Parley');

    await page.getByRole('button', { name: 'Alles löschen…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Jetzt alles löschen' }).click();
    await expect(page.getByRole('textbox', { name: 'Dein Name' })).toBeVisible({ timeout: 15_000 });
    await page.reload();
    await expect(page.getByRole('textbox', { name: 'Your name' })).toBeVisible({ timeout: 15_000 });
    expect(layla.errors).toEqual([]);
  });
}

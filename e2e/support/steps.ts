/**
 * What people do, by the words on their screen (DESIGN section 6). Nothing here knows anything of the page but roles and names.
 */
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** First run: a name and a passphrase; an empty one is confirmed once. */
export async function firstRun(page: Page, name: string, passphrase: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Your name' }).fill(name);
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Start' }).click();
  if (passphrase === '') await page.getByRole('button', { name: 'Continue without a passphrase' }).click();
  await expect(page.getByRole('button', { name: 'New room' })).toBeVisible({ timeout: 15_000 });
}

/** Unlocks an existing vault. */
export async function unlock(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Unlock' }).click();
}

/** Makes a room; ends in it. */
export async function createRoom(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New room' }).click();
  await page.getByRole('textbox', { name: 'Room name' }).fill(name);
  await page.getByRole('button', { name: 'Create room' }).click();
  await expect(page.getByRole('log', { name: 'Messages' })).toBeVisible();
}

/** Opens the invite dialog, reads the code, and closes it again. */
export async function readInvite(page: Page, options: { readonly isTokenWanted?: boolean } = {}): Promise<string> {
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite' });
  if (options.isTokenWanted === true) {
    const plain = await dialog.getByRole('textbox', { name: 'Invite code' }).inputValue();
    await dialog.getByRole('checkbox').check();
    await expect(dialog.getByRole('textbox', { name: 'Invite code' })).not.toHaveValue(plain);
  }
  const box = dialog.getByRole('textbox', { name: 'Invite code' });
  await expect(box).toHaveValue(/^[\w-]{100,}$/u);
  const code = await box.inputValue();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  return code;
}

/** Pastes an invite on the home screen and presses "Join". */
export async function join(page: Page, invite: string): Promise<void> {
  await page.getByRole('button', { name: 'Join with an invite' }).click();
  await page.getByRole('textbox', { name: 'Invite link or code' }).fill(invite);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
}

/** Answers the knock of `name` with "Admit without verifying". */
export async function admitUnverified(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: `${name} wants to join` });
  await expect(dialog).toBeVisible({ timeout: 30_000 });
  await dialog.getByRole('button', { name: 'Admit without verifying' }).click();
  await expect(dialog).toBeHidden();
}

/** The row of the people list for `name`, somebody else. A row may name others as well, but has one button. */
export function person(page: Page, name: string): Locator {
  const rows = page.getByRole('list', { name: 'People' }).getByRole('listitem');
  return rows.filter({ has: page.getByRole('button', { name: `Verify ${name}`, exact: true }) });
}

/** Writes and sends a message. */
export async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message' }).fill(text);
  await page.getByRole('button', { name: 'Send' }).click();
}

/** The article of the message with this text. */
export function message(page: Page, text: string): Locator {
  return page.getByRole('log', { name: 'Messages' }).getByRole('article').filter({ hasText: text });
}

/** Knowingly goes on without verifying, and waits until writing is possible. */
export async function acceptUnverified(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Accept without verifying' }).click();
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeEnabled();
}

/** Opens the dialog "Verify <name>". */
export async function openVerify(page: Page, name: string): Promise<Locator> {
  await page.getByRole('button', { name: `Verify ${name}` }).click();
  const dialog = page.getByRole('dialog', { name: `Verify ${name}` });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** The digits of the safety number that the dialog shows. */
export async function safetyNumber(dialog: Locator): Promise<string> {
  const group = dialog.getByRole('group', { name: 'Safety number' });
  await expect(group).toHaveText(/(?:\d\s*){60}/u, { timeout: 15_000 });
  return /(?:\d\s*){60}/u.exec((await group.innerText()) ?? '')?.[0].replace(/\s/gu, '') ?? '';
}

/** Everything up to the first message: `host` has a room and lets `guest` in by knocking; neither has verified the other. */
export async function meet(host: Page, hostName: string, guest: Page, guestName: string, roomName: string): Promise<void> {
  await createRoom(host, roomName);
  const code = await readInvite(host);
  await join(guest, code);
  await admitUnverified(host, guestName);
  await expect(person(host, guestName)).toBeVisible({ timeout: 15_000 });
  await expect(person(guest, hostName)).toBeVisible({ timeout: 15_000 });
}

/** Lets `guest` in with an invite of `host` that asks nobody. Both are in the room then. */
export async function bringIn(host: Page, guest: Page, guestName: string): Promise<void> {
  await join(guest, await readInvite(host, { isTokenWanted: true }));
  await expect(person(host, guestName)).toBeVisible({ timeout: 30_000 });
  await expect(guest.getByRole('button', { name: 'Invite', exact: true })).toBeVisible({ timeout: 30_000 });
}

/** Writes knowingly without having compared, once `count` people are in: whoever comes later would lock the box again. */
export async function acceptAll(page: Page, count: number): Promise<void> {
  await expect(page.getByRole('list', { name: 'People' }).getByRole('listitem')).toHaveCount(count, { timeout: 30_000 });
  const accept = page.getByRole('button', { name: 'Accept without verifying' });
  const box = page.getByRole('textbox', { name: 'Message', disabled: false });
  await expect(accept.or(box)).toBeVisible();
  if (await accept.isVisible()) await accept.click();
  await expect(box).toBeVisible();
}

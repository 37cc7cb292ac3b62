/**
 * The whole path of two people, in every pair of browsers: make a room, invite, knock, admit, compare, write, close, open again, go on.
 */
import { expect, test } from '@playwright/test';
import { newPerson, startSignalling } from './support/people.js';
import type { BrowserName } from './support/people.js';
import {
  acceptUnverified,
  admitUnverified,
  createRoom,
  firstRun,
  join,
  meet,
  message,
  openVerify,
  person,
  readInvite,
  safetyNumber,
  say,
  unlock,
} from './support/steps.js';

const PAIRS: readonly (readonly [BrowserName, BrowserName])[] = [
  ['chromium', 'chromium'],
  ['chromium', 'firefox'],
  ['firefox', 'chromium'],
];

for (const [hostBrowser, guestBrowser] of PAIRS) {
  test(`two people meet, verify by emoji, chat, close and go on: ${hostBrowser} invites ${guestBrowser}`, async () => {
    const signalling = await startSignalling();
    const ana = await newPerson(hostBrowser, { signalling, isPersistent: true });
    const ben = await newPerson(guestBrowser, { signalling, isPersistent: true });
    await firstRun(ana.page, 'Ana', 'correct horse');
    await firstRun(ben.page, 'Ben', 'battery staple');

    await createRoom(ana.page, 'Kitchen');
    const code = await readInvite(ana.page);
    await join(ben.page, code);
    // While somebody is asked there is a link, and it is said.
    await expect(ana.page.getByRole('dialog', { name: 'Ben wants to join' })).toBeVisible({ timeout: 30_000 });
    await expect(ben.page.getByRole('status', { name: 'Connection' })).toHaveText('Somebody was reached. You are not in the room yet');
    await admitUnverified(ana.page, 'Ben');
    await expect(ben.page.getByRole('status', { name: 'Connection' })).toHaveText('Connected to 1 person');
    await expect(person(ana.page, 'Ben')).toContainText(/unverified|not verified/iu, { timeout: 15_000 });
    await expect(person(ben.page, 'Ana')).toContainText(/invite/iu, { timeout: 15_000 });

    // Locked until verified: there is nothing to write in.
    await expect(ana.page.getByRole('button', { name: 'Accept without verifying' })).toBeVisible();

    const anaDialog = await openVerify(ana.page, 'Ben');
    await anaDialog.getByRole('button', { name: /emoji/iu }).click();
    const benDialog = ben.page.getByRole('dialog', { name: 'Verify Ana' });
    await expect(benDialog).toBeVisible();
    const emojiOf = async (dialog: typeof anaDialog): Promise<string> => {
      const items = dialog.getByRole('group', { name: 'Emoji' }).getByRole('listitem');
      await expect(items).toHaveCount(7);
      return (await items.allInnerTexts()).join(' ');
    };
    expect(await emojiOf(anaDialog)).toBe(await emojiOf(benDialog));
    expect(await safetyNumber(anaDialog)).toBe(await safetyNumber(benDialog));
    await anaDialog.getByRole('button', { name: 'They match' }).click();
    await benDialog.getByRole('button', { name: 'They match' }).click();
    await expect(person(ana.page, 'Ben')).toContainText(/(?<!un|not )verified/iu);
    await expect(person(ben.page, 'Ana')).toContainText(/(?<!un|not )verified/iu);

    await say(ana.page, 'Hello Ben');
    await expect(message(ben.page, 'Hello Ben')).toContainText('Ana');
    await expect(message(ana.page, 'Hello Ben')).toContainText(/delivered|read/iu);
    await say(ben.page, 'Hello Ana');
    await expect(message(ana.page, 'Hello Ana')).toContainText('Ben');
    await expect(message(ben.page, 'Hello Ana')).toContainText(/delivered|read/iu);

    await ana.reopen();
    await ben.reopen();
    await unlock(ana.page, 'correct horse');
    await unlock(ben.page, 'battery staple');
    for (const { page } of [ana, ben]) {
      await page.getByRole('button', { name: /Kitchen/u }).click();
      await expect(message(page, 'Hello Ben')).toBeVisible();
      await expect(message(page, 'Hello Ana')).toBeVisible();
    }
    await say(ana.page, 'Back again');
    await expect(message(ben.page, 'Back again')).toContainText('Ana', { timeout: 20_000 });
    await expect(message(ana.page, 'Back again')).toContainText(/delivered|read/iu);
    await expect(person(ana.page, 'Ben')).toContainText(/(?<!un|not )verified/iu);

    await ana.close();
    await ben.close();
    await signalling.stop();
  });
}

test('a token lets one person in without asking, and only one', async () => {
  const signalling = await startSignalling();
  const ana = await newPerson('chromium', { signalling });
  const ben = await newPerson('chromium', { signalling });
  const eve = await newPerson('chromium', { signalling });
  await firstRun(ana.page, 'Ana', '');
  await firstRun(ben.page, 'Ben', '');
  await firstRun(eve.page, 'Eve', '');
  await createRoom(ana.page, 'Kitchen');
  const code = await readInvite(ana.page, { isTokenWanted: true });
  await join(ben.page, code);
  await expect(person(ana.page, 'Ben')).toBeVisible({ timeout: 15_000 });
  await expect(person(ben.page, 'Ana')).toBeVisible();
  await join(eve.page, code);
  await expect(eve.page.getByText(/was used already/iu)).toBeVisible({ timeout: 15_000 });
  await expect(person(ana.page, 'Eve')).toHaveCount(0);
  for (const who of [ana, ben, eve]) await who.close();
  await signalling.stop();
});

test('what is wrong with an invite is said in one sentence, and nothing changes', async () => {
  const signalling = await startSignalling();
  const ana = await newPerson('chromium', { signalling });
  const ben = await newPerson('chromium', { signalling });
  await firstRun(ana.page, 'Ana', '');
  await firstRun(ben.page, 'Ben', '');
  await createRoom(ana.page, 'Kitchen');
  const code = await readInvite(ana.page);
  await ana.page.getByRole('button', { name: /home/iu }).first().click();

  const attempt = async (page: typeof ana.page, invite: string, sentence: RegExp): Promise<void> => {
    await join(page, invite);
    await expect(page.getByRole('alert').filter({ hasText: sentence })).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Invite link or code' })).toHaveValue(invite);
    await page.reload();
  };
  await attempt(ben.page, 'hello', /not a whole invite/iu);
  await attempt(ben.page, code.slice(0, -5), /not a whole invite/iu);
  await attempt(ana.page, code, /you made yourself/iu);
  await ana.close();
  await ben.close();
  await signalling.stop();
});

test('messages written while the other is away wait, say so, and arrive', async () => {
  const signalling = await startSignalling();
  const ana = await newPerson('chromium', { signalling, isPersistent: true });
  const ben = await newPerson('chromium', { signalling, isPersistent: true });
  await firstRun(ana.page, 'Ana', '');
  await firstRun(ben.page, 'Ben', '');
  await meet(ana.page, 'Ana', ben.page, 'Ben', 'Kitchen');
  await acceptUnverified(ana.page);
  await ben.close();
  await say(ana.page, 'Are you there?');
  await expect(message(ana.page, 'Are you there?')).toContainText(/waiting/iu);
  await ben.reopen();
  await ben.page.getByRole('button', { name: /Kitchen/u }).click();
  await expect(message(ben.page, 'Are you there?')).toBeVisible({ timeout: 20_000 });
  await expect(message(ana.page, 'Are you there?')).toContainText(/delivered|read/iu);
  await ana.close();
  await ben.close();
  await signalling.stop();
});
